/** Who wrote it and where, taken out of a report: stand-ins for ids and authors, and the author's own names masked wherever the text has them. */
import type { Post } from '../types';
import { hmac } from './hmac';

/** Stands where a text names its author. */
export const MASK = '[author]';
/** A shorter name is too likely to be an ordinary word, UTF-16 units. */
const SHORTEST = 3;

export interface StandIns {
  /** `author-` + 16 hex digits; the first 8 are those that the popup shows. '' for an unknown author. */
  author: (platform: string, author: string) => string;
  /** `post-` + 16 hex digits. */
  post: (platform: string, id: string) => string;
}

/** Stand-ins under the machine's key: HMAC-SHA-256 cut to 64 bits: below 1 in a billion that two of 100,000 meet. */
export function standIns(key: Uint8Array): StandIns {
  const sign = hmac(key);
  const encoder = new TextEncoder();
  const hex = (message: string): string =>
    Array.from(sign(encoder.encode(message)).subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    author: (platform, author) => (author ? `author-${hex(`${platform}\n${author}`)}` : ''),
    post: (platform, id) => `post-${hex(`${platform}\npost\n${id}`)}`,
  };
}

/** Every way that a post names its author: the name, the channel in an id such as `channel/123`, `@handle` in its address, the address itself. */
export function namesOf({ author, id, url }: Pick<Post, 'author' | 'id' | 'url'>): string[] {
  const address = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  const handles = url.match(/\/@[^/?#]+/g)?.map((part) => part.slice(2)) ?? [];
  const channel = id.includes('/') ? (id.split('/')[0] ?? '') : '';
  const names = [address, author.replace(/^(?:@|\/?u\/)/, ''), channel, ...handles].map((name) => name.trim());
  return [...new Set(names)].filter((name) => name.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

export interface Masked {
  text: string;
  /** Where an offset of the old text is in the new one; inside a mask: its start or its end. */
  at: (offset: number, side: 'start' | 'end') => number;
}

/** Replaces the names, whole words only, in any case, with or without `@`, by MASK. */
export function masked(text: string, names: readonly string[]): Masked {
  if (!names.length) return { text, at: (offset) => offset };
  const any = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:https?://)?(?:www\\.)?@?(?:${any})(?![\\p{L}\\p{N}_])`, 'giu');
  const cuts: { start: number; end: number }[] = [];
  const result = text.replace(pattern, (found, offset: number) => {
    cuts.push({ start: offset, end: offset + found.length });
    return MASK;
  });
  return {
    text: result,
    at(offset, side) {
      let shift = 0;
      for (const { start, end } of cuts) {
        if (offset <= start) break;
        if (offset < end) return start + shift + (side === 'end' ? MASK.length : 0);
        shift += MASK.length - (end - start);
      }
      return offset + shift;
    },
  };
}
