/** X's server-rendered pages (until 2020, in archives): everything is in attributes of `.tweet`. */
import type { PagePost, Reading } from './adapter';
import { attr, closest, defined, documentOf, find, isoTime, matches } from './dom';
import { xTime } from './ids';
import { textOf } from './text-of';
import { langOf } from './x-text';

/** A `.tweet` and the post quoted in it. */
export function readOld(card: Element): Reading {
  const shown = { keepLines: true, keepHidden: 'all', skip: '.tco-ellipsis, .u-hidden' } as const;
  const id = attr(card, 'data-tweet-id');
  const author = attr(card, 'data-screen-name');
  const text = textOf(find(card, '.tweet-text'), shown);
  if (find(card, '.Icon--protected')) return { skip: 'private' };
  if (!text || !/^\d+$/.test(id)) return { skip: find(card, '.AdaptiveMedia, .QuoteTweet') ? 'empty' : 'unreadable' };
  const base = { platform: 'x', truncated: false, translated: false } as const;
  const link = (handle: string, of: string): string => `https://x.com/${handle || 'i'}/status/${of}`;
  const parent = closest(card, '.replies-to')
    ? attr(find(documentOf(card), '.permalink-tweet[data-tweet-id]'), 'data-tweet-id')
    : '';
  const time = isoTime(Number(attr(find(card, '[data-time-ms]'), 'data-time-ms'))) ?? xTime(id);
  const lang = langOf(find(card, '.tweet-text'));
  const ad = matches(card, '.promoted-tweet, [data-disclosure-type="promoted"]') ? 'yes' : 'no';
  const post: PagePost = {
    ...base,
    id,
    url: link(author, id),
    kind: parent ? 'comment' : 'post',
    text,
    author,
    ad,
    ...defined({ postedAt: time, lang, parent }),
  };
  const box = find(card, '.QuoteTweet[data-item-id], .QuoteTweet-innerContainer[data-item-id]');
  const quote = textOf(find(box, '.QuoteTweet-text'), shown);
  const [by, of] = [attr(box, 'data-screen-name'), attr(box, 'data-item-id')];
  if (!quote || !/^\d+$/.test(of)) return { posts: [post] };
  return {
    posts: [
      post,
      {
        ...base,
        id: of,
        url: link(by, of),
        kind: 'quote',
        text: quote,
        author: by,
        ad: 'no',
        parent: id,
        ...defined({ postedAt: xTime(of) }),
      },
    ],
  };
}
