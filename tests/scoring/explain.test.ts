import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifest, shippedModel } from '../../scripts/lib/model';
import { explain, type ExplainStep } from '@/utils/scoring/explain';
import type { Answer, Model } from '@/utils/scoring/model';
import { MOST_PHRASES, phrasesOf } from '@/utils/scoring/phrases';
import { CAPS } from '@/utils/types';

const cut = (text: string): string[] => phrasesOf(text).map(({ start, end }) => text.slice(start, end));

describe('phrases', () => {
  it.each([
    ['', []],
    ['  \n ', []],
    ['🌊🚤', ['🌊🚤']],
    ['boat', ['boat']],
    [
      'Crossing to Italy by boat, no passport. 2,500 per head! Pay later',
      ['Crossing to Italy by boat,', 'no passport.', '2,500 per head!', 'Pay later'],
    ],
    ['one two three four five six', ['one two three', 'four five six']],
    ['🚤 boat now\n✅✅\nwrite me\nno papers', ['🚤 boat now\n✅✅', 'write me', 'no papers']],
    ['🚤🚤\nboat now, write me, no papers', ['🚤🚤\nboat now,', 'write me,', 'no papers']],
    ['عبور آمن، بدون جواز. راسلني', ['عبور آمن،', 'بدون جواز.', 'راسلني']],
    ['今天有船，不用護照。先上船後付款！', ['今天有船，', '不用護照。', '先上船後付款！']],
  ])('%j', (text, phrases) => {
    expect(cut(text)).toEqual(phrases);
  });

  it('long clauses are cut evenly, and there are never too many', () => {
    const long = Array.from({ length: 20 }, (_, i) => `w${i}`).join(' ');
    expect(cut(`${long}.`).map((phrase) => phrase.split(' ').length)).toEqual([6, 7, 7]);
    expect(cut('word, '.repeat(3000))).toHaveLength(MOST_PHRASES);
    expect(cut('漢'.repeat(2000)).length).toBeLessThanOrEqual(MOST_PHRASES);
  });

  it('lie apart, in order, trimmed, inside the text, and leave out no letter (property)', () => {
    const text = fc.array(
      fc.constantFrom('boat', ' ', '\n', '. ', ', ', '🚤', 'قارب', '漢字', '5', '\ud83d', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(
        text.map((parts) => parts.join('')),
        (raw) => {
          const phrases = phrasesOf(raw);
          let rest = '';
          let at = 0;
          for (const { start, end } of phrases) {
            rest += raw.slice(at, start);
            const phrase = raw.slice(start, end);
            if (start < at || end <= start || phrase.trim() !== phrase) return false;
            at = end;
          }
          return phrases.length <= MOST_PHRASES && !/[\p{L}\p{N}]/u.test(rest + raw.slice(at));
        },
      ),
    );
  });
});

/** Half from the judge and half from the gate: the sum of the weights of the words that are found. */
function judging(weights: Record<string, number>): Model & { asked: string[] } {
  const asked: string[] = [];
  const answer = (text: string, share: number): Promise<Answer> => {
    const sum = Object.entries(weights).reduce((total, [word, weight]) => total + (text.includes(word) ? weight : 0), 0);
    return Promise.resolve({ logit: sum * share, services: new Float32Array(0), kinds: new Float32Array(0) });
  };
  const judge = (text: string) => {
    asked.push(text);
    return answer(text, 0.5);
  };
  const calibration = { baseRate: 0.2, groups: { all: { a: 1, b: 0 }, short: { a: 9, b: 0 } } };
  return {
    manifest: { ...manifest, calibration, blend: { gate: 0.5, gateKind: 0, rules: 0 } },
    gate: (text) => answer(text, 1),
    judge,
    asked,
  };
}
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const never = () => false;

describe('explain', () => {
  const text = 'Nice weather here.\nBoat every week, no passport.\nWrite me';

  it('names the phrases that carry the score, by position, with what the probability loses', async () => {
    const model = judging({ Boat: 2, passport: 1, Nice: -1 });
    const steps: ExplainStep[] = [];
    const explained = await explain(text, model, (step) => steps.push(step), never);
    expect(explained?.base).toBeCloseTo(sigmoid(2), 10);
    expect(explained?.phrases.map(({ start, end }) => text.slice(start, end))).toEqual(['Boat every week,', 'no passport.']);
    expect(explained?.phrases[0]?.drop).toBeCloseTo(sigmoid(2) - sigmoid(0), 10);
    expect(steps.map(({ done, of, phrases }) => [done, of, phrases.length])).toEqual([
      [1, 4, 0],
      [2, 4, 1],
      [3, 4, 2],
      [4, 4, 2],
    ]);
    expect(model.asked[1]).toBe(' \nBoat every week, no passport.\nWrite me');
  });

  it('always names one: the largest, where nothing carries', async () => {
    const explained = await explain(text, judging({ Nice: -2, Boat: -1, passport: -3, Write: -2 }), () => undefined, never);
    expect(explained?.phrases.map(({ start, end }) => text.slice(start, end))).toEqual(['Boat every week,']);
    expect(explained?.phrases[0]?.drop).toBeLessThan(0);
    const alone = await explain('boat', judging({}), () => undefined, never);
    expect(alone?.phrases).toEqual([{ start: 0, end: 4, drop: 0 }]);
  });

  it('stops when cancelled, before the next run', async () => {
    const model = judging({ Boat: 2 });
    let asked = 0;
    const steps: ExplainStep[] = [];
    const cancelled = () => Promise.resolve((asked += 1) > 3);
    expect(await explain(text, model, (step) => steps.push(step), cancelled)).toBeNull();
    expect(steps).toHaveLength(2);
    expect(model.asked).toHaveLength(3);
    expect(
      await explain(
        text,
        judging({}),
        () => undefined,
        () => true,
      ),
    ).toBeNull();
  });

  it('the shipped judge explains anything', async () => {
    const model = await shippedModel();
    for (const raw of ['', '🚤', 'x \ud83d y', 'word '.repeat(CAPS.text / 5), 'قارب إلى إيطاليا، بدون جواز']) {
      const explained = await explain(raw, model, () => undefined, never);
      expect(explained?.phrases.length).toBeGreaterThanOrEqual(raw ? 1 : 0);
      for (const { start, end, drop } of explained?.phrases ?? []) {
        expect(start >= 0 && start < end && end <= raw.length).toBe(true);
        expect(Math.abs(drop)).toBeLessThanOrEqual(1);
      }
    }
  }, 60_000);
});
