/** Keyword rules: the whole score in rules-only mode, and the bar that the model must beat. Topic words alone never reach a flag (domain brief §0). */
import type { SignalText } from '../signals/signal';
import type { Kind, SignalId, Span } from '../types';

export interface RulesVerdict {
  /** 0..1, not calibrated. */
  score: number;
  benign: { kind: Kind; score: number };
}

/** Rules flag from this score on, 0..1. */
export const RULES_THRESHOLD = 0.5;

/** Signals that something is offered or sold; without one of them nothing is flagged. */
const OFFERING: readonly SignalId[] = ['offer', 'service', 'documents'];
const TERMS: readonly SignalId[] = ['price', 'pay-on-arrival', 'guarantee', 'contact', 'urgency'];

/** One minus the product of (1 − weight) over the strongest span of each signal, halved without an offer, and lowered by benign cues. */
export function rulesVerdict(
  text: SignalText,
  spans: readonly Span[],
  benignCues: readonly { kind: Kind; weight: number }[] = [],
): RulesVerdict {
  const best = new Map<SignalId, number>();
  for (const { signal, weight } of spans) best.set(signal, Math.max(best.get(signal) ?? 0, weight));
  let miss = 1;
  for (const weight of best.values()) miss *= 1 - weight;
  const offers = OFFERING.some((signal) => best.has(signal));
  const terms = TERMS.some((signal) => best.has(signal));
  let score = (1 - miss) * (offers ? 1 : 0.4) * (terms ? 1 : 0.6);
  const cue = [...benignCues].sort((a, b) => b.weight - a.weight)[0];
  if (cue) score *= 1 - cue.weight;
  return {
    score: text.tokens.length ? score : 0,
    benign: cue ? { kind: cue.kind, score: cue.weight } : { kind: 'other', score: 0 },
  };
}
