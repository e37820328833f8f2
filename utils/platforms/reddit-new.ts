/** Reddit's present design: custom elements whose words are slotted light DOM, and the cards of its search pages. Used by reddit.ts. */
import type { PagePost, Reading } from './adapter';
import {
  absoluteUrl,
  attr,
  closest,
  defined,
  documentOf,
  find,
  findAllOwn,
  hasAttr,
  isoTime,
  matches,
  parentOf,
  tagName,
} from './dom';
import { altOf, textOf } from './text-of';

const ADS = 'shreddit-ad-post, shreddit-comments-page-ad, shreddit-comment-tree-ad';
const SEARCH_COMMENT = '[data-testid="search-sdui-comment-unit"]';
const SEARCH_POST =
  '[data-testid="search-sdui-post"], [data-testid="search-post-with-content-preview"], [data-testid="search-post-unit"]';
export const NEW_THINGS = `shreddit-post, ${ADS}, shreddit-comment, shreddit-profile-comment, ${SEARCH_COMMENT}, ${SEARCH_POST}`;

const POST_BODY = '[slot="text-body"], shreddit-post-text-body, [id$="-post-rtjson-content"], [property="schema:articleBody"]';
const COMMENT_BODY = '[slot="comment"], [id$="-rtjson-content"], [data-testid="search-comment-content"], .md';
const TIME = 'time[datetime], faceplate-timeago[ts], faceplate-date[ts]';
const GONE = /^\[\s*(removed|deleted)\b[^\]]*\]$/i;

const fullname = (id: string, kind: 't1' | 't3'): string =>
  /^t[13]_[0-9a-z]+$/i.test(id) ? id : /^[0-9a-z]+$/i.test(id) ? `${kind}_${id}` : '';
const postIn = (path: string): string => fullname(/\/comments\/([0-9a-z]+)/i.exec(path)?.[1] ?? '', 't3');
const commentIn = (path: string): string => fullname(/\/comments\/[0-9a-z]+\/[^/?#]+\/([0-9a-z]+)/i.exec(path)?.[1] ?? '', 't1');
const userIn = (href: string): string => /\/(?:u|user)\/([\w-]+)/.exec(href)?.[1] ?? '';
const timeIn = (element: Element | undefined): string | undefined => isoTime(attr(element, 'datetime') || attr(element, 'ts'));
/** The first attribute that is there. */
const first = (element: Element, ...names: string[]): string => names.map((name) => attr(element, name)).find(Boolean) ?? '';

/** The address's slug was made from the title as it was written: no word in common means that the page shows a translation. */
function isTranslated(title: string, permalink: string, url: URL): boolean {
  if (url.searchParams.has('tl') || /[?&]tl=/.test(permalink)) return true;
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const path = URL.canParse(permalink, url) ? new URL(permalink, url).pathname : '';
  const slug = /\/comments\/[0-9a-z]+\/([^/]+)/i.exec(path)?.[1] ?? '';
  const written = words(decoded(slug).replaceAll('_', ' '));
  const shown = words(title);
  const alike = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
  return written.length >= 3 && shown.length >= 3 && !shown.some((word) => written.some((other) => alike(word, other)));
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return '';
  }
}

/** The page says that only members may read here: the community's card shows its type by an icon, on some pages by an attribute. */
const isClosed = (element: Element): boolean =>
  matches(element, '[subreddit-type="private"]') ||
  Boolean(
    find(
      documentOf(element),
      '[slot="community-details"] svg[icon-name^="lock"], [slot="community-details"] svg[icon-name^="hide"], ' +
        'shreddit-subreddit-header[community-type="private"], shreddit-subreddit-header[subreddit-type="private"]',
    ),
  );

/** Reads one container of the present design. */
export function readNewThing(element: Element, url: URL): Reading {
  if (isClosed(element)) return { skip: 'private' };
  if (/^shreddit-(profile-)?comment$/.test(tagName(element)) || matches(element, SEARCH_COMMENT))
    return readComment(element, url);
  return matches(element, SEARCH_POST) ? readSearchPost(element, url) : readPost(element, url);
}

function readPost(element: Element, url: URL): Reading {
  const own = (selector: string): Element[] => findAllOwn(element, selector, NEW_THINGS);
  const isAd = matches(element, `${ADS}, .promotedlink, [promoted], [is-promoted], [ad-type], [campaign-id], [ad-events]`);
  const permalink = first(element, 'permalink');
  const id = fullname(first(element, 'id', 'post-id', 'thingid'), 't3') || postIn(permalink);
  const title = (first(element, 'post-title', 'title') || textOf(own('[slot="title"], [slot="headline"]')[0])).toWellFormed();
  if (!id || !title) return { skip: 'unreadable' };
  const community = first(element, 'subreddit-prefixed-name') || (/^\/(?:r|u|user)\/[\w-]+/.exec(permalink)?.[0] ?? '');
  if (!isAd && !community) return { skip: 'private' };

  const [body] = own(POST_BODY);
  const text = textOf(body, { skip: NEW_THINGS }).replace(GONE, '');
  const author =
    first(element, 'author', 'author-name') || attr(own('shreddit-post-overflow-menu[author-name]')[0], 'author-name');
  const media = own('[slot="post-media-container"], [slot="ad-format-content"]')[0];
  const alts = media
    ? altOf(media)
        .split('\n')
        .filter((alt) => !alt.includes(title) && !/^(u\/|r\/)\S+ (avatar|icon)$/.test(alt))
    : [];
  const preview = Boolean(body && (matches(body, 'a') || find(body, '.feed-card-text-preview')));
  const post: PagePost = {
    platform: 'reddit',
    id,
    url: absoluteUrl(permalink, 'https://www.reddit.com'),
    kind: 'post',
    text,
    author: author === '[deleted]' ? '' : author || userIn(attr(own('a[href*="/user/"]')[0], 'href')),
    ad: isAd ? 'yes' : 'no',
    truncated: preview && /(…|\.\.\.)$/.test(text),
    translated: isTranslated(title, permalink, url),
    ...defined({
      title,
      postedAt: isoTime(first(element, 'created-timestamp', 'created')) ?? timeIn(own(TIME)[0]),
      lang: first(element, 'post-language'),
      altText: alts.join('\n'),
    }),
  };
  return { posts: [post, ...crosspost(element, post, url)] };
}

/** A post of another community shown inside this one: its words are its own, not this author's. */
function crosspost(element: Element, outer: PagePost, url: URL): PagePost[] {
  const source = attr(element, 'content-href');
  const id = postIn(source);
  if (!id || id === outer.id || !(hasAttr(element, 'is-crosspost') || attr(element, 'post-type') === 'crosspost')) return [];
  const [media] = findAllOwn(element, '[slot="post-media-container"]', NEW_THINGS);
  const text = textOf(find(media, POST_BODY) ?? find(media, '.md'));
  const title = (first(element, 'crosspost-title') || textOf(find(media, 'h1, h2, h3, [slot="title"]'))).toWellFormed();
  if (!text && !title) return [];
  const author = userIn(attr(find(media, 'a[href*="/user/"]'), 'href'));
  const translated = isTranslated(title, source, url);
  const quote: PagePost = {
    platform: 'reddit',
    id,
    url: absoluteUrl(source, 'https://www.reddit.com'),
    kind: 'quote',
    text,
    author,
    ad: 'no',
    truncated: false,
    translated,
  };
  return [{ ...quote, ...defined({ title }), parent: outer.id }];
}

function readComment(element: Element, url: URL): Reading {
  const own = (selector: string): Element[] => findAllOwn(element, selector, NEW_THINGS);
  const link =
    first(element, 'permalink', 'href') ||
    attr(
      own('a[href*="/comments/"]').find((a) => commentIn(attr(a, 'href'))),
      'href',
    );
  const id =
    fullname(first(element, 'thingid', 'comment-id'), 't1') ||
    commentIn(link) ||
    fullname(tracked(element).comment?.id ?? '', 't1');
  const [body] = own(COMMENT_BODY);
  const text = textOf(body, { skip: NEW_THINGS });
  const said = first(element, 'author') || userIn(attr(own('a[href*="/user/"]')[0], 'href'));
  // A profile's comments name no author: it is the profile's owner.
  const author = said || (tagName(element) === 'shreddit-profile-comment' ? userIn(url.pathname) : '');
  if (author === '[deleted]' || GONE.test(text) || matches(element, '[is-comment-deleted], [deleted]'))
    return { skip: 'service' };
  if (!id) return { skip: 'unreadable' };
  if (!text) return { skip: body && find(body, 'img, video, shreddit-player') ? 'empty' : 'unreadable' };
  const comment: PagePost = {
    platform: 'reddit',
    id,
    url: absoluteUrl(link, 'https://www.reddit.com').replace(/\?context=\d+$/, ''),
    kind: 'comment',
    text,
    author,
    ad: 'no',
    truncated: false,
    translated: url.searchParams.has('tl') || /[?&]tl=/.test(link),
    ...defined({
      postedAt: isoTime(first(element, 'created', 'created-timestamp')) ?? timeIn(own(TIME)[0]),
      altText: body ? altOf(body) : '',
      parent: fullname(first(element, 'postid', 'post-id'), 't3') || postIn(link) || postIn(url.pathname),
    }),
  };
  return { posts: [comment] };
}

/** A search result: the title, at most a part of the body, mostly no author. Cards are wrapped in cards: the outermost speaks for all. */
function readSearchPost(element: Element, url: URL): Reading {
  let card = element;
  for (let up = parentOf(card) as Element | null; up; up = closest(up, SEARCH_POST)?.parentElement ?? null)
    card = closest(up, SEARCH_POST) ?? card;
  const link = find(
    card,
    'a[data-testid="post-title-text"][href*="/comments/"], a[data-testid="post-title"][href*="/comments/"]',
  );
  const href = attr(link ?? find(card, 'a[href*="/comments/"]'), 'href');
  const title =
    textOf(find(card, '[data-testid="post-title-text"]')) || attr(find(card, '[data-testid="post-title"]'), 'aria-label');
  const id = postIn(href) || fullname(attr(card, 'data-thingid'), 't3');
  if (!id || !title) return { skip: 'unreadable' };
  const preview = find(card, `${POST_BODY}, [data-testid="sdui-post-unit"] > search-telemetry-tracker > a:not([data-testid])`);
  const { profile } = tracked(card);
  const post: PagePost = {
    platform: 'reddit',
    id,
    url: absoluteUrl(href.replace(/\?.*/, ''), 'https://www.reddit.com'),
    kind: 'post',
    text: textOf(preview),
    author: userIn(attr(find(card, 'a[href*="/user/"]'), 'href')) || (typeof profile?.name === 'string' ? profile.name : ''),
    ad: find(card, '[data-testid*="promoted"], .promoted-label, shreddit-dynamic-ad-link') ? 'yes' : 'no',
    truncated: true,
    translated: isTranslated(title, href, url),
    ...defined({ title, postedAt: timeIn(find(card, TIME) ?? undefined) }),
  };
  return { posts: [post] };
}

/** What search cards say about themselves for statistics; the only place that names an author. */
function tracked(card: Element): { profile?: { name?: unknown }; comment?: { id?: string } } {
  for (const holder of [card, closest(card, 'search-telemetry-tracker'), find(card, 'search-telemetry-tracker')]) {
    try {
      const said: unknown = JSON.parse(attr(holder, 'data-faceplate-tracking-context') || 'null');
      if (said && typeof said === 'object') return said;
    } catch {
      // No JSON any more: the card itself says enough.
    }
  }
  return {};
}
