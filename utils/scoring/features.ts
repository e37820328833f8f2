/**
 * Normalised text → hashed n-gram ids, the gate's whole input. models/training/text.py computes the same ids; a parity test holds them equal
 * on 1,000 mixed-script texts. FNV-1a, 32 bit (Fowler, Noll, Vo; RFC 9923), over code points, folded to the table's size.
 */
import { addresses, blurred, handles } from '../text/masks';
import { normalise } from '../text/normalise';
import { foldedPeopleNames, withoutPeoples } from '../text/peoples';
import { tokensOf } from '../text/tokens';

/** Rows of the gate's table: a power of two. */
export const BUCKETS = 1 << 17;
/** Token text is cut to this many code points, head and tail, so that a long post costs no more than a short one. */
export const HEAD = 700;
export const TAIL = 300;
const LONGEST = 5;
const SHORTEST = 2;
const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;

const step = (hash: number, code: number): number => Math.imul(Math.imul(hash ^ (code & 0xffff), PRIME) ^ (code >>> 16), PRIME);

/** The gate's tokens: at most HEAD + TAIL code points of them, joined by single spaces with one at each end. */
export function featureText(raw: string): string {
  const masked = withoutPeoples(normalise(raw).text.replace(addresses, ' url ').replace(handles, '@'), foldedPeopleNames());
  const joined = tokensOf(masked)
    .map((token) => blurred(token.text))
    .join(' ');
  const codes = [...joined];
  const cut = codes.length > HEAD + TAIL ? [...codes.slice(0, HEAD), ' ', ...codes.slice(-TAIL)].join('') : joined;
  return cut ? ` ${cut} ` : '';
}

/**
 * Ids in 1..BUCKETS−1, in a fixed order, repeats kept (0 is padding): character 2- to 5-grams over the whole token text, then words, then word pairs.
 * An empty text gives no ids.
 */
export function features(raw: string): Int32Array {
  const text = featureText(raw);
  if (!text) return new Int32Array(0);
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const ids: number[] = [];
  const add = (hash: number) => ids.push((hash ^ (hash >>> 17)) & (BUCKETS - 1) || 1);
  for (let size = SHORTEST; size <= LONGEST; size += 1) {
    for (let at = 0; at + size <= codes.length; at += 1) {
      let hash = step(BASIS, size);
      for (let k = 0; k < size; k += 1) hash = step(hash, codes[at + k] as number);
      add(hash);
    }
  }
  const words = text.trim().split(/ +/);
  const wordHashes = words.map((word) => {
    let hash = step(BASIS, 0x57);
    for (const char of word) hash = step(hash, char.codePointAt(0) ?? 0);
    return hash;
  });
  for (const hash of wordHashes) add(hash);
  for (let at = 1; at < wordHashes.length; at += 1)
    add(step(step(wordHashes[at - 1] as number, 0x42), (wordHashes[at] as number) & 0x1fffff));
  return Int32Array.from(ids);
}

/** What the gate is asked with: each id once, with 1 + ln of how often it stands there (natural logarithm). Both of one length. */
export interface Counted {
  ids: Int32Array;
  tf: Float32Array;
}

/** Counts ids; the order is ascending, so that sums come out the same everywhere. */
export function counted(ids: Int32Array): Counted {
  const sorted = ids.slice().sort();
  const unique = new Int32Array(sorted.length);
  const tf = new Float32Array(sorted.length);
  let size = 0;
  for (let at = 0; at < sorted.length;) {
    const id = sorted[at] as number;
    let end = at + 1;
    while (sorted[end] === id) end += 1;
    unique[size] = id;
    tf[size] = 1 + Math.log(end - at);
    size += 1;
    at = end;
  }
  return { ids: unique.slice(0, size), tf: tf.slice(0, size) };
}
