/** The home timeline of X's web app. */
import { draw, emojiName, escapeHtml, iso, type FeedRenderer } from './post';

/** Ids hold the time: ms since 2010-11-04 above bit 22. */
const EPOCH = 1_288_834_974_657;

const words = (value: string): string => `<span class="css-1jxf684">${escapeHtml(value)}</span>`;
const body = (text: string): string =>
  draw(text, {
    text: words,
    break: words,
    emoji: (value) =>
      `<img alt="${value}" draggable="false" src="https://abs-0.twimg.com/emoji/v2/svg/${emojiName(value)}.svg" class="r-4qtqp9 r-dflpy8">`,
    mention: (value) =>
      `<div class="css-175oi2r r-xoduu5"><span class="r-18u37iz"><a dir="ltr" href="/${value.slice(1)}" role="link">${value}</a></span></div>`,
    tag: (value) =>
      `<span class="r-18u37iz"><a dir="auto" href="/hashtag/${encodeURIComponent(value.slice(1))}" role="link">${escapeHtml(value)}</a></span>`,
  });

export const x: FeedRenderer = {
  host: 'x.com',
  path: '/home',
  id: (n, _author, at) => String((BigInt(at - EPOCH) << 22n) | BigInt(n % 4096)),
  post: ({ id, author, text, at, lang }) => {
    const by = `/${author}`;
    return `<div data-testid="cellInnerDiv"><div class="css-175oi2r"><article role="article" tabindex="0" class="css-175oi2r" data-testid="tweet"><div data-testid="Tweet-User-Avatar"><div data-testid="UserAvatar-Container-${author}"><a href="${by}" aria-hidden="true" tabindex="-1" role="link"></a></div></div><div><div class="css-175oi2r" data-testid="User-Name"><div><a href="${by}" role="link" class="css-175oi2r r-1loqt21"><div dir="ltr"><span><span>${escapeHtml(author)}</span></span></div></a></div><div><a href="${by}" role="link" class="css-175oi2r r-1loqt21"><div dir="ltr"><span>@${author}</span></div></a><div dir="ltr" aria-hidden="true"><span>·</span></div><div class="css-175oi2r r-18u37iz"><a href="${by}/status/${id}" dir="ltr" role="link"><time datetime="${iso(at)}">${iso(at).slice(11, 16)}</time></a></div></div></div><button aria-haspopup="menu" aria-label="More" role="button" data-testid="caret" type="button"></button></div><div><div dir="auto" lang="${lang ?? 'und'}" class="css-146c3p1" data-testid="tweetText">${body(text)}</div></div><div aria-label="4 replies, 2 reposts, 9 likes, 310 views" role="group"><button aria-label="4 Replies. Reply" role="button" data-testid="reply" type="button"><span data-testid="app-text-transition-container"><span>4</span></span></button><a href="${by}/status/${id}/analytics" aria-label="310 views" role="link"><span>310</span></a></div></article></div></div>`;
  },
  page: (list) => `<div id="react-root"><div><div class="css-175oi2r r-13awgt0">
<header role="banner"><nav aria-label="Primary" role="navigation"><a href="/home" data-testid="AppTabBar_Home_Link" role="link">Home</a></nav></header>
<main role="main"><div data-testid="primaryColumn"><div aria-label="Home timeline"><div data-testid="tweetTextarea_0" role="textbox" contenteditable="true"></div>
<section role="region"><h1 dir="auto" aria-level="1" role="heading">Timeline</h1><div aria-label="Timeline: Your Home Timeline"><div data-feed>${list}</div></div></section>
</div></div></main></div></div></div>`,
};
