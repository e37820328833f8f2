/**
 * Reads a living page: one MutationObserver, one IntersectionObserver, work in slices. Feeds re-use elements, so nothing is marked on an element for good:
 * a container that changed is read again, and what counts is the post's id and text. The surface gate is asked before every slice.
 */
import { textHash } from '../text/hash';
import { postKey, scoredText } from '../types';
import type { Adapter, PagePost } from './adapter';
import { readContainer } from './read-page';

export interface WatchHealth {
  seen: number;
  read: number;
  unreadable: number;
  withheld: number;
}

export interface WatchOptions {
  adapter: Adapter;
  root: Document;
  /** The page's address now: in-page navigation changes it. */
  url: () => URL;
  /** Ends the watch: nothing is read or kept after it. */
  signal: AbortSignal;
  onPosts: (posts: PagePost[], surface: string) => void;
  onHealth: (health: WatchHealth) => void;
}

/** Posts this near to the viewport are read, px (prototype §6). */
const MARGIN = 600;
/** Changes are gathered this long before a slice, ms. */
const GATHER = 50;
/** A slice works this long at most, ms, then yields to the page. */
const SLICE = 8;
/** More changed nodes than this in one gathering and the page is scanned once instead. */
const MANY = 2000;
/** Posts remembered, so that scrolling back sends nothing again. */
const REMEMBERED = 5000;
/** Ancestors looked at from a changed node to its container: deep pages cost no more. */
const DEEPEST = 200;

export function watch(options: WatchOptions): void {
  const { adapter, root, signal } = options;
  const view = root.defaultView;
  if (!view || signal.aborted) return;
  const observed = new WeakSet<Element>();
  const inView = new WeakSet<Element>();
  const sent = new Map<string, string>();
  const due = new Set<Element>();
  let changed = new Set<Node>();
  let rescan = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const soon = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) slice();
    }, ms);
  };

  const sight = new view.IntersectionObserver(
    (entries) => {
      let seen = 0;
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        sight.unobserve(target);
        inView.add(target);
        due.add(target);
        seen += 1;
      }
      if (!seen) return;
      options.onHealth({ seen, read: 0, unreadable: 0, withheld: 0 });
      soon(0);
    },
    { rootMargin: `${MARGIN}px 0px` },
  );

  const mutations = new view.MutationObserver((records) => {
    if (changed.size < MANY) {
      for (const record of records) {
        changed.add(record.target);
        for (const node of record.addedNodes) changed.add(node);
        if (changed.size >= MANY) break;
      }
    }
    if (changed.size >= MANY) {
      rescan = true;
      changed = new Set();
    }
    soon(GATHER);
  });

  function meet(element: Element): void {
    if (inView.has(element)) due.add(element);
    else if (!observed.has(element)) {
      observed.add(element);
      sight.observe(element);
    }
  }

  /** Containers in and around what changed. */
  function sortChanges(): void {
    if (rescan) {
      for (const element of root.querySelectorAll(adapter.posts)) meet(element);
      rescan = false;
      changed = new Set();
      return;
    }
    const nodes = changed;
    changed = new Set();
    for (const node of nodes) {
      const element = node.nodeType === 1 ? (node as Element) : node.parentElement;
      if (!element?.isConnected) continue;
      const around = nearest(element, adapter.posts);
      if (around) meet(around);
      if (node.nodeType === 1 && element.childElementCount)
        for (const inner of element.querySelectorAll(adapter.posts)) meet(inner);
    }
  }

  function slice(): void {
    const url = options.url();
    const surface = adapter.surface(url);
    if (surface === null) {
      changed = new Set();
      due.clear();
      return;
    }
    const until = performance.now() + SLICE;
    sortChanges();
    const posts: PagePost[] = [];
    const health = { seen: 0, read: 0, unreadable: 0, withheld: 0 };
    for (const element of due) {
      due.delete(element);
      if (element.isConnected) collect(element, url, posts, health);
      if (performance.now() > until) break;
    }
    if (posts.length) options.onPosts(posts, surface);
    if (health.read || health.unreadable || health.withheld) options.onHealth(health);
    if (due.size) soon(0);
  }

  function collect(element: Element, url: URL, posts: PagePost[], health: WatchHealth): void {
    const reading = readContainer(adapter, element, url);
    if ('skip' in reading) {
      if (reading.skip === 'unreadable') health.unreadable += 1;
      if (reading.skip === 'private') health.withheld += 1;
      return;
    }
    for (const post of reading.posts) {
      const key = postKey(post);
      const hash = textHash(scoredText(post));
      if (sent.get(key) === hash) continue;
      sent.delete(key);
      sent.set(key, hash);
      if (sent.size > REMEMBERED) sent.delete(sent.keys().next().value as string);
      health.read += 1;
      posts.push(post);
    }
  }

  signal.addEventListener('abort', () => {
    mutations.disconnect();
    sight.disconnect();
    clearTimeout(timer);
    due.clear();
    changed.clear();
  });
  mutations.observe(root, { childList: true, subtree: true, characterData: true });
  soon(0);
}

/** `closest` with a limit of DEEPEST steps. */
function nearest(element: Element, selector: string): Element | null {
  let at: Element | null = element;
  for (let steps = 0; at && steps < DEEPEST; steps += 1) {
    if (at.matches(selector)) return at;
    at = at.parentElement;
  }
  return null;
}
