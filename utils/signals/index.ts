/** Every signal, alphabetical, and the one call that runs them. */
import { normalise, rawRange } from '../text/normalise';
import { foldedPeopleNames, named, PEOPLE } from '../text/peoples';
import { tokensOf } from '../text/tokens';
import { SIGNALS, type SignalId, type Span } from '../types';
import { contact } from './contact';
import { emoji } from './emoji';
import { guarantee } from './guarantee';
import { lexicon } from './lexicon';
import { price } from './price';
import { route } from './route';
import type { Found, Signal, SignalText } from './signal';

export const signals: readonly Signal[] = [contact, emoji, guarantee, lexicon, price, route];

/** All reasons in a post's text as raw spans, by position; where two of one signal overlap the longer stands. */
export function findSpans(text: SignalText): Span[] {
  const found = signals.flatMap((signal) => signal.find(text));
  return apart(found, text.normalised.text.length)
    .map(({ start, end, signal, weight }) => ({ ...rawRange(text.normalised, start, end), signal, weight }))
    .filter((span) => span.end > span.start);
}

/** Names of peoples are masked here as they are for the classifier's stages: no signal may depend on whom a post is about. */
export function signalText(raw: string): SignalText {
  const known = foldedPeopleNames();
  const normalised = normalise(raw);
  const { text } = normalised;
  const tokens = tokensOf(text).map((token) =>
    named(known, token.text, text[token.start - 1]) ? { ...token, text: PEOPLE } : token,
  );
  return { raw, normalised, tokens };
}

const bitOf = Object.fromEntries(SIGNALS.map((signal, i) => [signal, 1 << i])) as Record<SignalId, number>;

/** Longest first (of two alike the heavier), then drop what overlaps a kept one of the same signal: that one covers its first or its last unit. */
function apart(found: readonly Found[], length: number): Found[] {
  const taken = new Uint16Array(length);
  const kept: Found[] = [];
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || b.weight - a.weight || a.start - b.start)) {
    const bit = bitOf[one.signal];
    if (one.end <= one.start || ((taken[one.start] ?? 0) | (taken[one.end - 1] ?? 0)) & bit) continue;
    for (let i = one.start; i < one.end; i += 1) taken[i] = (taken[i] ?? 0) | bit;
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
