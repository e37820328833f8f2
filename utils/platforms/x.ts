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
  tagName,
  timeOf,
} from './dom';
import { hashId, xTime } from './ids';
import { isShowOriginal } from './labels';
import { textOf } from './text-of';
import { readOld } from './x-archive';
import { altText, COVER, langOf, MORE, OLD_TEXT, previewOf, TEXT, tweetText } from './x-text';

const ID = 'x';
const USER = '[data-testid="User-Name"], [data-testid="User-Names"]';
const BODY = '[data-testid="twitterArticleRichTextView"], [data-testid="longformRichTextComponent"]';
const LOCK = '[data-testid="icon-lock"]';
const TITLE = '[data-testid="twitter-article-title"]';
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

interface Named {
  /** '' where the address has none (`/i/web/status/1`). */
  handle: string;
  id: string;
}

/** `/handle/status/id` of a link or address on X itself. */
function named(link: Element | string | undefined): Named | null {
  const href = absoluteUrl(typeof link === 'string' ? link : attr(link, 'href'), 'https://x.com');
  if (!href || !/^(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com$/.test(new URL(href).hostname)) return null;
  const [, handle = '', id = ''] = NAMED.exec(new URL(href).pathname) ?? [];
  return id ? { handle: /^(?!i$)\w{1,15}$/.test(handle) ? handle : '', id } : null;
}
const linkTo = (handle: string, id: string): string => (id ? `https://x.com/${handle || 'i'}/status/${id}` : '');

/** The quoted post inside a card: a pressable box with a name of its own. */
const quoteIn = (card: Element): Element | undefined =>
  findAll(card, 'div[role="link"], [role="blockquote"]').find(
    (box) => find(box, `${USER}, ${OLD_TEXT}, time`) && ownerOf(box, 'article') === ownArticle(card),
  );
const ownArticle = (card: Element): Element | null => closest(card, 'article');

/** Handle from the name row: its profile link, else the shown `@handle`. */
function handleOf(row: Element | null | undefined): string {
  for (const link of findAll(row, 'a[href]')) {
    const handle = /^\/(\w{1,15})$/.exec(
      new URL(absoluteUrl(attr(link, 'href'), 'https://x.com') || 'https://x.com').pathname,
    )?.[1];
    if (handle) return handle;
  }
  return /@(\w{1,15})/.exec(textOf(row))?.[1] ?? '';
}

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
  const row = find(box, USER);
  const body = find(box, `${TEXT}, ${OLD_TEXT}`);
  const text = tweetText(body) || (previewOf(find(box, COVER), box)?.title ?? '');
  if (!text || find(row, LOCK)) return null;
  const link = findAll(box, 'a[href*="/status"]').map(named).find(Boolean);
  const author = handleOf(row) || (link?.handle ?? '');
  const id = link?.id ?? hashId(author, text);
  const postedAt = timeOf(find(box, 'time[datetime]')) ?? xTime(id);
  const optional = defined({ postedAt, lang: langOf(body), altText: altText(findAll(box, '[data-testid="tweetPhoto"]')) });
  const base = { platform: ID, id, url: linkTo(author, link?.id ?? ''), kind: 'quote', text, author, ad: 'no' } as const;
  return { ...base, truncated: find(box, MORE) !== null, translated: false, parent, ...optional };
}

/** A card and what belongs to it: not to the post quoted in it, nor to posts embedded in a long article. */
interface Card {
  element: Element;
  quote: Element | undefined;
  own: (selector: string, outside?: string) => Element[];
}

/** Parts of one kind looked at in a card: a hostile page could nest them without end. */
const MOST = 400;

function cardOf(part: Element): Card {
  const element = closest(part, 'article') ?? part;
  const quote = quoteIn(element);
  const inside = (found: Element, selector: string): boolean => {
    const box = closest(found, selector);
    return box !== null && box !== element && contains(element, box);
  };
  const own = (selector: string, outside = ''): Element[] =>
    findAll(element, selector)
      .slice(0, MOST)
      .filter(
        (found) =>
          !(quote && contains(quote, found)) &&
          (closest(found, 'article') ?? element) === element &&
          !(outside && inside(found, outside)),
      );
  return { element, quote, own };
}

interface Story {
  title: string;
  text: string;
  altText: string;
  lang: string | undefined;
  truncated: boolean;
  translated: boolean;
  isLong: boolean;
}

function storyOf({ element, own }: Card): Story {
  const texts = own(TEXT);
  const body = texts[0] ?? own(OLD_TEXT, BODY)[0];
  const long = matches(element, BODY) ? element : own(BODY)[0];
  const preview = long ? null : previewOf(own(COVER)[0], element);
  const story = textOf(long, { keepLines: true, skip: `article, [data-testid="simpleTweet"], [itemprop="author"], ${TITLE}` });
  return {
    title: textOf(own(TITLE)[0]) || (preview?.title ?? ''),
    text: [tweetText(body), story, preview?.text ?? ''].filter(Boolean).join('\n'),
    altText: altText(own('[data-testid="tweetPhoto"]')),
    lang: langOf(body),
    truncated: preview !== null || own(MORE).length > 0,
    translated:
      texts.length < 2 &&
      own('button, [role="button"]')
        .slice(0, 40)
        .some((button) => isShowOriginal(textOf(button))),
    isLong: long !== undefined,
  };
}

/** Handle and id: from the link around the time, else (promoted posts show no time) from any link to the post, else from the address. */
function nameOf({ element, own }: Card, isLong: boolean, url: URL): Named {
  const links = own('a[href*="/status"], a[href*="/article/"]', `${TEXT}, ${OLD_TEXT}, ${BODY}`).filter(named);
  const link = named(links.find((found) => find(found, 'time')) ?? links[0]) ?? (isLong ? named(url.href) : null);
  const handle = handleOf(own(USER)[0]) || link?.handle || attr(find(element, 'meta[itemprop="additionalName"]'), 'content');
  return { handle, id: link?.id ?? '' };
}

/** A paid card stands in a tracking box (a box inside the card proves nothing), and shows no time. */
function adOf({ element, own }: Card, isLong: boolean): PagePost['ad'] {
  if (closest(element, '[data-testid="placementTracking"]')) return 'yes';
  return isLong || own('time[datetime]', BODY).length ? 'no' : 'unknown';
}

/** Post, answer to the post that the address names, or part of a long article. */
function placeOf(
  card: Element,
  id: string,
  ad: PagePost['ad'],
  url: URL,
): { kind: PagePost['kind']; parent?: string | undefined } {
  const outer = ownerOf(card, 'article');
  if (outer) return { kind: 'quote', parent: nameOf(cardOf(outer), true, url).id };
  const page = named(url.href)?.id;
  return page && page !== id && ad !== 'yes' && isAnswer(card, page) ? { kind: 'comment', parent: page } : { kind: 'post' };
}

function read(element: Element, url: URL): Reading {
  if (hasAttr(element, 'data-tweet-id')) return readOld(element);
  const card = cardOf(element);
  const row = card.own(USER)[0];
  if (find(row, LOCK)) return { skip: 'private' };
  const { title, text, altText: alt, lang, truncated, translated, isLong } = storyOf(card);
  if (!text && !title && !alt) return { skip: row && (card.quote || card.own(MEDIA).length) ? 'empty' : 'unreadable' };

  const { handle, id: known } = nameOf(card, isLong, url);
  const id = known || hashId(handle, text);
  const ad = adOf(card, isLong);
  const { kind, parent } = placeOf(card.element, id, ad, url);
  const postedAt = timeOf(card.own('time[datetime]', BODY)[0]) ?? xTime(id);
  const optional = defined({ title, postedAt, lang, altText: alt, parent });
  const post: PagePost = {
    platform: ID,
    id,
    url: linkTo(handle, known),
    kind,
    text,
    author: handle,
    ad,
    truncated,
    translated,
    ...optional,
  };
  const child = card.quote ? quoted(card.quote, id) : null;
  return { posts: child && child.id !== id ? [post, child] : [post] };
}

export const x: Adapter = {
  id: ID,
  label: 'X',
  checked: '2026-02',
  matches: ['*://x.com/*', '*://*.x.com/*', '*://twitter.com/*', '*://*.twitter.com/*'],
  surface,
  posts: `article[data-testid="tweet"], article div[data-testid="tweet"], div.tweet[data-tweet-id], ${LONG}:not(article *), [data-testid="twitterArticleRichTextView"]:not(article *, ${LONG} *)`,
  deny: '[data-testid^="dm-"], [data-testid^="DM"], [data-testid^="Dm"], [data-testid^="chat-"], [data-testid="GrokDrawer"], [contenteditable]:not([contenteditable="false"]), [role="textbox"]',
  read,
};
