/** TikTok's For You feed. */
import { draw, escapeHtml, type FeedRenderer } from './post';

const caption = (text: string): string =>
  draw(text, {
    text: (value) => `<span data-e2e="new-desc-span">${escapeHtml(value)}</span>`,
    mention: (value) => `<a href="/${value}" target="_blank"><strong>${value}</strong></a>`,
    tag: (value) =>
      `<a data-e2e="search-common-link" target="_blank" href="/tag/${encodeURIComponent(value.slice(1))}"><strong>${escapeHtml(value)}</strong></a>`,
    break: () => '<br>',
  });

export const tiktok: FeedRenderer = {
  host: 'www.tiktok.com',
  path: '/foryou',
  // Seconds since 1970 above bit 32.
  id: (n, _author, at) => String((BigInt(Math.floor(at / 1000)) << 32n) | BigInt(n)),
  post: ({
    id,
    author,
    text,
  }) => `<div data-e2e="recommend-list-item-container" class="css-1-DivItemContainer"><div class="css-2-DivContentContainer">
<a data-e2e="video-author-avatar" href="/@${author}"></a>
<div class="css-3-DivTextInfoContainer"><a data-e2e="video-author-uniqueid" href="/@${author}"><h3>${escapeHtml(author)}</h3></a>
<div data-e2e="video-desc" class="css-4-DivMultilineText" dir="auto">${caption(text)}</div></div>
<div class="css-5-DivVideoWrapper"><div id="xgwrapper-0-${id}" class="tiktok-web-player"></div></div>
<div class="css-6-DivActionItemContainer"><button aria-label="Like"><strong data-e2e="like-count">120</strong></button><button aria-label="Comments"><strong data-e2e="comment-count">8</strong></button></div>
</div></div>`,
  page: (list) => `<div id="app"><div class="css-0-DivHeaderContainer"><a href="/" data-e2e="tiktok-logo">TikTok</a></div>
<div id="main-content-homepage_hot"><div data-feed>${list}</div></div></div>`,
};
