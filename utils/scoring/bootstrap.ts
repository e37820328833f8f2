/** How sure a measured figure is: percentile bootstrap over the rows (Efron & Tibshirani, 1993, ch. 13). */
import type { Labelled } from './metrics';

/** 95 % of the resamples lie between. NaN where every resample gave none. */
export type Interval = [low: number, high: number];

export interface Intervals {
  ap: Interval;
  recall: Interval;
  falseRate: Interval;
}

/** Uniform in [0, 1) from a seed: mulberry32 by Tommy Ettinger (public domain). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Intervals of average precision, and of recall and the share of negatives flagged from `threshold` on. The seed is fixed: the same rows give the
 * same figures. A share of none or of all has no spread to resample: its other end is 3 of the n rows away (rule of three; Hanley & Lippman-Hand, 1983).
 */
export function intervals(rows: readonly Labelled[], threshold: number, resamples = 1_000, seed = 7): Intervals {
  const random = uniform(seed);
  const ranked = [...rows].sort((a, b) => b.score - a.score);
  const found = { ap: [] as number[], recall: [] as number[], falseRate: [] as number[] };
  const weights = new Uint32Array(ranked.length);
  for (let i = 0; i < resamples; i += 1) {
    weights.fill(0);
    for (let k = 0; k < ranked.length; k += 1) {
      const drawn = Math.floor(random() * ranked.length);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    const { ap, recall, falseRate } = weighted(ranked, weights, threshold);
    found.ap.push(ap);
    found.recall.push(recall);
    found.falseRate.push(falseRate);
  }
  const count = (label: boolean) => rows.filter((row) => row.label === label).length;
  return {
    ap: middle(found.ap),
    recall: share(middle(found.recall), count(true)),
    falseRate: share(middle(found.falseRate), count(false)),
  };
}

function share([low, high]: Interval, of: number): Interval {
  if (high === 0) return [0, Math.min(1, 3 / of)];
  if (low === 1) return [Math.max(0, 1 - 3 / of), 1];
  return [low, high];
}

/** The figures of metrics.ts over rows ranked by score, each as often as its weight says. */
function weighted(ranked: readonly Labelled[], weights: Uint32Array, threshold: number): Record<keyof Intervals, number> {
  let hits = 0;
  let misses = 0;
  let sum = 0;
  let hitsAt = 0;
  let missesAt = 0;
  for (let i = 0; i < ranked.length;) {
    const { score } = ranked[i] as Labelled;
    const before = hits;
    for (; i < ranked.length && (ranked[i] as Labelled).score === score; i += 1) {
      if ((ranked[i] as Labelled).label) hits += weights[i] ?? 0;
      else misses += weights[i] ?? 0;
    }
    if (hits > before) sum += (hits - before) * (hits / (hits + misses));
    if (score >= threshold) [hitsAt, missesAt] = [hits, misses];
  }
  return { ap: hits ? sum / hits : Number.NaN, recall: hitsAt / hits, falseRate: missesAt / misses };
}

function middle(values: readonly number[]): Interval {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const of = (share: number) => known[Math.min(known.length - 1, Math.floor(share * known.length))] ?? Number.NaN;
  return [of(0.025), of(0.975)];
}
