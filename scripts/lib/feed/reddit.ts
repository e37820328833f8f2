/** A community in Reddit's present design: custom elements with slotted words. */
import { draw, escapeHtml, iso, type FeedRenderer } from './post';

const COMMUNITY = 'harbour_talk_00';

const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${draw(paragraph, { break: () => '<br>' })}</p>`)
    .join('');

/** The address repeats the title's first words, as the site does; a title in another script leaves none. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 50) || 'post';

export const reddit: FeedRenderer = {
  host: 'www.reddit.com',
  path: `/r/${COMMUNITY}/`,
  id: (n, _author, at) => `t3_${Math.floor(at / 1000).toString(36)}${n.toString(36)}`,
  post: ({ id, author, text, title = '', at, lang }) => {
    const link = `/r/${COMMUNITY}/comments/${id.slice(3)}/${slugOf(title)}/`;
    const name = escapeHtml(title);
    return `<article class="w-full m-0" aria-label="${name}"><shreddit-post class="block" permalink="${link}" content-href="https://www.reddit.com${link}" view-context="SubredditFeed" comment-count="12" created-timestamp="${iso(at).replace('Z', '000+0000')}" id="${id}" post-title="${name}"${lang ? ` post-language="${lang}"` : ''} post-type="text" score="20" subreddit-prefixed-name="r/${COMMUNITY}" author="${escapeHtml(author)}">
<a slot="full-post-link" class="absolute inset-0" href="${link}"><faceplate-screen-reader-content>${name}</faceplate-screen-reader-content></a>
<span slot="credit-bar"><a href="/r/${COMMUNITY}/" class="subreddit-name">r/${COMMUNITY}</a> <faceplate-timeago ts="${iso(at).replace('Z', '000+0000')}"><time datetime="${iso(at)}">${iso(at).slice(11, 16)}</time></faceplate-timeago></span>
<a slot="title" id="post-title-${id}" href="${link}" class="block"> ${name} </a>
<a href="${link}" slot="text-body" class="pointer-events-none"><div class="mb-xs" data-post-click-location="text-body"><div id="${id}-post-rtjson-content" class="md feed-card-text-preview text-ellipsis line-clamp-3 text-14" dir="auto">${paragraphs(text)}</div></div></a>
</shreddit-post></article>`;
  },
  page: (
    list,
  ) => `<shreddit-app routename="subreddit" pagetype="community"><header><faceplate-search-input name="q"></faceplate-search-input></header>
<main id="main-content"><shreddit-feed data-feed>${list}</shreddit-feed></main></shreddit-app>`,
};
