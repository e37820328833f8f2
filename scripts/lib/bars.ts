/** The bars that a release is held against, worked out from scores: what was asked, what was measured, and how much is missing. */
import { averagePrecision, calibrationError } from '../../utils/scoring/metrics';
import type { Evasion } from './evasion';

/** One text as the extension would take it: the calibrated score 0..1, and whether it flags at the balanced point (assist-only languages never do). */
export interface Verdict {
  score: number;
  flagged: boolean;
}
export interface ScoredRow extends Verdict {
  id: string;
  lang: string;
  /** True: an advertisement. */
  label: boolean;
  /** Of a look-alike: which of the benign classes. */
  class: string;
}

/** How a figure is shown: 0.912, 91.20 %, or a whole number. */
type Unit = 'share' | 'percent' | 'count';
interface Figure {
  name: string;
  /** Null: nothing to measure it on. */
  measured: number | null;
  /** How many it was measured on. */
  n: number;
  /** Wilson's 95 % interval where `measured` is a rate. */
  interval: [number, number] | null;
  unit: Unit;
}
export interface Bar extends Figure {
  least?: number;
  most?: number;
  /** Null: not measured, or a figure without a bar. */
  met: boolean | null;
  /** What is missing, in the unit of `measured`; 0 where the bar is met. */
  by: number;
  /** Figures beside it, by name. */
  beside: Record<string, number>;
  /** What it is made of, worst first. */
  parts: (Figure & { fails: boolean; beside?: Record<string, number> })[];
}

/** Wilson's score interval at 95 % for `hits` of `n` (Wilson, 1927); null for none. */
export function wilson(hits: number, n: number): [number, number] | null {
  if (!n) return null;
  const z = 1.959964;
  const p = hits / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

const number = (name: string, measured: number, n: number, unit: Unit = 'share'): Figure => ({
  name,
  measured: Number.isFinite(measured) ? measured : null,
  n,
  interval: null,
  unit,
});
const rate = (name: string, hits: number, n: number, unit: Unit): Figure => ({
  ...number(name, hits / n, n, unit),
  interval: wilson(hits, n),
});

type Limit = { least: number } | { most: number };
const lacks = (measured: number | null, limit: Limit): number => {
  if (measured === null) return 0;
  return Math.max(0, 'least' in limit ? limit.least - measured : measured - limit.most);
};

function held(figure: Figure, limit: Limit | null, more: Partial<Pick<Bar, 'parts' | 'beside'>> = {}): Bar {
  const by = limit ? lacks(figure.measured, limit) : 0;
  const met = limit && figure.measured !== null ? by === 0 : null;
  return { ...figure, ...limit, met, by, beside: {}, parts: [], ...more };
}

/** The worst of several figures stands for all of them; `n` is how many there are. */
function worst(name: string, figures: readonly Figure[], limit: Limit): Bar {
  const sign = 'least' in limit ? 1 : -1;
  const parts = figures
    .filter((figure) => figure.measured !== null)
    .sort((a, b) => sign * ((a.measured as number) - (b.measured as number)))
    .map((figure) => ({ ...figure, fails: lacks(figure.measured, limit) > 0 }));
  const first = parts[0];
  const figure: Figure = { name, measured: null, n: 0, interval: null, unit: 'share' };
  return held(first ? { ...first, name: `${name} (${first.name})` } : figure, limit, { parts, beside: { of: parts.length } });
}

const flaggedOf = (rows: readonly Verdict[]): number => rows.filter(({ flagged }) => flagged).length;

function by<T>(rows: readonly T[], key: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The test split: finding the advertisements and leaving the look-alikes alone, over all, by class and by language; calibration. */
export function splitBars(rows: readonly ScoredRow[]): Bar[] {
  const ads = rows.filter(({ label }) => label);
  const others = rows.filter(({ label }) => !label);
  const recalls = by(ads, ({ lang }) => lang).filter(([, list]) => list.length >= 25);
  const languages = by(rows, ({ lang }) => lang);
  return [
    held(number('average precision', averagePrecision(rows), rows.length), { least: 0.97 }),
    held(rate('recall', flaggedOf(ads), ads.length, 'share'), { least: 0.92 }),
    held(rate('false flags, look-alikes', flaggedOf(others), others.length, 'percent'), { most: 0.01 }),
    worst(
      'false flags, worst class',
      by(others, (row) => row.class).map(([name, list]) => rate(name, flaggedOf(list), list.length, 'percent')),
      { most: 0.03 },
    ),
    worst(
      'recall, worst language',
      recalls.map(([name, list]) => rate(name, flaggedOf(list), list.length, 'share')),
      { least: 0.8 },
    ),
    held(number('calibration error', calibrationError(rows), rows.length), { most: 0.03 }),
    worst(
      'calibration error, worst language',
      languages.map(([name, list]) => number(name, calibrationError(list), list.length)),
      { most: 0.06 },
    ),
  ];
}

/** Posts of rescuers, hotlines, legal aid and asylum information: not one may be flagged. */
export function aidBar(rows: readonly (Verdict & { id: string })[]): Bar {
  const parts = rows.filter(({ flagged }) => flagged).map(({ id, score }) => ({ ...number(id, score, 1), fails: true }));
  return held(
    number('flags on aid posts', rows.length ? flaggedOf(rows) : Number.NaN, rows.length, 'count'),
    { most: 0 },
    { parts },
  );
}

/** Everyday text kept out of training: what is flagged of it, and what the first stage hands to the second. `rows` null: not given. */
export function backgroundBars(rows: readonly (Verdict & { passed: boolean })[] | null): Bar[] {
  const list = rows ?? [];
  return [
    held(rate('flags, held-out background', flaggedOf(list), list.length, 'percent'), { most: 0.001 }),
    held(rate('background that passes the gate', list.filter(({ passed }) => passed).length, list.length, 'percent'), null),
  ];
}

/** Of what the second stage alone would flag among the advertisements, the share that the cascade flags. */
export function cascadeBar(ads: readonly { full: Verdict; alone: Verdict }[]): Bar {
  const wanted = ads.filter(({ alone }) => alone.flagged);
  return held(rate('judge’s flags kept by the cascade', flaggedOf(wanted.map(({ full }) => full)), wanted.length, 'percent'), {
    least: 0.995,
  });
}

/** What became of a score when only words for people changed. */
export interface Move {
  id: string;
  what: string;
  moved: number;
  changed: boolean;
}

/** The distance between the lowest and the highest of several verdicts on one text, and whether they decide alike. */
export function moveOf(id: string, what: string, verdicts: readonly Verdict[]): Move {
  const scores = verdicts.map(({ score }) => score);
  const flags = flaggedOf(verdicts);
  return { id, what, moved: Math.max(...scores) - Math.min(...scores), changed: flags > 0 && flags < verdicts.length };
}

const MOVE = 0.05;
/** Nearest rank: the smallest value that 99 % do not exceed. */
const percentile99 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;

export function identityBars(name: string, moves: readonly Move[]): Bar[] {
  const ranked = [...moves].sort((a, b) => b.moved - a.moved);
  const sizes = ranked.map(({ moved }) => moved).reverse();
  const parts = ranked.map(({ id, what, moved, changed }) => ({
    ...number(`${id} ${what}${changed ? ' (other decision)' : ''}`, moved, 1),
    fails: moved > MOVE || changed,
  }));
  const largest = number(`${name}, largest move`, sizes.at(-1) ?? Number.NaN, moves.length);
  const changed = moves.length ? moves.filter((move) => move.changed).length : Number.NaN;
  const beside = {
    rows: new Set(moves.map(({ id }) => id)).size,
    p99: percentile99(sizes),
    'share above 0.05': moves.filter(({ moved }) => moved > MOVE).length / moves.length,
  };
  return [
    held(largest, { most: MOVE }, { beside, parts: parts.slice(0, 20) }),
    held(number(`${name}, decisions changed`, changed, moves.length, 'count'), { most: 0 }),
  ];
}

/** One text before and after it was hidden; only texts that the kind could change. */
export interface Hidden {
  kind: Evasion;
  label: boolean;
  clean: Verdict;
  hidden: Verdict;
}

/** Recall on hidden advertisements beside recall on the same ones as they were; flags on look-alikes by kind, so that one kind cannot pay for another. */
export function evasionBars(pairs: readonly Hidden[]): Bar[] {
  const counts = (list: readonly Hidden[]) => {
    const ads = list.filter(({ label }) => label);
    const others = list.filter(({ label }) => !label);
    const flags = (part: readonly Hidden[], which: 'clean' | 'hidden') => flaggedOf(part.map((pair) => pair[which]));
    return {
      ads: ads.length,
      clean: flags(ads, 'clean') / ads.length,
      hidden: flags(ads, 'hidden') / ads.length,
      others: others.length,
      othersClean: flags(others, 'clean'),
      othersHidden: flags(others, 'hidden'),
      othersNew: others.filter(({ clean, hidden }) => hidden.flagged && !clean.flagged).length,
    };
  };
  const kept = ({ hidden, clean }: ReturnType<typeof counts>) => hidden / clean;
  const all = counts(pairs);
  const kinds = by(pairs, ({ kind }) => kind).map(([kind, list]) => [kind, counts(list)] as const);
  const added = kinds.reduce((sum, [, count]) => sum + Math.max(0, count.othersHidden - count.othersClean), 0);
  const recallParts = kinds.map(([kind, count]) => ({
    ...number(kind, kept(count), count.ads),
    fails: kept(count) < 0.85,
    beside: { clean: count.clean, hidden: count.hidden },
  }));
  const flagParts = kinds.map(([kind, count]) => ({
    ...number(kind, count.othersHidden - count.othersClean, count.others, 'count'),
    fails: count.othersHidden > count.othersClean,
    beside: { clean: count.othersClean, hidden: count.othersHidden, 'newly flagged': count.othersNew },
  }));
  const flagsBeside = { clean: all.othersClean, hidden: all.othersHidden, 'newly flagged': all.othersNew };
  return [
    held(
      number('evasion, share of recall kept', kept(all), all.ads),
      { least: 0.85 },
      { parts: recallParts, beside: { clean: all.clean, hidden: all.hidden } },
    ),
    held(
      number('evasion, flags added, look-alikes', all.others ? added : Number.NaN, all.others, 'count'),
      { most: 0 },
      { parts: flagParts, beside: flagsBeside },
    ),
  ];
}
