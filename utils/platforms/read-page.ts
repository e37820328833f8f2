/** Everything that a page shows, read once: for the command line and the fixtures. The live page is read by watch.ts through the same `readContainer`. */
import { CAPS, postKey } from '../types';
import type { Adapter, PagePost, Reading, SkipReason } from './adapter';

/** Reads one container behind the deny list: a container inside a denied region is private, whatever it looks like. */
export function readContainer(adapter: Adapter, element: Element, url: URL): Reading {
  if (adapter.deny && element.closest(adapter.deny)) return { skip: 'private' };
  let reading: Reading;
  try {
    reading = adapter.read(element, url);
  } catch {
    return { skip: 'unreadable' };
  }
  return 'skip' in reading ? reading : { posts: reading.posts.map(capped) as [PagePost, ...PagePost[]] };
}

/** A post cut to CAPS, head and tail kept (an advertisement's contact is often last), and marked truncated when cut. */
function capped(post: PagePost): PagePost {
  if (post.text.length <= CAPS.text) return post;
  const half = CAPS.text / 2 - 1;
  return { ...post, text: `${post.text.slice(0, half)}\n…${post.text.slice(-half)}`.toWellFormed(), truncated: true };
}

export interface PageReading {
  /** null: the surface may not be read, so nothing was. */
  surface: string | null;
  posts: PagePost[];
  skipped: Partial<Record<SkipReason, number>>;
}

/** All posts under `root`, in document order, each key once (the first that is not a quote wins over a quote). */
export function readPage(adapter: Adapter, root: ParentNode, url: URL): PageReading {
  const surface = adapter.surface(url);
  const result: PageReading = { surface, posts: [], skipped: {} };
  if (surface === null) return result;
  const byKey = new Map<string, PagePost>();
  for (const element of root.querySelectorAll(adapter.posts)) {
    const reading = readContainer(adapter, element, url);
    if ('skip' in reading) {
      result.skipped[reading.skip] = (result.skipped[reading.skip] ?? 0) + 1;
      continue;
    }
    for (const post of reading.posts) {
      const key = postKey(post);
      const known = byKey.get(key);
      if (!known || (known.kind === 'quote' && post.kind !== 'quote')) byKey.set(key, post);
    }
  }
  result.posts = [...byKey.values()];
  return result;
}
