/** Who wrote it and where, taken out of a report: stand-ins for ids and authors, and the author's own names masked wherever the text has them. */
import type { Post } from '../types';

/** Stands where a text names its author. */
export const MASK = '[author]';
/** A shorter name is too likely to be an ordinary word, UTF-16 units. */
const SHORTEST = 3;

export interface StandIns {
  /** `author-` + 16 hex digits; the first 8 are those that the popup shows. '' for an unknown author. */
  author: (platform: string, author: string) => Promise<string>;
  /** `post-` + 16 hex digits. */
  post: (platform: string, id: string) => Promise<string>;
}

/** Stand-ins under the machine's key: HMAC-SHA-256 (RFC 2104, FIPS 198-1) cut to 64 bits: below 1 in a billion that two of 100,000 meet. */
export async function standIns(key: Uint8Array<ArrayBuffer>): Promise<StandIns> {
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const encoder = new TextEncoder();
  const sign = async (message: string): Promise<string> => {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', secret, encoder.encode(message)), 0, 8);
    return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  return {
    author: async (platform, author) => (author ? `author-${await sign(`${platform}\n${author}`)}` : ''),
    post: async (platform, id) => `post-${await sign(`${platform}\npost\n${id}`)}`,
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

/** For comparing, unit for unit: U+0130 is the one letter whose lower case is longer; both small sigmas are one. */
const folded = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase().replaceAll('ς', 'σ').replace(/\s/g, ' ');

const WORD_BEFORE = /[\p{L}\p{M}\p{N}_]$/u;
const WORD_AFTER = /^[\p{L}\p{M}\p{N}_]/u;
/** What may stand before a name and goes with it, from the inside out. */
const BEFORE_NAMES = ['@', 'www.', 'https://', 'http://'];

interface Cut {
  start: number;
  end: number;
}

/** Where `name` stands as a word of its own. Plain search: a pattern for each author would be compiled for each, 1.3 ms in Chromium. */
function found(text: string, fold: string, name: string): Cut[] {
  const alone = (start: number) => !WORD_BEFORE.test(text.slice(Math.max(0, start - 2), start));
  const cuts: Cut[] = [];
  const wanted = folded(name);
  for (let at = fold.indexOf(wanted); at >= 0; at = fold.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!alone(at) || WORD_AFTER.test(text.slice(end, end + 2))) continue;
    let start = at;
    for (const before of BEFORE_NAMES) {
      const earlier = start - before.length;
      if (earlier >= 0 && fold.startsWith(before, earlier) && alone(earlier)) start = earlier;
    }
    cuts.push({ start, end });
  }
  return cuts;
}

/** Replaces the names, whole words only, in any case, with or without `@`, by MASK. */
export function masked(text: string, names: readonly string[]): Masked {
  const fold = names.length ? folded(text) : '';
  const all = names.flatMap((name) => found(text, fold, name)).sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts: Cut[] = [];
  let result = '';
  let done = 0;
  for (const cut of all) {
    if (cut.start < done) continue;
    result += text.slice(done, cut.start) + MASK;
    done = cut.end;
    cuts.push(cut);
  }
  return {
    text: result + text.slice(done),
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
