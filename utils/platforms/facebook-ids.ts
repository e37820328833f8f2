/** Facebook's ids: there is no clean permalink before the time is hovered, so they are taken from whatever link names the post. */
import { absoluteUrl, attr } from './dom';

/** A post named by a link. `url` holds nothing that only tracks. */
export interface Named {
  id: string;
  url: string;
}

type Finder = (url: URL) => string | undefined;
const path =
  (pattern: RegExp): Finder =>
  (url) =>
    pattern.exec(url.pathname)?.[1];
const query =
  (name: string, pattern = /^(pfbid\w{10,100}|\d{5,20})$/): Finder =>
  (url) =>
    pattern.exec(url.searchParams.get(name) ?? '')?.[1];

/** Names of the post itself, best first. */
const OF_POST: readonly Finder[] = [
  path(/\/(?:posts|permalink)\/(?:[^/]+\/)?(pfbid\w{10,100}|\d{5,20})\/?$/),
  query('multi_permalinks', /^(\d{5,20})(?:,|$)/),
  query('story_fbid'),
  query('set', /^gm\.(\d{5,20})$/),
  query('set', /^pcb\.(\d{5,20})$/),
  path(/^\/reel\/(\d{5,20})/),
  path(/\/videos\/(?:[^/]+\/)?(\d{5,20})/),
  query('v', /^(\d{5,20})$/),
];
/** A photo of the post: a name all the same, where there is no other. */
const OF_PHOTO: readonly Finder[] = [query('fbid'), path(/\/photos\/(?:[^/]+\/)?(\d{5,20})/)];

const KEPT = ['story_fbid', 'id', 'multi_permalinks', 'fbid', 'set', 'v'];
const clean = (url: URL): string => {
  const kept = new URL(url.pathname, 'https://www.facebook.com');
  for (const name of KEPT) if (url.searchParams.has(name)) kept.searchParams.set(name, url.searchParams.get(name) ?? '');
  return kept.href;
};

/** Links into Facebook, without the `l.facebook.com` redirects out of it. */
const ours = (href: string): URL | null => {
  const url = absoluteUrl(href, 'https://www.facebook.com');
  return url && /^(?:(?:www|web|m|mbasic|touch|free|[a-z]{2}-[a-z]{2})\.)?facebook\.com$/.test(new URL(url).hostname)
    ? new URL(url)
    : null;
};

const firstOf = (urls: readonly URL[], finders: readonly Finder[]): Named | null => {
  for (const finder of finders)
    for (const url of urls) {
      const id = finder(url);
      if (id) return { id, url: clean(url) };
    }
  return null;
};

/** The post that an address names. */
export const namedBy = (href: string): Named | null => {
  const url = ours(href);
  return url ? firstOf([url], [...OF_POST, ...OF_PHOTO]) : null;
};

/** The post that a card's links name: links of the header first, then of its pictures and comments. */
export function namedIn(header: readonly Element[], rest: readonly Element[]): Named | null {
  const urls = (links: readonly Element[]): URL[] => links.slice(0, 100).flatMap((link) => ours(attr(link, 'href')) ?? []);
  const [first, second] = [urls(header), urls(rest)];
  return firstOf(first, OF_POST) ?? firstOf(second, OF_POST) ?? firstOf([...first, ...second], OF_PHOTO);
}

/** `comment:<post>_<comment>` in base 64, or plain digits. */
function commentIn(value: string | null): { comment: string; post: string } | null {
  if (!value) return null;
  if (/^\d{5,20}$/.test(value)) return { comment: value, post: '' };
  if (!/^[\w+/=-]{16,120}$/.test(value)) return null;
  try {
    const parts = /^comment:(\d+)_(\d+)$/.exec(atob(value.replaceAll('-', '+').replaceAll('_', '/')));
    return parts ? { post: parts[1] ?? '', comment: parts[2] ?? '' } : null;
  } catch {
    return null;
  }
}

/** Id of a comment, its address, and the post that it answers, from the links inside it. */
export function commentNamedIn(links: readonly Element[]): { id: string; url: string; post: string } | null {
  let best: { id: string; url: string; post: string } | null = null;
  for (const link of links.slice(0, 30)) {
    const url = ours(attr(link, 'href'));
    const found = url && (commentIn(url.searchParams.get('reply_comment_id')) ?? commentIn(url.searchParams.get('comment_id')));
    if (!url || !found) continue;
    const post = firstOf([url], OF_POST);
    if (post)
      return {
        id: found.comment,
        url: `${post.url}${post.url.includes('?') ? '&' : '?'}comment_id=${found.comment}`,
        post: post.id,
      };
    best ??= { id: found.comment, url: '', post: found.post };
  }
  return best;
}

/** `__cft__[0]` of a link, in characters: 220-250 on ordinary posts of 2025-12, above 290-311 on paid ones (block lists of 2024-26). */
export const trackingLength = (link: Element): number => ours(attr(link, 'href'))?.searchParams.get('__cft__[0]')?.length ?? 0;
