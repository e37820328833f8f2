/** Reddit's present design: custom elements whose words are slotted light DOM. Used by reddit.ts. */
import type { PagePost, Reading } from './adapter';
import { absoluteUrl, attr, defined, documentOf, find, findOwn, firstTag, hasAttr, isoTime, matches, tagName } from './dom';
import {
  asksTranslation,
  commentIn,
  firstAttr,
  fullname,
  GONE,
  isTranslated,
  postIn,
  REDDIT,
  TIME,
  timeIn,
  userIn,
} from './reddit-parts';
import { altOf, textOf } from './text-of';

const ADS = 'shreddit-ad-post, shreddit-comments-page-ad, shreddit-comment-tree-ad';
export const NEW_THINGS = `shreddit-post, ${ADS}, shreddit-comment, shreddit-profile-comment`;
const AD_MARKS = `${ADS}, .promotedlink, [promoted], [is-promoted], [ad-type], [campaign-id], [ad-events]`;
const POST_BODY = '[slot="text-body"], shreddit-post-text-body, [id$="-post-rtjson-content"], [property="schema:articleBody"]';
const COMMENT_BODY = '[slot="comment"], [id$="-rtjson-content"], .md';

/** Descendants of the thing itself, not of a reply or a post inside it. */
const ownOf = (element: Element, selector: string): Element | null => findOwn(element, selector, NEW_THINGS);
const userLinkIn = (element: Element): string => userIn(attr(ownOf(element, 'a[href*="/user/"]'), 'href'));

/** The page says that only members may read here: the community's card shows its type by an icon, on some pages by an attribute. */
function isClosed(element: Element): boolean {
  if (attr(element, 'subreddit-type') === 'private') return true;
  const card = firstTag(documentOf(element), 'shreddit-subreddit-header');
  if (!card) return false;
  const type = firstAttr(card, 'community-type', 'subreddit-type');
  return (
    type === 'private' ||
    Boolean(find(card, '[slot="community-details"] svg[icon-name^="lock"], [slot="community-details"] svg[icon-name^="hide"]'))
  );
}

/** Reads one container of the present design. */
export function readNewThing(element: Element, url: URL): Reading {
  if (isClosed(element)) return { skip: 'private' };
  return /^shreddit-(profile-)?comment$/.test(tagName(element)) ? readComment(element, url) : readPost(element, url);
}

function readPost(element: Element, url: URL): Reading {
  const isAd = matches(element, AD_MARKS);
  const permalink = attr(element, 'permalink');
  const id = fullname(firstAttr(element, 'id', 'post-id'), 't3') || postIn(permalink);
  const title = (
    firstAttr(element, 'post-title', 'title') || textOf(ownOf(element, '[slot="title"], [slot="headline"]'))
  ).toWellFormed();
  if (!id || !title) return { skip: 'unreadable' };
  // A post that names no community and no profile gives no proof that it is public.
  if (!isAd && !attr(element, 'subreddit-prefixed-name') && !/^\/(r|u|user)\/[\w-]+/.test(permalink)) return { skip: 'private' };
  const body = ownOf(element, POST_BODY);
  const text = textOf(body, { skip: NEW_THINGS }).replace(GONE, '');
  const post: PagePost = {
    platform: 'reddit',
    id,
    url: absoluteUrl(permalink, REDDIT),
    kind: 'post',
    text,
    author: authorOf(element),
    ad: isAd ? 'yes' : 'no',
    truncated: isPreview(body) && /(…|\.\.\.)$/.test(text),
    translated: isTranslated(title, permalink, url),
    ...defined({
      title,
      postedAt: isoTime(firstAttr(element, 'created-timestamp', 'created')) ?? timeIn(ownOf(element, TIME)),
      lang: attr(element, 'post-language'),
      altText: picturesOf(element, title),
    }),
  };
  return { posts: [post, ...crosspostIn(element, post, url)] };
}

/** In a listing the body is a link with the beginning of the text. */
const isPreview = (body: Element | null): boolean =>
  Boolean(body && (matches(body, 'a') || find(body, '.feed-card-text-preview')));

function authorOf(element: Element): string {
  const menu = ownOf(element, 'shreddit-post-overflow-menu[author-name]');
  const name = firstAttr(element, 'author', 'author-name') || attr(menu, 'author-name') || userLinkIn(element);
  return name === '[deleted]' ? '' : name;
}

/** Pictures' descriptions; those that the site makes of the title or the avatar say nothing. */
function picturesOf(element: Element, title: string): string {
  const media = ownOf(element, '[slot="post-media-container"], [slot="ad-format-content"]');
  const alts = media ? altOf(media).split('\n') : [];
  return alts.filter((alt) => !alt.includes(title) && !/^[ru]\/\S+ (avatar|icon)$/.test(alt)).join('\n');
}

/** A post of another community shown inside this one: its words are its own author's. */
function crosspostIn(element: Element, outer: PagePost, url: URL): PagePost[] {
  const source = attr(element, 'content-href');
  const id = postIn(source);
  if (!id || id === outer.id || !(hasAttr(element, 'is-crosspost') || attr(element, 'post-type') === 'crosspost')) return [];
  const media = ownOf(element, '[slot="post-media-container"]');
  const text = textOf(find(media, POST_BODY) ?? find(media, '.md'));
  const title = attr(element, 'crosspost-title') || textOf(find(media, 'h1, h2, h3, [slot="title"]'));
  if (!text && !title) return [];
  const author = userIn(attr(find(media, 'a[href*="/user/"]'), 'href'));
  const translated = isTranslated(title, source, url);
  const base = { platform: 'reddit', id, url: absoluteUrl(source, REDDIT), kind: 'quote', ad: 'no', parent: outer.id } as const;
  return [{ ...base, text, author, truncated: false, translated, ...defined({ title }) }];
}

function readComment(element: Element, url: URL): Reading {
  const link = firstAttr(element, 'permalink', 'href');
  const id = fullname(firstAttr(element, 'thingid', 'comment-id'), 't1') || commentIn(link);
  const body = ownOf(element, COMMENT_BODY);
  const text = textOf(body, { skip: NEW_THINGS });
  const author = commenterOf(element, url);
  if (author === '[deleted]' || GONE.test(text)) return { skip: 'service' };
  if (!id) return { skip: 'unreadable' };
  if (!text) return { skip: find(body, 'img, video, shreddit-player') ? 'empty' : 'unreadable' };
  return {
    posts: [
      {
        platform: 'reddit',
        id,
        url: absoluteUrl(link.replace(/\?.*/, ''), REDDIT),
        kind: 'comment',
        text,
        author,
        ad: 'no',
        truncated: false,
        translated: asksTranslation(link, url),
        ...defined({
          postedAt: isoTime(attr(element, 'created')) ?? timeIn(ownOf(element, TIME)),
          altText: body ? altOf(body) : '',
          parent: fullname(firstAttr(element, 'postid', 'post-id'), 't3') || postIn(link) || postIn(url.pathname),
        }),
      },
    ],
  };
}

/** A profile's comments name no author: it is the profile's owner. */
const commenterOf = (element: Element, url: URL): string =>
  attr(element, 'author') || (tagName(element) === 'shreddit-profile-comment' ? userIn(url.pathname) : userLinkIn(element));
