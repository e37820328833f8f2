/** Reddit's old design (old.reddit.com, unchanged for more than ten years): listings, threads and search results. Used by reddit.ts. */
import type { PagePost, Reading } from './adapter';
import { absoluteUrl, attr, defined, findOwn, isoTime, linkOf, matches } from './dom';
import { GONE, postIn, timeIn } from './reddit-parts';
import { altOf, textOf } from './text-of';

export const OLD_THINGS = '.thing[data-fullname], .search-result-link[data-fullname]';

/** Communities that only members see; `public`, `restricted`, `archived` and `user` are open to read. */
const CLOSED = /^(private|gold_only|gold_restricted|employees_only)$/;

/** Replies are things inside the thing: only what is its own is read. */
const ownOf = (element: Element, selector: string): Element | null => findOwn(element, selector, OLD_THINGS);

/** A post or a comment of the old design. */
export function readOldThing(element: Element, url: URL): Reading {
  const id = attr(element, 'data-fullname');
  if (!/^t[13]_[0-9a-z]+$/.test(id) || matches(element, '.morechildren')) return { skip: 'service' };
  if (CLOSED.test(attr(element, 'data-subreddit-type'))) return { skip: 'private' };
  const comment = id.startsWith('t1_');
  const body = ownOf(element, '.entry .usertext-body .md, .search-result-body .md');
  const title = comment ? '' : textOf(ownOf(element, 'a.title, a.search-title'));
  const text = textOf(body).replace(GONE, '');
  if (!(comment ? text : title)) return { skip: comment && (body || isDeleted(element)) ? 'service' : 'unreadable' };
  const address = addressOf(element, url);
  const post: PagePost = {
    platform: 'reddit',
    id,
    url: address,
    kind: comment ? 'comment' : 'post',
    text,
    author: authorOf(element).replace('[deleted]', ''),
    ad: matches(element, '.promotedlink, .promoted, [data-promoted="true"]') ? 'yes' : 'no',
    // A listing leaves the body out until the reader opens it.
    truncated: !body && Boolean(ownOf(element, '.expando-button.selftext, .search-expando.collapsed')),
    translated: false,
    ...defined({
      title,
      postedAt: postedAt(element),
      altText: body ? altOf(body) : '',
      parent: comment ? postIn(address) : undefined,
    }),
  };
  return { posts: [post] };
}

/** `data-timestamp` in milliseconds on posts, a `<time>` on comments and search results. */
const postedAt = (element: Element): string | undefined =>
  isoTime(Number(attr(element, 'data-timestamp'))) ?? timeIn(ownOf(element, 'time[datetime]'));

const isDeleted = (element: Element): boolean => matches(element, '.deleted') || authorOf(element) === '[deleted]';

const authorOf = (element: Element): string =>
  attr(element, 'data-author') || textOf(ownOf(element, '.tagline .author, .search-author .author, .tagline em'));

/** The permalink: always under /comments/, so that a link post's own address or a tracker's is never taken for it. */
function addressOf(element: Element, url: URL): string {
  const links = [ownOf(element, 'a.bylink'), ownOf(element, 'a.search-comments'), ownOf(element, 'a.title, a.search-title')];
  const found = [absoluteUrl(attr(element, 'data-permalink'), url), ...links.map((link) => linkOf(link, url))];
  return found.find((address) => /\/comments\/[0-9a-z]+/.test(address)) ?? '';
}
