/** Which words carried the score: the phrases that the view names, out of what leaving each of them out did. Pure. */
import type { Phrase } from '@/utils/explain-port';
import { wholeClusters } from './segments';

/** How far the explanation of the flag on the desk has come. `off`: the model is not running, nothing is asked. */
export type Explained =
  | { state: 'off' }
  | { state: 'looking'; done: number; of: number; phrases: readonly Phrase[] }
  | { state: 'done'; phrases: readonly Phrase[] }
  | { state: 'failed'; why: string };

/** 3 where most hangs on the words. */
export type Strength = 1 | 2 | 3;

/** A phrase that is named: UTF-16 offsets, end exclusive, no white space at its ends. */
export interface Carried extends Phrase {
  strength: Strength;
}

/** So many are named at most: a text with a line under every word points at nothing. */
const NAMED = 5;
/** Shares of the largest drop from which a phrase is named, and is of strength 2 and 3. */
const SHARES = [0.1, 1 / 3, 2 / 3] as const;

const strengthOf = (share: number): Strength => (share >= SHARES[2] ? 3 : share >= SHARES[1] ? 2 : 1);

/** Largest drop first. Where no phrase lowers the score when it is left out, the first is still named, weakly: a flag without a reason is a bug. */
export function carriedPhrases(text: string, phrases: readonly Phrase[]): Carried[] {
  const ranked = wholeClusters(text, phrases)
    .flatMap((phrase) => trimmed(text, phrase))
    .sort((a, b) => b.drop - a.drop || a.start - b.start);
  const [first] = ranked;
  if (!first) return [];
  if (!(first.drop > 0)) return [{ ...first, strength: 1 }];
  return ranked
    .filter(({ drop }) => drop >= first.drop * SHARES[0])
    .slice(0, NAMED)
    .map((phrase) => ({ ...phrase, strength: strengthOf(phrase.drop / first.drop) }));
}

function trimmed(text: string, phrase: Phrase): Phrase[] {
  const said = text.slice(phrase.start, phrase.end);
  const start = phrase.start + said.length - said.trimStart().length;
  const end = phrase.end - (said.length - said.trimEnd().length);
  return start < end ? [{ ...phrase, start, end }] : [];
}

/** What has come so far; nothing where nothing has. */
export const soFar = (explained: Explained): readonly Phrase[] => ('phrases' in explained ? explained.phrases : []);
