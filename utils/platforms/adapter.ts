/** The contract of a platform: what it is, where it must not read, what a post is and how to read one. One object, one file. */
import type { Post } from '../types';

/** A post as an adapter reads it: the watcher adds where and when it was seen. */
export type PagePost = Omit<Post, 'seenAt' | 'surface'>;

/**
 * Why a container gave no post. `private`: no proof that it is public. `service`: not a post (join notices, placeholders of deleted posts).
 * `pending`: a placeholder that will be filled. `empty`: no text at all. `unreadable`: it matched and could not be read; this is drift, counted and shown.
 */
export type SkipReason = 'private' | 'service' | 'pending' | 'empty' | 'unreadable';

/** The post first, then the posts quoted in it; or why there is none. */
export type Reading = { posts: [PagePost, ...PagePost[]] } | { skip: SkipReason };

export interface Adapter {
  /** Kebab case, also the file's name and the fixture folder's. */
  id: string;
  /** As a reviewer would say it. */
  label: string;
  /** Month (YYYY-MM) of the markup that the selectors were last checked against. */
  checked: string;
  /** Match patterns: the content script's, and the host permission asked for. */
  matches: [string, ...string[]];
  /**
   * The surface gate, asked before any read and again after every in-page navigation: a word for a public surface
   * (feed, profile, thread, …), or null where nothing may be read (messages, notifications, settings, composers).
   */
  surface: (url: URL) => string | null;
  /** Selector of every container that may hold a post; containers may nest (comments in comments). */
  posts: string;
  /** Selector of regions that are never read even on a public surface (chat drawers, composers, dialogs with a draft). */
  deny?: string;
  /** Pure: looks at the element (and, for JSON that came with the page, its document), changes nothing, throws nothing. */
  read: (element: Element, url: URL) => Reading;
}
