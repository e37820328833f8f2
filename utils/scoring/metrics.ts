/** Figures of merit for labelled scores. Labels: true = advertisement. Empty sides give NaN, never an invented number. */

export interface Labelled {
  score: number;
  label: boolean;
}

/** Average precision: the sum over ranks of precision times the step in recall (no interpolation), ties taken together; as scikit-learn's. */
export function averagePrecision(rows: readonly Labelled[]): number {
  const positives = rows.filter((row) => row.label).length;
  if (!positives) return Number.NaN;
  const ranked = [...rows].sort((a, b) => b.score - a.score);
  let hits = 0;
  let sum = 0;
  for (let i = 0; i < ranked.length;) {
    const score = (ranked[i] as Labelled).score;
    const before = hits;
    for (; i < ranked.length && (ranked[i] as Labelled).score === score; i += 1) if ((ranked[i] as Labelled).label) hits += 1;
    sum += ((hits - before) / positives) * (hits / i);
  }
  return sum;
}

export interface Point {
  threshold: number;
  flagged: number;
  precision: number;
  recall: number;
  /** Share of the negatives that are flagged. */
  falseRate: number;
}

/** What a threshold does. Precision is NaN where nothing is flagged. */
export function at(rows: readonly Labelled[], threshold: number): Point {
  const flagged = rows.filter((row) => row.score >= threshold);
  const hits = flagged.filter((row) => row.label).length;
  const positives = rows.filter((row) => row.label).length;
  return {
    threshold,
    flagged: flagged.length,
    precision: hits / flagged.length,
    recall: hits / positives,
    falseRate: (flagged.length - hits) / (rows.length - positives),
  };
}

/** Recall at the lowest threshold that lets at most `falseRate` of the negatives through. */
export function recallAt(rows: readonly Labelled[], falseRate: number): number {
  const negatives = rows.filter((row) => !row.label).map((row) => row.score);
  const positives = rows.filter((row) => row.label);
  if (!negatives.length || !positives.length) return Number.NaN;
  negatives.sort((a, b) => b - a);
  const limit = negatives[Math.floor(falseRate * negatives.length)] ?? -Infinity;
  return positives.filter((row) => row.score > limit).length / positives.length;
}

/** Expected calibration error over ten equal bins, 0..1 (Naeini et al., 2015; Guo et al., 2017). */
export function calibrationError(rows: readonly Labelled[]): number {
  if (!rows.length) return Number.NaN;
  const bins = Array.from({ length: 10 }, () => ({ score: 0, hits: 0 }));
  for (const { score, label } of rows) {
    const bin = bins[Math.min(9, Math.floor(score * 10))] as (typeof bins)[number];
    bin.score += score;
    bin.hits += label ? 1 : 0;
  }
  return bins.reduce((sum, { score, hits }) => sum + Math.abs(score - hits), 0) / rows.length;
}
