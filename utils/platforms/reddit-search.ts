/** The cards of Reddit's search pages: a third markup beside the feed and the thread. Used by reddit.ts. */
import type { Reading } from './adapter';
import { absoluteUrl, attr, closest, defined, find, ownerOf } from './dom';
import { asksTranslation, commentIn, fullname, isTranslated, postIn, REDDIT, TIME, timeIn, userIn } from './reddit-parts';
import { textOf } from './text-of';

export const SEARCH_COMMENT = '[data-testid="search-sdui-comment-unit"]';
export const SEARCH_POST =
  '[data-testid="search-sdui-post"], [data-testid="search-post-with-content-preview"], [data-testid="search-post-unit"]';
const PREVIEW =
  '[id$="-rtjson-content"], [slot="text-body"], [data-testid="sdui-post-unit"] > search-telemetry-tracker > a:not([data-testid])';

const authorOf = (card: Element): string => userIn(attr(find(card, 'a[href*="/user/"]'), 'href')) || tracked(card).profile;

/** A result: the title, at most a part of the body, mostly no author. Cards are wrapped in cards: the outermost speaks for all. */
export function readSearchPost(element: Element, url: URL): Reading {
  let card = element;
  for (let outer = ownerOf(card, SEARCH_POST); outer; outer = ownerOf(card, SEARCH_POST)) card = outer;
  const shown = find(card, '[data-testid="post-title-text"]');
  const label = find(card, '[data-testid="post-title"]');
  const title = textOf(shown) || attr(label, 'aria-label').toWellFormed();
  const href = attr(shown, 'href') || attr(label, 'href') || attr(find(card, 'a[href*="/comments/"]'), 'href');
  const id = postIn(href) || fullname(attr(card, 'data-thingid'), 't3');
  if (!id || !title) return { skip: 'unreadable' };
  return {
    posts: [
      {
        platform: 'reddit',
        id,
        url: absoluteUrl(href.replace(/\?.*/, ''), REDDIT),
        kind: 'post',
        text: textOf(find(card, PREVIEW)),
        author: authorOf(card),
        ad: find(card, '[data-testid*="promoted"], .promoted-label, shreddit-dynamic-ad-link') ? 'yes' : 'no',
        truncated: true,
        translated: isTranslated(title, href, url),
        ...defined({ title, postedAt: timeIn(find(card, TIME)) }),
      },
    ],
  };
}

/** A comment among the results of a search for comments. */
export function readSearchComment(card: Element, url: URL): Reading {
  const href = attr(find(card, 'a[href*="/comments/"]'), 'href');
  const id = commentIn(href) || fullname(tracked(card).comment, 't1');
  const text = textOf(find(card, '[data-testid="search-comment-content"], [id$="-rtjson-content"]'));
  if (!id || !text) return { skip: 'unreadable' };
  return {
    posts: [
      {
        platform: 'reddit',
        id,
        url: absoluteUrl(href.replace(/\?.*/, ''), REDDIT),
        kind: 'comment',
        text,
        author: authorOf(card),
        ad: 'no',
        truncated: /(…|\.\.\.)$/.test(text),
        translated: asksTranslation(href, url),
        ...defined({ postedAt: timeIn(find(card, TIME)), parent: postIn(href) }),
      },
    ],
  };
}

/** What the cards say about themselves for statistics; often the only place that names an author. */
function tracked(card: Element): { profile: string; comment: string } {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  for (const holder of [card, closest(card, 'search-telemetry-tracker'), find(card, 'search-telemetry-tracker')]) {
    try {
      const said = JSON.parse(attr(holder, 'data-faceplate-tracking-context') || '{}') as Record<
        string,
        Record<string, unknown> | undefined
      >;
      if (said.profile || said.comment) return { profile: text(said.profile?.name), comment: text(said.comment?.id) };
    } catch {
      // No JSON any more: the card itself says enough.
    }
  }
  return { profile: '', comment: '' };
}
