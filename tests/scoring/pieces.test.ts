import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import mixed from '../fixtures/features.json';
import rows from '../fixtures/pieces.json';
import { GROUPS, groupOf, wordCount } from '@/utils/scoring/groups';
import { WINDOW, windowsOf } from '@/utils/scoring/pieces';
import { JUDGE_HALF, judgeText } from '@/utils/text/judge-text';

const file = readFileSync('models/pieces.txt', 'utf8');
const windows = windowsOf(file);
const ids = (text: string): number[] => windows(text).flatMap((part) => [...part].map(Number));

/** FNV-1a over numbers, as models/training/parity.py. */
function digest(values: readonly number[]): [number, number] {
  let hash = 0x811c9dc5;
  for (const value of values) hash = Math.imul(hash ^ value, 0x01000193) >>> 0;
  return [values.length, hash];
}

/** `[text or null for the one of features.json, hash of the judge text, [count, hash] of the ids, group]`. */
type Row = [string | null, number, [number, number], string];
const texts = (rows as unknown as Row[]).map(([text, ...wanted], i) => ({ text: text ?? mixed[i]?.text ?? '', wanted }));

describe('what the judge reads equals the training code on 5,000 texts', () => {
  const different = (same: (text: string, wanted: (typeof texts)[number]['wanted']) => boolean) =>
    texts.filter(({ text, wanted }) => !same(text, wanted)).map(({ text }) => text);

  it('there are as many, of every group', () => {
    expect(texts).toHaveLength(5000);
    expect(new Set(texts.map(({ wanted }) => wanted[2]))).toEqual(new Set(GROUPS));
    expect(texts.filter(({ wanted }) => wanted[1][0] === 2 * WINDOW).length).toBeGreaterThan(50);
  });

  it('the text', () => {
    expect(
      different((text, [hash]) => digest(Array.from(judgeText(text), (char) => char.codePointAt(0) ?? 0))[1] === hash),
    ).toEqual([]);
  });

  it('the ids', () => {
    expect(
      different((text, [, [count, hash]]) => {
        const [gotCount, gotHash] = digest(ids(text));
        return gotCount === count && gotHash === hash;
      }),
    ).toEqual([]);
  });

  it('the group', () => {
    expect(different((text, [, , group]) => groupOf(judgeText(text)) === group)).toEqual([]);
  });
});

describe('windows', () => {
  it('one between its marks, or head and tail of a longer text', () => {
    expect(ids('')).toEqual([0, 2]);
    const [only, ...none] = windows('boat to the island');
    expect(none).toEqual([]);
    expect([only?.[0], only?.at(-1)]).toEqual([0n, 2n]);
    const long = Array.from({ length: 300 }, (_, i) => `word${i % 7}`).join(' ');
    const [head, tail, ...more] = windows(long);
    expect(more).toEqual([]);
    expect([head?.length, tail?.length]).toEqual([WINDOW, WINDOW]);
  });

  it('a post cannot write the marks', () => {
    for (const name of ['<s>', '<pad>', '</s>', '<unk>']) {
      const inside = ids(`boat ${name} island`).slice(1, -1);
      expect(inside.length).toBeGreaterThan(2);
      expect(inside.every((id) => id > 3)).toBe(true);
    }
  });

  it.each(['a', '🌊', 'qx', 'ا', '漢', '\ud83d', '.', '▁', '\u{10ffff}'])(
    '20,000 units of %j without a space: cut before they are read',
    (unit) => {
      const text = unit.repeat(20_000 / unit.length);
      expect(windows(text).every((part) => part.length <= WINDOW)).toBe(true);
      expect([...judgeText(text)].length).toBeLessThanOrEqual(2 * JUDGE_HALF);
    },
  );

  it.each(['', '▁boat', 'boat\t', 'boat\tx', '\t-1', 'a\t-1\n\nb\t-1'])('a damaged vocabulary is refused: %j', (broken) => {
    expect(() => windowsOf(broken)).toThrow('pieces.txt, line');
  });
});

describe('judge text', () => {
  it.each([
    ['S.A.F.E crossing', 'safe crossing'],
    ['sаfe pаssаge c0ntact', 'safe passage contact'],
    ['ＢＯＡＴ\u00a0 nоw', 'boat now'],
    ['Güvenli geçiş, İtalya', 'güvenli geçiş, i\u0307talya'],
    ['write @deniz_00 or https://example.org/a, <url>', 'write @ or url url'],
    ['+49 123 4567890 or ٠١٢', '+00 000 00000 or 000'],
    ['soooo good\u200b', 'so good'],
    ['\ud83d x', 'x'],
  ])('%j', (raw, read) => {
    expect(judgeText(raw)).toBe(read);
  });
});

describe('words and groups', () => {
  it.each([
    ['', 0],
    ['🌊🚤 +00 000 @a_00 https://example.org', 0],
    ['boat', 1],
    ["don't go", 2],
    ['#boat/italy', 2],
    ['船去意大利', 3],
  ])('%j has %i', (raw, count) => {
    expect(wordCount(judgeText(raw))).toBe(count);
  });

  it.each([
    ['boat to italy', 'short'],
    ['boat to italy now', 'latin'],
    ['قارب الى ايطاليا اليوم boat', 'arabic'],
    ['лодка в Италию сегодня', 'cyrillic'],
    ['ጀልባ ወደ ጣሊያን ዛሬ', 'ethiopic'],
    ['नाव से इटली आज', 'indic'],
    ['ਕਿਸ਼ਤੀ ਇਟਲੀ ਨੂੰ ਅੱਜ', 'indic'],
    ['βάρκα για Ιταλία σήμερα', 'other'],
    ['船今天去意大利', 'other'],
  ])('%j is %s', (raw, group) => {
    expect(groupOf(judgeText(raw))).toBe(group);
  });
});
