/** X (Twitter): the web app since 2020, logged in and out, its mobile hosts, and the server-rendered pages before it (in archives). */
import type { Adapter, PagePost, Reading } from './adapter';
import {
  absoluteUrl,
  attr,
  closest,
  contains,
  defined,
  documentOf,
  find,
  findAll,
  hasAttr,
  matches,
  ownerOf,
  parentOf,
  tagName,
  timeOf,
} from './dom';
import { hashId, xTime } from './ids';
import { isShowOriginal } from './labels';
import { altOf, textOf } from './text-of';
import { langOf, readOld } from './x-archive';

const ID = 'x';
const TEXT = '[data-testid="tweetText"]';
const USER = '[data-testid="User-Name"], [data-testid="User-Names"]';
/** Before the testid (2019-2021) the text was the first block with a language. */
const OLD_TEXT = 'div[lang][dir="auto"]';
const BODY = '[data-testid="twitterArticleRichTextView"], [data-testid="longformRichTextComponent"]';
const COVER = '[data-testid="article-cover-image"]';
const LONG = '[data-testid="twitterArticleReadView"]';
const MEDIA =
  '[data-testid="tweetPhoto"], [data-testid="videoPlayer"], [data-testid="videoComponent"], [data-testid="card.wrapper"], [data-testid="cardPoll"], video';

const DENIED =
  /^\/(?:messages|chat|i\/(?:chat|bookmarks|flow|grok|drafts|history|account|keyboard_shortcuts)|compose|notifications|bookmarks|settings|account|login|logout|signup|intent|share|follower_requests|[^/]+\/(?:followers|following|verified_followers|followers_you_follow))(?:\/|$)/i;
const NAMED = /^\/(?:#!\/)?([^/]+|i\/web)\/(?:status(?:es)?|article)\/(\d{1,20})/;

function surface(url: URL): string | null {
  const path = url.pathname;
  if (DENIED.test(path)) return null;
  if (NAMED.test(path)) return 'thread';
  if (/^\/(?:search|explore|hashtag)(?:\/|$)/i.test(path)) return 'search';
  if (/^\/(?:i|[^/]+)\/(?:lists|communities)(?:\/|$)/i.test(path)) return 'list';
  return path === '/' || /^\/(?:home|i)(?:\/|$)/i.test(path) ? 'feed' : 'profile';
}

/** `/handle/status/id` of a link on X itself. */
function named(link: Element | undefined): { handle: string; id: string } | null {
  const href = absoluteUrl(attr(link, 'href'), 'https://x.com');
  if (!href || !/^(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com$/.test(new URL(href).hostname)) return null;
  const parts = NAMED.exec(new URL(href).pathname);
  return parts
    ? { handle: /^\w{1,15}$/.test(parts[1] ?? '') && parts[1] !== 'i' ? (parts[1] ?? '') : '', id: parts[2] ?? '' }
    : null;
}

/** The quoted post inside a card: a pressable box with a name of its own. */
const quoteIn = (card: Element): Element | undefined =>
  findAll(card, 'div[role="link"], [role="blockquote"]').find(
    (box) => find(box, `${USER}, ${OLD_TEXT}, time`) && ownerOf(box, 'article') === ownArticle(card),
  );
const ownArticle = (card: Element): Element | null => closest(card, 'article');

/** Handle from the name row: its profile link, else the shown `@handle`. */
function handleOf(row: Element | undefined): string {
  for (const link of findAll(row, 'a[href]')) {
    const handle = /^\/(\w{1,15})$/.exec(
      new URL(absoluteUrl(attr(link, 'href'), 'https://x.com') || 'https://x.com').pathname,
    )?.[1];
    if (handle) return handle;
  }
  return /@(\w{1,15})/.exec(textOf(row))?.[1] ?? '';
}

/** X clips long addresses with `…` after the part that it hides: with the hidden part shown, the sign is not the author's. */
const tweetText = (text: Element | undefined): string =>
  textOf(text, {
    keepLines: true,
    inline: 'div',
    keepHidden: 'links',
    skip: '[data-testid="tweet-text-show-more-link"]',
  }).replace(/(https?:\/\/[^\s…]+)…/g, '$1');

/** Descriptions that people wrote; "Image" in the interface's language is one or two short words. */
const altText = (photos: readonly Element[]): string =>
  [...new Set(photos.map((photo) => altOf(photo)))].filter((alt) => alt.length > 24 || alt.split(/\s+/).length > 2).join('\n');

/** Where a card stands on a `/status/` page: what follows the post named by the URL answers it, until a heading ("Discover more"). */
function isAnswer(card: Element, named: string): boolean {
  const list = closest(card, 'section, [data-testid="primaryColumn"], main') ?? documentOf(card);
  const focal = findAll(list, `a[href*="/status/${named}"] time`).map((time) => closest(time, 'article'))[0];
  if (!focal) return true;
  let after = false;
  for (const item of findAll(list, 'article, h2')) {
    if (item === card) return after;
    if (item === focal) after = true;
    else if (tagName(item) === 'h2' && !closest(item, 'article') && closest(item, '[data-testid="cellInnerDiv"]')) after = false;
  }
  return false;
}

function quoted(box: Element, parent: string): PagePost | null {
  const row = find(box, USER) ?? undefined;
  const body = find(box, `${TEXT}, ${OLD_TEXT}`) ?? undefined;
  const text = tweetText(body) || previewOf(find(box, COVER), box)?.title || '';
  if (!text || find(row, '[data-testid="icon-lock"]')) return null;
  const link = findAll(box, 'a[href*="/status/"]')
    .map(named)
    .find((found) => found);
  const author = handleOf(row) || link?.handle || '';
  const id = link?.id ?? hashId(author, text);
  return {
    platform: ID,
    id,
    url: link ? `https://x.com/${author || 'i'}/status/${id}` : '',
    kind: 'quote',
    text,
    author,
    ad: 'no',
    truncated: find(box, '[data-testid="tweet-text-show-more-link"]') !== null,
    translated: false,
    parent,
    ...defined({
      postedAt: timeOf(find(box, 'time[datetime]')) ?? xTime(id),
      lang: langOf(body),
      altText: altText(findAll(box, '[data-testid="tweetPhoto"] img[alt]').map((image) => parentOf(image) as Element)),
    }),
  };
}

/** Title and first lines of a long article that a feed shows as a picture card: the element after the picture. */
function previewOf(cover: Element | null | undefined, card: Element): { title: string; text: string } | null {
  for (
    let box = cover && (parentOf(cover) as Element | null), steps = 0;
    box && box !== card && steps < 4;
    box = parentOf(box) as Element | null, steps += 1
  ) {
    const lines = textOf(box, { skip: COVER }).split('\n').filter(Boolean);
    if (lines.length) return { title: lines[0] ?? '', text: lines.slice(1).join('\n') };
  }
  return null;
}

function read(element: Element, url: URL): Reading {
  if (hasAttr(element, 'data-tweet-id')) return readOld(element);
  const card = closest(element, 'article') ?? element;
  const quote = quoteIn(card);
  const own = (selector: string): Element[] =>
    findAll(card, selector).filter((found) => !(quote && contains(quote, found)) && (closest(found, 'article') ?? card) === card);
  const [row] = own(USER);
  if (row && find(row, '[data-testid="icon-lock"]')) return { skip: 'private' };

  const texts = own(TEXT);
  const [body = own(OLD_TEXT).find((old) => !closest(old, BODY))] = texts;
  const [long] = matches(card, BODY) ? [card] : own(BODY);
  const preview = long ? null : previewOf(own(COVER)[0], card);
  const links = own('a[href*="/status/"], a[href*="/article/"]').filter(
    (link) => !closest(link, `${TEXT}, ${OLD_TEXT}, ${BODY}`),
  );
  const main = links.find((link) => find(link, 'time') && named(link)) ?? links.find((link) => named(link));
  const page = NAMED.exec(url.pathname);
  const link =
    named(main) ?? (long && page ? { handle: /^\w{1,15}$/.test(page[1] ?? '') ? (page[1] ?? '') : '', id: page[2] ?? '' } : null);

  const title = textOf(own('[data-testid="twitter-article-title"]')[0]) || preview?.title || '';
  const story = textOf(long, {
    keepLines: true,
    skip: 'article, [data-testid="simpleTweet"], [itemprop="author"], [data-testid="twitter-article-title"]',
  });
  const text = [tweetText(body), story, preview?.text ?? ''].filter(Boolean).join('\n');
  const alt = altText(own('[data-testid="tweetPhoto"]'));
  if (!text && !title && !alt) return { skip: row && (quote || own(MEDIA).length) ? 'empty' : 'unreadable' };

  const author = handleOf(row) || link?.handle || attr(find(long, 'meta[itemprop="additionalName"]'), 'content');
  const id = link?.id ?? hashId(author, text);
  const time = own('time[datetime]').find((found) => !closest(found, BODY));
  const ad = closest(card, '[data-testid="placementTracking"]') ? 'yes' : time || long ? 'no' : 'unknown';
  const outer = ownerOf(card, 'article');
  const post: PagePost = {
    platform: ID,
    id,
    url: link ? `https://x.com/${author || 'i'}/status/${id}` : '',
    kind: outer ? 'quote' : 'post',
    text,
    author,
    ad,
    truncated: preview !== null || own('[data-testid="tweet-text-show-more-link"]').length > 0,
    translated: texts.length < 2 && own('button, [role="button"]').some((button) => isShowOriginal(textOf(button))),
    ...defined({ title, postedAt: timeOf(time) ?? (link ? xTime(id) : undefined), lang: langOf(body), altText: alt }),
  };
  const answered = outer ? named(findAll(outer, 'a[href*="/status/"]').find((found) => find(found, 'time'))) : null;
  if (answered) post.parent = answered.id;
  if (!outer && page && ad !== 'yes' && page[2] !== id && isAnswer(card, page[2] ?? '')) {
    post.kind = 'comment';
    post.parent = page[2] ?? '';
  }
  const child = quote ? quoted(quote, id) : null;
  return { posts: child && child.id !== id ? [post, child] : [post] };
}

export const x: Adapter = {
  id: ID,
  label: 'X (Twitter)',
  checked: '2026-02',
  matches: ['*://x.com/*', '*://*.x.com/*', '*://twitter.com/*', '*://*.twitter.com/*'],
  surface,
  posts: `article[data-testid="tweet"], article div[data-testid="tweet"], div.tweet[data-tweet-id], ${LONG}:not(article *), [data-testid="twitterArticleRichTextView"]:not(article *, ${LONG} *)`,
  deny: '[data-testid^="dm-"], [data-testid^="DM"], [data-testid^="Dm"], [data-testid^="chat-"], [data-testid="GrokDrawer"], [contenteditable]:not([contenteditable="false"]), [role="textbox"]',
  probe: 'article a[href*="/status/"] time',
  read,
};
