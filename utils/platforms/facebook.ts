/**
 * Facebook (www, web, m). The hardest page, and no saved feed of today was at hand: whatever does not fit is skipped as `unreadable` or
 * `private`, never guessed. A post is read only with proof that it is public: its audience icon, a public group, or a visitor without account.
 */
import type { Adapter, PagePost, Reading, SkipReason } from './adapter';
import { attr, closest, defined, documentOf, find, findAll, firstChild, isoTime, matches, ownerOf, parentOf } from './dom';
import { isInPublicGroup, isLoggedOut, isPublic } from './facebook-audience';
import { commentNamedIn, namedBy, namedIn, type Named } from './facebook-ids';
import {
  adOf,
  authorOf,
  CARD,
  COMMENT,
  layoutOf,
  linksAround,
  MESSAGE,
  NAME,
  overPicture,
  PHOTO,
  picturesOf,
  storyOf,
  type Layout,
  type Story,
} from './facebook-layout';
import { hashId } from './ids';
import { textOf } from './text-of';

const ID = 'facebook';

const DENIED =
  /^\/(?:messages|messenger|t|notifications|friends|saved|memories|onthisday|stories|settings|login|login\.php|recover|checkpoint|reg|r\.php|privacy|privacy_center|bookmarks|composer|sharer|sharer\.php|share\.php|dialog|help|business|ads|adsmanager|pay|account|confirmemail|two_step_verification|events\/birthdays|marketplace\/(?:inbox|t|you)|dating|games|(?:groups|pages)\/create|groups\/(?:\d+|[\w.]+)\/(?:members|member-requests|requests|pending|pending_posts|my_pending_content|admin_activities|chats|badges))(?:\/|$)/i;

function surface(url: URL): string | null {
  if (DENIED.test(url.pathname) || !/(?:^|\.)facebook\.com$/.test(url.hostname)) return null;
  if (namedBy(url.href) || /\/share\/[pvr]\//.test(url.pathname)) return 'thread';
  if (/^\/(?:home\.php)?$/.test(url.pathname)) return 'feed';
  if (/^\/groups(?:\/|$)/.test(url.pathname)) return 'group';
  if (/^\/(?:watch|reel|reels|video)(?:\/|$)/.test(url.pathname)) return 'video';
  return /^\/(?:search|hashtag|marketplace)(?:\/|$)/.test(url.pathname) ? 'search' : 'profile';
}

/** The post that the address names, where this card can only be that one: in a window, or alone on the page. */
function namedByPage(card: Element, url: URL): Named | null {
  const named = namedBy(url.href);
  if (!named || closest(card, '[role="dialog"]')) return named;
  const document = documentOf(card);
  const window = findAll(document, MESSAGE).some((message) => closest(message, '[role="dialog"]') && !closest(message, 'form'));
  return window || findAll(document, CARD).length > 1 ? null : named;
}

/** An id that stays the same when the clipped text is opened. */
const hashOf = (author: string, text: string): string => hashId(author, text.replace(/…$/, '').slice(0, 100));

function idOf(card: Element, layout: Layout, url: URL): Named | null {
  const data = /"(?:top_level_post_id|mf_story_key)":"?(\d{5,20})/.exec(attr(card, 'data-ft'))?.[1];
  const old = data ?? attr(find(card, 'input[name="ft_ent_identifier"]'), 'value');
  return (
    namedIn(layout.links, linksAround(card, layout)) ??
    (/^\d+$/.test(old) ? { id: old, url: '' } : null) ??
    namedByPage(card, url)
  );
}

/** Boxes of the feed that are no posts (people to know, reels): several links to elsewhere and no author. */
const isUnit = (card: Element): boolean =>
  !find(card, MESSAGE) &&
  findAll(card, 'a[href*="/reel/"], a[href*="/friends"], a[href*="/stories/"], a[href*="/groups/discover"]').length > 1;

type Found = Pick<PagePost, 'kind' | 'author' | 'ad'> & {
  named: { id: string; url: string } | null;
  story: Story;
  parent?: string | undefined;
};

const toPost = ({ named, story, kind, author, ad, parent }: Found): PagePost => ({
  platform: ID,
  id: named?.id ?? hashOf(kind === 'comment' ? `${parent ?? ''} ${author}` : author, story.text),
  url: named?.url ?? '',
  kind,
  text: story.text,
  author,
  ad,
  truncated: story.truncated,
  translated: story.translated,
  ...defined({ parent }),
});

/** The post that a card shares, where its own icon says that it is public. */
function sharedPost({ shared }: Layout, parent: string | undefined, visitor: boolean): PagePost | null {
  if (!shared?.message || !isPublic(shared.icons, visitor)) return null;
  const story = storyOf(shared.message);
  const named = namedIn(shared.links, []);
  return story.text ? toPost({ named, story, kind: 'quote', author: authorOf(shared.name), ad: 'unknown', parent }) : null;
}

/** Why a card may not be read, or cannot be: drift is told apart from what is not public. */
function reasonAgainst(card: Element, layout: Layout, message: Element | null, visitor: boolean, url: URL): SkipReason | null {
  if (!firstChild(card) || !textOf(card)) return 'pending';
  if (!authorOf(layout.name)) return isUnit(card) ? 'service' : 'unreadable';
  if (!message && !layout.shared?.message)
    return find(card, `${PHOTO}, video, a[href*="l.facebook.com"]`) ? 'empty' : 'unreadable';
  if (!visitor && !layout.icons.length) return 'unreadable';
  return isPublic(layout.icons, visitor) || isInPublicGroup(documentOf(card), url) ? null : 'private';
}

function readCard(card: Element, url: URL): Reading {
  const layout = layoutOf(card);
  const visitor = isLoggedOut(documentOf(card), url);
  const message = layout.message ?? (layout.shared ? null : overPicture(card));
  const skip = reasonAgainst(card, layout, message, visitor, url);
  if (skip) return { skip };

  const named = idOf(card, layout, url);
  const story = storyOf(message);
  const author = authorOf(layout.name);
  const ad = adOf(card, layout.links, visitor);
  const post = toPost({ named, story, kind: 'post', author, ad });
  const quote = sharedPost(layout, story.text ? post.id : undefined, visitor);
  if (!story.text) return quote ? { posts: [quote] } : { skip: 'empty' };
  const altText = picturesOf(card, layout);
  const seconds = Number(attr(find(card, 'abbr[data-utime]'), 'data-utime'));
  Object.assign(post, defined({ altText, postedAt: seconds ? isoTime(seconds * 1000) : undefined }));
  return { posts: quote ? [post, quote] : [post] };
}

/** The card that a comment stands under; without one, the window or page part that holds one post and no more. */
function cardAround(comment: Element): Element | null {
  const card = closest(comment, CARD);
  if (card) return card;
  const scope = closest(comment, '[role="dialog"], [role="complementary"], [role="main"]');
  return scope && findAll(scope, NAME).length <= 2 && !find(scope, CARD) ? scope : null;
}

/** Comments are as public as the post that they stand under. */
function readComment(comment: Element, url: URL): Reading {
  const card = cardAround(comment);
  if (!card) return { skip: 'private' };
  const layout = layoutOf(card);
  const document = documentOf(comment);
  if (!isPublic(layout.icons, isLoggedOut(document, url)) && !isInPublicGroup(document, url)) return { skip: 'private' };

  const own = (selector: string): Element[] => findAll(comment, selector).filter((found) => closest(found, COMMENT) === comment);
  const around = 'div[dir="auto"], a, button, [role="button"]';
  const lines = own('div[dir="auto"]').filter((line) => !ownerOf(line, around));
  const link = own('a[href]').find((found) => !closest(found, 'div[dir="auto"]') && textOf(found));
  const author = textOf(link).replace(/\s*\n[^]*$/, '');
  const stories = lines.map(storyOf).filter(({ text }) => text);
  if (!author) return { skip: 'unreadable' };
  if (!stories.length) {
    const moved = own('[dir="auto"]').some(
      (found) => !closest(found, 'a, [role="button"], ul li ul, ul[aria-hidden]') && textOf(found),
    );
    return { skip: moved ? 'unreadable' : 'empty' };
  }
  const story: Story = {
    text: stories.map(({ text }) => text).join('\n'),
    truncated: stories.some(({ truncated }) => truncated),
    translated: stories.some(({ translated }) => translated),
  };
  const named = commentNamedIn(own('a[href]'));
  const parent = named?.post || idOf(card, layout, url)?.id;
  return { posts: [toPost({ named, story, kind: 'comment', author, ad: 'no', parent })] };
}

/** Permalinks and post windows have no card around the text: the nearest window or page part is one. */
function readAlone(message: Element, url: URL): Reading {
  const alone = (root: Element): Element[] =>
    findAll(root, MESSAGE).filter((found) => !closest(found, `${CARD}, ${COMMENT}`) && ownerOf(found, MESSAGE) === null);
  const scope = closest(message, '[role="dialog"], [role="complementary"], [role="main"]');
  if (ownerOf(message, MESSAGE)) return { skip: 'service' };
  const messages = scope ? alone(scope) : [];
  if (scope && messages.length === 2 && messages[1] === message && layoutOf(scope).shared?.message === message)
    return { skip: 'service' };
  if (scope && messages.length <= 2 && messages[0] === message) return readCard(scope, url);
  let root = message;
  for (let steps = 0; steps < 15 && !find(root, NAME); steps += 1) root = (parentOf(root) as Element | null) ?? root;
  return find(root, NAME) ? readCard(root, url) : { skip: 'unreadable' };
}

/** The mobile site draws everything as boxes of text without roles: name, time and audience, text. Audiences are glyphs, so visitors only. */
function readMobile(card: Element, url: URL): Reading {
  const lines = findAll(card, '.native-text')
    .filter((line) => !find(line, '.native-text'))
    .map((line) => textOf(line))
    .filter(Boolean);
  if (!lines.length) return { skip: firstChild(card) && textOf(card) ? 'unreadable' : 'pending' };
  if (!isLoggedOut(documentOf(card), url)) return { skip: 'private' };
  const [author = '', ...others] = lines;
  const text = others
    .filter((line) => !/[\u{F0000}-\u{10FFFD}]/u.test(line))
    .reduce((longest, line) => (line.length > longest.length ? line : longest), '');
  if (!text) return { skip: 'empty' };
  const story = { text, truncated: /(?:…|\.\.\.)(?:\s.{1,30})?$/.test(text), translated: false };
  return { posts: [toPost({ named: namedByPage(card, url), story, kind: 'post', author, ad: 'no' })] };
}

function read(element: Element, url: URL): Reading {
  if (matches(element, COMMENT)) return readComment(element, url);
  if (matches(element, 'div[data-tracking-duration-id]')) return readMobile(element, url);
  return matches(element, MESSAGE) ? readAlone(element, url) : readCard(element, url);
}

const list = (selector: string, not: string): string =>
  selector
    .split(', ')
    .map((part) => `${part}:not(${not})`)
    .join(', ');
const inside = (selector: string): string =>
  selector
    .split(', ')
    .map((part) => `${part} *`)
    .join(', ');

export const facebook: Adapter = {
  id: ID,
  label: 'Facebook',
  checked: '2025-12',
  matches: ['*://facebook.com/*', '*://*.facebook.com/*'],
  surface,
  posts: `${list(CARD, inside(CARD))}, ${COMMENT}, ${list(MESSAGE, inside(`${CARD}, ${COMMENT}, ${MESSAGE}`))}`,
  deny: '[role="dialog"] form, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="log"], [role="grid"], [data-pagelet*="Chat"], [data-pagelet*="Messenger"], [data-pagelet*="MWChat"]',
  read,
};
