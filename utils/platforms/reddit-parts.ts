/** What Reddit's designs have in common: ids in addresses, times, and the signs of a translation. Used by the reddit-*.ts files. */
import { attr, isoTime } from './dom';

export const REDDIT = 'https://www.reddit.com';
export const TIME = 'time[datetime], faceplate-timeago[ts], faceplate-date[ts]';
/** A body that was taken away, as the site writes it in the body's place. */
export const GONE = /^\[\s*(removed|deleted)\b[^\]]*\]$/i;

/** `t3_abc` from `t3_abc` or `abc`; '' for anything else. t1 is a comment, t3 a post. */
export const fullname = (id: string, kind: 't1' | 't3'): string =>
  /^t[13]_[0-9a-z]+$/i.test(id) ? id : /^[0-9a-z]+$/i.test(id) ? `${kind}_${id}` : '';

/** The post's id in an address of it or of one of its comments. */
export const postIn = (path: string): string => fullname(/\/comments\/([0-9a-z]+)/i.exec(path)?.[1] ?? '', 't3');

/** The comment's id in an address (`/comments/<post>/<slug or "comment">/<comment>`). */
export const commentIn = (path: string): string =>
  fullname(/\/comments\/[0-9a-z]+\/[^/?#]+\/([0-9a-z]+)/i.exec(path)?.[1] ?? '', 't1');

/** The account's name in `/user/<name>` or `/u/<name>`. */
export const userIn = (href: string): string => /\/(?:u|user)\/([\w-]+)/.exec(href)?.[1] ?? '';

export const timeIn = (element: Element | null | undefined): string | undefined =>
  isoTime(attr(element, 'datetime') || attr(element, 'ts'));

/** The first of the attributes that is there and not empty. */
export const firstAttr = (element: Element, ...names: string[]): string =>
  names.map((name) => attr(element, name)).find(Boolean) ?? '';

/** The page was asked for in another language (`?tl=xx`), or the link leads to such a page. */
export const asksTranslation = (link: string, url: URL): boolean => url.searchParams.has('tl') || /[?&]tl=/.test(link);

/** The address's slug was made from the title as it was written: no word in common means that the page shows a translation. */
export function isTranslated(title: string, permalink: string, url: URL): boolean {
  if (asksTranslation(permalink, url)) return true;
  const path = URL.canParse(permalink, url) ? new URL(permalink, url).pathname : '';
  const slug = /\/comments\/[0-9a-z]+\/([^/]+)/i.exec(path)?.[1] ?? '';
  const written = wordsOf(decoded(slug).replaceAll('_', ' '));
  const shown = wordsOf(title);
  const alike = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
  return written.length >= 3 && shown.length >= 3 && !shown.some((word) => written.some((other) => alike(word, other)));
}

/** Words of three letters and more, without case and accents: the slug has neither. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/** A slug may be cut inside an encoded character: then it says nothing. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return '';
  }
}
