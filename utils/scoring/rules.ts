/** Keyword rules: the whole score in rules-only mode, and the bar that the model must beat. Topic words alone never reach a flag (domain brief §0). */
import { benignCues, type Cue } from '../signals/lexicon';
import { findSpans, signalText } from '../signals/index';
import type { SignalText } from '../signals/signal';
import type { Kind, SignalId, Span } from '../types';

export interface RulesVerdict {
  /** 0..1, not calibrated. */
  score: number;
  benign: { kind: Kind; score: number };
}

/** Rules flag from this score on, 0..1. */
export const RULES_THRESHOLD = 0.5;

/** Signals that something is offered or sold; without a phrase of one of them nothing is flagged. */
const OFFERING: readonly SignalId[] = ['offer', 'service', 'documents'];
/** From this weight on a span is a phrase and not a topic word, 0..1 (topic words weigh 0.1 or less). */
const PHRASE = 0.15;
/** Factors, 0..1, chosen by hand on the training texts, November 2026: no phrase but a topic word of an offer, neither, and a phrase of one signal only. */
const TOPIC_ONLY = 0.55;
const NO_OFFER = 0.35;
const ALONE = 0.6;
/** So many of the strongest benign cues lower a score. Three instead of one: average precision of the rules on dev 0.837 instead of 0.805 (one-off, 2026-11-24). */
const CUES = 3;

/** One minus the product of (1 − weight) over the strongest span of each signal, lowered without an offer, without a second signal and by the strongest benign cues. */
export function rulesVerdict(text: SignalText, spans: readonly Span[], cues: readonly Cue[] = benignCues(text)): RulesVerdict {
  const best = new Map<SignalId, number>();
  for (const { signal, weight } of spans) best.set(signal, Math.max(best.get(signal) ?? 0, weight));
  let miss = 1;
  for (const weight of best.values()) miss *= 1 - weight;
  const holds = (signal: SignalId) => (best.get(signal) ?? 0) >= PHRASE;
  const offered = OFFERING.some(holds) ? 1 : OFFERING.some((signal) => best.has(signal)) ? TOPIC_ONLY : NO_OFFER;
  const several = [...best.keys()].filter(holds).length > 1 ? 1 : ALONE;
  const against = [...cues].sort((a, b) => b.weight - a.weight).slice(0, CUES);
  const [cue] = against;
  return {
    score: against.reduce((score, { weight }) => score * (1 - weight), (1 - miss) * offered * several),
    benign: cue ? { kind: cue.kind, score: cue.weight } : { kind: 'other', score: 0 },
  };
}

/** The rules' score of a raw text, 0..1. */
export function rulesScore(raw: string): number {
  const text = signalText(raw);
  return rulesVerdict(text, findSpans(text)).score;
}
