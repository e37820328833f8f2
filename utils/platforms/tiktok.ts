/** TikTok: video and photo pages, the For You feed, profile, tag and search grids, comments. No `<time>` anywhere: times are in the ids. */
import type { Adapter, PagePost, Reading } from './adapter';
import { absoluteUrl, attr, closest, defined, documentOf, find, findAll, matches, parentOf, tagName } from './dom';
import { hashId, tiktokTime } from './ids';
import { isShowOriginal } from './labels';
import { textOf } from './text-of';
import { itemOf, type TikTokItem } from './tiktok-item';

const ID = 'tiktok';
const FEED = '[data-e2e="recommend-list-item-container"]';
const GRID =
  '[data-e2e="user-post-item"], [data-e2e="user-repost-item"], [data-e2e="challenge-item"], [data-e2e="music-item"], [data-e2e="explore-item"], [data-e2e="search_top-item"], [data-e2e="search_video-item"], [data-e2e="search-video-item"]';
const COMMENT = '[data-e2e="comment-level-1"], [data-e2e="comment-level-2"]';
const AUTHOR_IN_DESC =
  '[data-e2e="search-card-user-link"], [data-e2e="search-card-user-unique-id"], [data-e2e="search-card-like-container"]';
const DATA = '#__UNIVERSAL_DATA_FOR_REHYDRATION__, #SIGI_STATE';
const DESC = '[data-e2e="video-desc"], [data-e2e="browse-video-desc"], [data-e2e="photo-desc"]';
const GRID_DESC =
  '[data-e2e="search-card-desc"], [data-e2e="user-post-item-desc"], [data-e2e="explore-card-desc"], [data-e2e="search-card-video-caption"]';
const AUTHOR =
  '[data-e2e="video-author-avatar"], [data-e2e="video-author-uniqueid"], [data-e2e="browse-username"], [data-e2e="browse-user-avatar"], [data-e2e="comment-avatar-1"], [data-e2e="search-card-user-unique-id"], [data-e2e="search-card-user-link"], a[href*="/@"]';
/** What says that only friends or the author can see it (no saved page shows one: any of these is enough to leave the post alone). */
const CLOSED =
  '[data-e2e*="private" i], [data-e2e*="friends" i]:not([data-e2e^="nav-"]), [class*="PrivateVideo"], [class*="DivPrivate"], [class*="FriendsOnly"]';
/** Links are a block inside a line; breaks are the author's. */
const LINES = { inline: 'a p', keepLines: true } as const;
const MORE = '[data-e2e^="v2t-"], button, [role="button"]';

const DENIED =
  /^\/(?:messages|friends|setting|settings|inbox|notifications?|activity|favorites|upload|creator|creator-center|tiktokstudio|login|signup|logout|coin|wallet|business-suite)(?:\/|$)/i;
const POST = /^\/(?:@([\w.-]*)|share|embed(?:\/v2)?|v)\/(?:(?:video|photo)\/)?(\d{10,20})/;

/** The path without a language in front (`/pt-BR/…`). */
const pathOf = (url: URL): string => url.pathname.replace(/^\/[a-z]{2}(?:-[a-z]{2,4})?(?=\/|$)/i, '') || '/';

function surface(url: URL): string | null {
  const path = pathOf(url);
  if (DENIED.test(path) || /\/live\/?$/.test(path)) return null;
  if (POST.test(path)) return 'video';
  if (/^\/(?:search|explore|discover|tag|music|channel|topics?)(?:\/|$)/i.test(path)) return 'search';
  return path.startsWith('/@') ? 'profile' : 'feed';
}

/** `/@author/video/id` or `/@author/photo/id` of an address on TikTok. */
function named(href: string): { author: string; id: string; kind: string } | null {
  const url = URL.canParse(href, 'https://www.tiktok.com') ? new URL(href, 'https://www.tiktok.com') : null;
  const parts = url && /(?:^|\.)tiktok\.com$/.test(url.hostname) ? POST.exec(pathOf(url)) : null;
  return parts
    ? { author: parts[1] ?? '', id: parts[2] ?? '', kind: url?.pathname.includes('/photo/') ? 'photo' : 'video' }
    : null;
}

/** The handle, from the profile link or the shown name; people named in a text are not its author. */
function authorOf(root: Element): string {
  for (const found of findAll(root, AUTHOR)) {
    if (closest(found, `${DESC}, ${GRID_DESC}, ${COMMENT}`)) continue;
    const handle = /\/@([\w.-]+)/.exec(decoded(attr(found, 'href') || attr(find(found, 'a[href*="/@"]'), 'href')))?.[1];
    const shown = tagName(found) === 'a' ? '' : textOf(found).replace(/^@/, '');
    if (handle || shown) return handle ?? shown;
  }
  return '';
}
const decoded = (href: string): string => {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
};

const adOf = (item: TikTokItem | null, root: Element | null): PagePost['ad'] => {
  if (item) return item.isAd ? 'yes' : 'no';
  return find(root, '[data-e2e="ad-tag"], [data-e2e="ad-badge"], [data-e2e="feed-ad"]') ? 'yes' : 'unknown';
};

interface Parts {
  id: string;
  author: string;
  text: string;
  photo?: boolean;
  item: TikTokItem | null;
  root: Element | null;
  machineText?: string;
  translated?: boolean;
}

/** The post, unless the page's own data or a badge says that it is not public. */
function video({ id, author, text, photo, item, root, machineText, translated = false }: Parts): Reading {
  if (item?.closed || find(root, CLOSED)) return { skip: 'private' };
  if (!text) return { skip: 'empty' };
  const kind = photo || item?.photo ? 'photo' : 'video';
  const post: PagePost = {
    platform: ID,
    id: id || hashId(author, text),
    url: id ? `https://www.tiktok.com/@${author}/${kind}/${id}` : '',
    kind: 'video',
    text,
    author,
    ad: adOf(item, root),
    truncated: /(?:…|\.\.\.)$/.test(text) && text !== item?.text,
    translated,
    ...defined({ postedAt: tiktokTime(id), lang: item?.lang, machineText }),
  };
  return { posts: [post] };
}

/** The id that a card shows: the player's box, else a link to the post itself. */
function idIn(root: Element, author: string): { id: string; photo: boolean } {
  for (const box of findAll(root, '[id^="xgwrapper-"]')) {
    const id = /-(\d{15,20})$/.exec(attr(box, 'id'))?.[1];
    if (id) return { id, photo: false };
  }
  for (const link of findAll(root, 'a[href*="/video/"], a[href*="/photo/"]')) {
    const post = closest(link, DESC) ? null : named(attr(link, 'href'));
    if (post && (!author || !post.author || post.author === author)) return { id: post.id, photo: post.kind === 'photo' };
  }
  return { id: '', photo: false };
}

/** A filled card of the feed or of a video page. Cards out of sight are emptied and used again. */
function readFeed(card: Element, url: URL): Reading {
  const page = named(url.href);
  const desc = find(card, DESC);
  const item = itemOf(documentOf(card), page?.id ?? '');
  if (!desc && !find(card, `${AUTHOR}, video, img`))
    return item && attr(card, 'data-scroll-index') === '0' ? fromData(item) : { skip: 'pending' };
  const author = authorOf(card);
  if (!desc) return { skip: find(card, 'video, [id^="xgwrapper-"]') && author ? 'empty' : 'unreadable' };
  return described(card, desc, author, url);
}

function described(root: Element, desc: Element, author: string, url: URL): Reading {
  const page = named(url.href);
  const text = textOf(desc, { skip: MORE, ...LINES });
  const shown = idIn(root, author);
  const here = !shown.id && page && (!page.author || page.author === author) ? page : null;
  const id = shown.id || here?.id || '';
  const machineText = ['title', 'desc', 'keywords']
    .map((part) => textOf(find(root, `[data-e2e="v2t-${part}"]`)))
    .filter(Boolean)
    .join('\n');
  const translated = findAll(root, 'button, [role="button"], p')
    .slice(0, 60)
    .some((label) => isShowOriginal(textOf(label)));
  return video({
    id,
    author,
    text,
    photo: shown.photo || here?.kind === 'photo',
    item: itemOf(documentOf(root), id),
    root,
    machineText,
    translated,
  });
}

/** The nearest box that also names an author; never one that holds a second text of the kind, nor the whole page. */
function around(part: Element, kind: string, most: number): Element {
  let root = part;
  for (let steps = 0; steps < most && !authorOf(root); steps += 1) {
    const parent = parentOf(root);
    if (!parent || !tagName(parent) || matches(parent as Element, 'body, main, #app, [role="main"]')) break;
    if (findAll(parent as Element, kind).length > 1) break;
    root = parent as Element;
  }
  return root;
}

/** The older video page has no container: from the text up to the box that also names the author. */
function readDetail(desc: Element, url: URL): Reading {
  const root = around(desc, DESC, 12);
  return described(root, desc, authorOf(root) || (named(url.href)?.author ?? ''), url);
}

const fromData = (item: TikTokItem): Reading => video({ id: item.id, author: item.author, text: item.text, item, root: null });

/** The picture's description is the caption and a sentence about the sound. */
const caption = (alt: string): string => alt.replace(SOUND, '').trim();
const SOUND =
  /\s*(?:created by|creado por|criado por|créée? par|erstellt von|creato da|gemaakt door|utworzone? przez|создано пользователем|створено|dibuat oleh|được tạo bởi|สร้างโดย|oluşturan:?|من إنشاء|作成者:?|制作者:?)\s.{1,300}$/su;

function readGrid(tile: Element, url: URL): Reading {
  const link = findAll(tile, 'a[href]')
    .map((found) => named(attr(found, 'href')))
    .find((found) => found);
  if (!link) return { skip: find(tile, 'img, a') ? 'unreadable' : 'pending' };
  const around = parentOf(tile) as Element | null;
  const alone = around && findAll(around, GRID).length === 1 ? around : tile;
  const desc = find(alone, '[data-e2e="search-card-video-caption"]') ?? find(alone, GRID_DESC);
  const item = itemOf(documentOf(tile), link.id);
  const alts = findAll(tile, 'img[alt]').map((image) => caption(attr(image, 'alt')));
  const text = textOf(desc, { skip: AUTHOR_IN_DESC, ...LINES }) || (item?.text ?? '') || (alts.find(Boolean) ?? '');
  return video({
    id: link.id,
    author: link.author || authorOf(alone) || named(url.href)?.author || '',
    text,
    photo: link.kind === 'photo',
    item,
    root: alone,
  });
}

/** The comment's own id, on it or on a box around or inside it. */
const commentId = (root: Element): string =>
  [root, parentOf(root) as Element | null, ...findAll(root, '[id]')]
    .map((found) => attr(found, 'id'))
    .find((id) => /^\d{15,20}$/.test(id)) ?? '';

function readComment(body: Element, url: URL): Reading {
  const root = around(body, COMMENT, 6);
  const post = named(url.href);
  const text = textOf(body, { skip: 'button', ...LINES });
  const author = authorOf(root);
  if (itemOf(documentOf(body), post?.id ?? '')?.closed) return { skip: 'private' };
  if (!author || !text) return { skip: author ? 'empty' : 'unreadable' };
  const id = commentId(root);
  const optional = defined({ postedAt: tiktokTime(id), parent: post?.id });
  const base = { platform: ID, kind: 'comment', text, author, ad: 'no', truncated: false, translated: false } as const;
  return {
    posts: [
      { ...base, id: id || hashId(post?.id ?? '', author, text), url: post ? absoluteUrl(url.pathname, url) : '', ...optional },
    ],
  };
}

function read(element: Element, url: URL): Reading {
  if (matches(element, COMMENT)) return readComment(element, url);
  if (matches(element, GRID)) return readGrid(element, url);
  if (matches(element, FEED)) return readFeed(element, url);
  if (matches(element, DESC)) return readDetail(element, url);
  const item = itemOf(documentOf(element), named(url.href)?.id ?? '');
  return item && !find(documentOf(element), DESC) ? fromData(item) : { skip: 'service' };
}

export const tiktok: Adapter = {
  id: ID,
  label: 'TikTok',
  checked: '2026-04',
  matches: ['*://tiktok.com/*', '*://*.tiktok.com/*'],
  surface,
  posts: `${FEED}, ${GRID}, ${COMMENT}, ${DESC.split(', ')
    .map((part) => `${part}:not(${FEED} *)`)
    .join(', ')}, ${DATA}`,
  deny: '[contenteditable]:not([contenteditable="false"]), [role="textbox"], [data-e2e="comment-input"], [data-e2e^="chat-"], [data-e2e^="dm-"], [data-e2e^="message-"], [data-e2e^="inbox-"]',
  read,
};
