/** Every signal, alphabetical, and the one call that runs them. */
import { normalise, rawRange } from '../text/normalise';
import { tokensOf } from '../text/tokens';
import type { Span } from '../types';
import type { Found, Signal, SignalText } from './signal';

export const signals: readonly Signal[] = [];

/** All reasons in a post's text as raw spans, by position; where two of one signal overlap the longer stands. */
export function findSpans(text: SignalText): Span[] {
  const found = signals.flatMap((signal) => signal.find(text));
  return apart(found)
    .map(({ start, end, signal, weight }) => ({ ...rawRange(text.normalised, start, end), signal, weight }))
    .filter((span) => span.end > span.start);
}

export function signalText(raw: string): SignalText {
  const normalised = normalise(raw);
  return { raw, normalised, tokens: tokensOf(normalised.text) };
}

/** Longest first, then drop what overlaps a longer one of the same signal. */
function apart(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const one of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => other.signal === one.signal && one.start < other.end && other.start < one.end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
