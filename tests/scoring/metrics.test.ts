import { describe, expect, it } from 'vitest';
import { at, averagePrecision, calibrationError, recallAt } from '@/utils/scoring/metrics';

const rows = (...pairs: [number, number][]) => pairs.map(([score, label]) => ({ score, label: label === 1 }));

describe('metrics', () => {
  it('average precision equals a worked example', () => {
    expect(averagePrecision(rows([0.9, 1], [0.8, 0], [0.7, 1], [0.6, 0]))).toBeCloseTo((1 + 2 / 3) / 2, 10);
    expect(averagePrecision(rows([0.5, 1], [0.5, 0]))).toBeCloseTo(0.5, 10);
    expect(averagePrecision(rows([0.5, 0]))).toBeNaN();
  });

  it('a point counts both sides', () => {
    expect(at(rows([0.9, 1], [0.8, 0], [0.2, 1], [0.1, 0]), 0.5)).toEqual({
      threshold: 0.5,
      flagged: 2,
      precision: 0.5,
      recall: 0.5,
      falseRate: 0.5,
    });
  });

  it('recall at a false rate never lets more through than said', () => {
    const many = rows(...Array.from({ length: 100 }, (_, i): [number, number] => [i / 100, 0]), [0.985, 1], [0.995, 1], [0.5, 1]);
    expect(recallAt(many, 0.01)).toBeCloseTo(2 / 3, 10);
    expect(recallAt(rows([1, 1]), 0.01)).toBeNaN();
  });

  it('calibration error is 0 for honest scores and large for boasts', () => {
    expect(calibrationError(rows([0, 0], [1, 1]))).toBe(0);
    expect(calibrationError(rows([1, 0], [1, 0]))).toBe(1);
  });
});
