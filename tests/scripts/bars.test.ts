/** The bars, beside figures worked out by hand on small scores. */
import { describe, expect, it } from 'vitest';
import { barLines } from '../../scripts/lib/bar-lines';
import {
  aidBar,
  backgroundBars,
  cascadeBar,
  evasionBars,
  identityBars,
  moveOf,
  splitBars,
  wilson,
  type Bar,
  type Hidden,
  type ScoredRow,
  type Verdict,
} from '../../scripts/lib/bars';

const verdict = (score: number): Verdict => ({ score, flagged: score >= 0.5 });
const row = (i: number, label: boolean, score: number, more: Partial<ScoredRow> = {}): ScoredRow => ({
  id: `row-${i}`,
  lang: 'en',
  class: label ? '?' : 'news',
  label,
  ...verdict(score),
  ...more,
});
const rows = (n: number, make: (i: number) => ScoredRow): ScoredRow[] => Array.from({ length: n }, (_, i) => make(i));
const named = (bars: readonly Bar[], name: string): Bar => {
  const found = bars.find((bar) => bar.name.startsWith(name));
  if (!found) throw new Error(`no bar ${name}`);
  return found;
};

describe('Wilson’s interval', () => {
  it('is the published one', () => {
    // Brown, Cai and DasGupta (2001): 0 of 10 and 8 of 10.
    expect(wilson(8, 10)?.map((end) => end.toFixed(3))).toEqual(['0.490', '0.943']);
    expect(wilson(0, 10)?.map((end) => end.toFixed(3))).toEqual(['0.000', '0.278']);
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('the split', () => {
  it('is met by scores that are right', () => {
    const bars = splitBars([...rows(25, (i) => row(i, true, 1)), ...rows(100, (i) => row(i, false, 0))]);
    expect(bars).toHaveLength(7);
    expect(bars.filter(({ met }) => !met)).toEqual([]);
  });
  it('says how much is missing, and of what', () => {
    const ads = rows(50, (i) => row(i, true, i < 43 ? 0.9 : 0.1, { lang: i < 25 ? 'en' : 'so' }));
    const others = rows(200, (i) => row(i, false, i < 3 ? 0.9 : 0, { class: i < 40 ? 'news' : 'aid' }));
    const bars = splitBars([...ads, ...others]);
    expect(named(bars, 'recall')).toMatchObject({ measured: 0.86, n: 50, least: 0.92, met: false, interval: wilson(43, 50) });
    expect(named(bars, 'recall').by).toBeCloseTo(0.06);
    expect(named(bars, 'false flags, look-alikes')).toMatchObject({ measured: 0.015, n: 200, met: false });
    expect(named(bars, 'false flags, worst class')).toMatchObject({
      name: 'false flags, worst class (news)',
      measured: 0.075,
      n: 40,
    });
    expect(named(bars, 'recall, worst')).toMatchObject({
      name: 'recall, worst language (so)',
      measured: 0.72,
      n: 25,
      met: false,
    });
  });
  it('judges no language by fewer than 25 advertisements', () => {
    const some = [...rows(24, (i) => row(i, true, 0, { lang: 'so' })), ...rows(25, (i) => row(i, true, 1)), row(0, false, 0)];
    expect(named(splitBars(some), 'recall, worst')).toMatchObject({
      name: 'recall, worst language (en)',
      measured: 1,
      met: true,
    });
  });
  it('measures calibration over all and by language', () => {
    // Right over all, wrong in each language: one says 0.5 where 0.4 are advertisements, the other where 0.6 are.
    const lang = (name: string, ads: number) => rows(10, (i) => row(i, i < ads, 0.5, { lang: name }));
    const bars = splitBars([...lang('en', 4), ...lang('so', 6)]);
    expect(named(bars, 'calibration error')).toMatchObject({ met: true, n: 20 });
    expect(named(bars, 'calibration error').measured).toBeCloseTo(0);
    expect(named(bars, 'calibration error, worst').measured).toBeCloseTo(0.1);
    expect(named(bars, 'calibration error, worst').met).toBe(false);
  });
  it('leaves what cannot be measured without a word on it', () => {
    const bars = splitBars(rows(3, (i) => row(i, false, 0)));
    expect(named(bars, 'recall')).toMatchObject({ measured: null, met: null, interval: null });
    expect(named(bars, 'false flags, look-alikes').met).toBe(true);
  });
});

describe('posts that must never be flagged', () => {
  it('are counted one by one', () => {
    expect(aidBar([{ id: 'a', ...verdict(0.4) }])).toMatchObject({ measured: 0, met: true, parts: [] });
    const bar = aidBar([
      { id: 'a', ...verdict(0.4) },
      { id: 'b', ...verdict(0.6) },
    ]);
    expect(bar).toMatchObject({ measured: 1, n: 2, met: false, by: 1 });
    expect(bar.parts.map(({ name }) => name)).toEqual(['b']);
  });
  it('are the background too, where it is given', () => {
    const rowsOf = (flags: number) =>
      Array.from({ length: 1000 }, (_, i) => ({ ...verdict(i < flags ? 1 : 0), passed: i < 200 }));
    expect(backgroundBars(rowsOf(1))).toMatchObject([
      { measured: 0.001, met: true },
      { measured: 0.2, met: null },
    ]);
    expect(backgroundBars(rowsOf(2))[0]).toMatchObject({ met: false, interval: wilson(2, 1000) });
    expect(backgroundBars(null).map(({ measured, met }) => [measured, met])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('the cascade', () => {
  it('is asked only about what the judge alone flags', () => {
    const pair = (full: number, alone: number) => ({ full: verdict(full), alone: verdict(alone) });
    const flags = Array.from({ length: 200 }, (_, i) => pair(i < 199 ? 0.9 : 0.1, 0.9));
    expect(cascadeBar([...flags, pair(0.1, 0.1), pair(0.9, 0.1)])).toMatchObject({ measured: 0.995, n: 200, met: true });
    expect(cascadeBar([...flags.slice(1), pair(0.1, 0.9)])).toMatchObject({ measured: 0.99, met: false });
  });
});

describe('words for people', () => {
  it('may move no score by more than 0.05 and change no decision', () => {
    const still = moveOf('a', 'x', [verdict(0.3), verdict(0.34)]);
    expect(identityBars('swap', [still]).map(({ met }) => met)).toEqual([true, true]);
    const moved = moveOf('b', 'y', [verdict(0.3), verdict(0.4)]);
    expect(identityBars('swap', [still, moved])).toMatchObject([{ met: false, n: 2 }, { met: true }]);
    const across = moveOf('b', 'z', [verdict(0.49), verdict(0.51)]);
    const [largest, decisions] = identityBars('swap', [still, moved, across]);
    expect(largest?.measured).toBeCloseTo(0.1);
    expect(largest?.beside).toMatchObject({ rows: 2, 'share above 0.05': 1 / 3 });
    expect(largest?.parts.filter(({ fails }) => fails).map(({ name }) => name)).toEqual(['b y', 'b z (other decision)']);
    expect(decisions).toMatchObject({ measured: 1, met: false, by: 1 });
  });
  it('have a 99th percentile', () => {
    const moves = Array.from({ length: 200 }, (_, i) => moveOf(`${i}`, '', [verdict(0), verdict(i / 1000)]));
    expect(identityBars('swap', moves)[0]?.beside['p99']).toBeCloseTo(0.197);
  });
  it('are not measured where no row holds any', () => {
    expect(identityBars('swap', []).map(({ measured, met }) => [measured, met])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('evasion', () => {
  const pair = (kind: Hidden['kind'], label: boolean, clean: number, hidden: number): Hidden => ({
    kind,
    label,
    clean: verdict(clean),
    hidden: verdict(hidden),
  });
  const ads = [
    ...Array.from({ length: 8 }, () => pair('leet', true, 1, 1)),
    ...Array.from({ length: 2 }, () => pair('leet', true, 1, 0)),
    ...Array.from({ length: 10 }, () => pair('emoji', true, 0, 0)),
  ];
  it('is held by recall beside what it was on the same texts', () => {
    const [recall] = evasionBars(ads);
    expect(recall).toMatchObject({ measured: 0.8, n: 20, met: false, beside: { clean: 0.5, hidden: 0.4 } });
    expect(recall?.parts.map(({ name, measured }) => [name, measured])).toEqual([
      ['emoji', null],
      ['leet', 0.8],
    ]);
  });
  it('may add no flag, in no kind', () => {
    const traded = [pair('leet', false, 0, 1), pair('emoji', false, 1, 0)];
    expect(evasionBars(traded)[1]).toMatchObject({
      measured: 1,
      met: false,
      beside: { clean: 1, hidden: 1, 'newly flagged': 1 },
    });
    expect(evasionBars([pair('leet', false, 1, 1), pair('leet', false, 1, 0)])[1]).toMatchObject({ measured: 0, met: true });
  });
});

describe('lines', () => {
  it('are one a bar, with the figure, its n and interval, and what is missing', () => {
    const [line, ...more] = barLines([
      cascadeBar(Array.from({ length: 50 }, (_, i) => ({ full: verdict(i && 1), alone: verdict(1) }))),
    ]);
    expect(line).toMatch(
      /^judge’s flags kept by the cascade +≥ 99\.5 % +98\.00 % \(89\.50 % to 99\.65 %\), n 50 +not met \(by 1\.50 %\)$/,
    );
    expect(more).toEqual([]);
  });
  it('name what fails below, and never show a little as nothing', () => {
    const lines = barLines(splitBars([...rows(25, (i) => row(i, true, 0)), ...rows(20_000, (i) => row(i, false, i ? 0 : 1))]));
    expect(lines.find((line) => line.startsWith('false flags, look-alikes'))).toContain('< 0.01 %');
    expect(lines.find((line) => line.startsWith('  en'))).toMatch(/0\.000 \(0\.000 to 0\.133\), n 25$/);
  });
});
