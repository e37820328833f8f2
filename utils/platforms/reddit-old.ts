/** Reddit's old design (old.reddit.com, unchanged for more than ten years): listings, threads and search results. Used by reddit.ts. */
import type { PagePost, Reading } from './adapter';
import { attr, defined, find, findAllOwn, isoTime, linkOf, matches, timeOf } from './dom';
import { altOf, textOf } from './text-of';

export const OLD_THINGS = '.thing[data-fullname], .search-result-link[data-fullname]';

/** Communities that only members see; `public`, `restricted`, `archived` and `user` are open to read. */
const CLOSED = /^(private|gold_only|gold_restricted|employees_only)$/;

/** A post or a comment of the old design. Replies are things inside the thing: only what is its own is read. */
export function readOldThing(element: Element, url: URL): Reading {
  const id = attr(element, 'data-fullname');
  if (!/^t[13]_[0-9a-z]+$/.test(id) || attr(element, 'data-type') === 'morechildren') return { skip: 'service' };
  if (CLOSED.test(attr(element, 'data-subreddit-type'))) return { skip: 'private' };
  const own = (selector: string): Element | undefined => findAllOwn(element, selector, OLD_THINGS)[0];
  const kind = id.startsWith('t1_') ? 'comment' : 'post';
  const link = own('a.title, a.search-title');
  const body = own('.entry .usertext-body .md, .search-result-body .md');
  const author = attr(element, 'data-author') || textOf(own('.tagline a.author, .search-author a.author'));
  const title = kind === 'post' ? textOf(link) : '';
  const text = textOf(body).replace(/^\[(removed|deleted)\]$/, '');
  const gone = author === '[deleted]' || (!author && matches(element, '.deleted'));
  if (kind === 'comment' && !text) return { skip: gone || body ? 'service' : 'unreadable' };
  if (kind === 'post' && !title) return { skip: 'unreadable' };

  const permalink = linkOf(own('a.bylink, a.search-comments'), url) || linkOf(link, url);
  const address = attr(element, 'data-permalink')
    ? new URL(attr(element, 'data-permalink'), 'https://old.reddit.com').href
    : permalink;
  const parent = /\/comments\/([0-9a-z]+)/.exec(address)?.[1];
  const milliseconds = Number(attr(element, 'data-timestamp') || Number.NaN);
  const promoted = attr(element, 'data-promoted') === 'true' || matches(element, '.promotedlink, .promoted');
  const post: PagePost = {
    platform: 'reddit',
    id,
    url: /\/comments\//.test(address) ? address : '',
    kind,
    text,
    author: gone ? '' : author,
    ad: promoted ? 'yes' : 'no',
    // A listing leaves the body out until the reader opens it.
    truncated:
      Boolean(own('.expando-button.selftext.collapsed')) || (!body && Boolean(find(element, '.search-expando.collapsed'))),
    translated: false,
    ...defined({
      title,
      postedAt: isoTime(milliseconds) ?? timeOf(own('time[datetime]')),
      altText: body ? altOf(body) : '',
      parent: kind === 'comment' && parent ? `t3_${parent}` : undefined,
    }),
  };
  return { posts: [post] };
}
