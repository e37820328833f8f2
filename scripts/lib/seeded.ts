/** Draws that a word decides: the same word gives the same numbers on every machine, whatever was drawn before. */
import { textHash } from '../../utils/text/hash';

/** Uniform numbers in [0, 1), mulberry32 (Tommy Ettinger, public domain). */
export function drawsOf(seed: string): () => number {
  let state = Number.parseInt(textHash(seed).slice(-8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Up to `count` different members, in the list's own order. */
export function drawn<T>(list: readonly T[], count: number, draw: () => number): T[] {
  const rest = list.map((_, i) => i);
  const taken: number[] = [];
  while (taken.length < count && rest.length) taken.push(...rest.splice(Math.floor(draw() * rest.length), 1));
  return taken.sort((a, b) => a - b).map((i) => list[i] as T);
}

/** One member; the list must not be empty. */
export const oneOf = <T>(list: readonly T[], draw: () => number): T => list[Math.floor(draw() * list.length)] as T;
