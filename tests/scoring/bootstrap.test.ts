import { describe, expect, it } from 'vitest';
import { intervals } from '@/utils/scoring/bootstrap';
import { at, averagePrecision, type Labelled } from '@/utils/scoring/metrics';

/** Noisy scores: negatives spread over 0..0.8, positives over 0.4..1. */
const rows = (n: number): Labelled[] =>
  Array.from({ length: n }, (_, i) => {
    const part = ((i * 7919) % 1000) / 1000;
    return i % 4 ? { score: part * 0.8, label: false } : { score: 0.4 + part * 0.6, label: true };
  });
const wide = ([low, high]: [number, number]): number => high - low;

describe('intervals', () => {
  it('hold the figures themselves, and narrow with more rows', () => {
    const few = intervals(rows(100), 0.6);
    const many = intervals(rows(1600), 0.6);
    const whole = rows(1600);
    const { recall, falseRate } = at(whole, 0.6);
    for (const [name, value] of [
      ['ap', averagePrecision(whole)],
      ['recall', recall],
      ['falseRate', falseRate],
    ] as const) {
      expect(many[name][0]).toBeLessThan(value);
      expect(many[name][1]).toBeGreaterThan(value);
      // Four times narrower with sixteen times the rows.
      expect(wide(few[name]) / wide(many[name])).toBeGreaterThan(2.5);
      expect(wide(few[name]) / wide(many[name])).toBeLessThan(6.5);
    }
  });

  it('of a share are as wide as the binomial says', () => {
    const { recall } = intervals(rows(1600), 0.7);
    expect(wide(recall)).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2);
  });

  it('of a share of none or of all reach 3 rows further', () => {
    const clear = rows(100).map(({ label }) => ({ score: label ? 1 : 0, label }));
    expect(intervals(clear, 0.5).falseRate).toEqual([0, 3 / 75]);
    expect(intervals(clear, 0.5).recall).toEqual([1 - 3 / 25, 1]);
  });

  it('are the same each time, and NaN where there is nothing', () => {
    expect(intervals(rows(50), 0.5)).toEqual(intervals(rows(50), 0.5));
    expect(intervals([{ score: 1, label: true }], 0.5)).toEqual({
      ap: [1, 1],
      recall: [0, 1],
      falseRate: [Number.NaN, Number.NaN],
    });
    expect(intervals([], 0.5).ap).toEqual([Number.NaN, Number.NaN]);
  });
});
