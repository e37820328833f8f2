import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, rawRange } from '@/utils/text/normalise';

const text = (raw: string) => normalise(raw).text;
const wild = fc.string({ unit: 'binary', maxLength: 200 });

describe('normalise', () => {
  it.each([
    ['S A F E crossing', 'safe crossing'],
    ['s.a.f.e', 'safe'],
    ['sаfе pаssаge', 'safe passage'],
    ['c0ntact n4me', 'contact name'],
    ['saaaafe', 'safe'],
    ['ＷｈａｔｓＡｐｐ', 'whatsapp'],
    ['𝐠𝐮𝐚𝐫𝐚𝐧𝐭𝐞𝐞𝐝', 'guaranteed'],
    ['gar\u200bantie\u200d', 'garantie'],
    ['İSTANBUL ÇIKIŞ', 'istanbul cikis'],
    ['đi Anh', 'di anh'],
    ['آمنـــة', 'امنه'],
    ['قاچاقچی', 'قاچاقچي'],
    ['٣٥٠٠ ۳۵۰۰', '3500 3500'],
    ['х о л о д', 'холод'],
    ['a  b\n\nc', 'a b c'],
    ['x \ud83d y', 'x y'],
    ['7arraga 3la', '7arraga 3la'],
  ])('%s → %s', (raw, expected) => {
    expect(text(raw)).toBe(expected);
  });

  it('gives lower-case text with single spaces and nothing invisible, for any string', () => {
    fc.assert(
      fc.property(wild, (raw) => {
        expect(text(raw).isWellFormed()).toBe(true);
        expect(text(raw)).not.toMatch(/ {2}|^ | $|[A-Z\u200b-\u200f\u202a-\u202e\ufeff]/);
      }),
    );
  });

  it('keeps offsets inside the raw text and in order, for any string', () => {
    fc.assert(
      fc.property(wild, (raw) => {
        const { text: out, starts, ends } = normalise(raw);
        expect(starts).toHaveLength(out.length);
        for (let i = 0; i < out.length; i += 1) {
          expect(starts[i]).toBeLessThan(ends[i] as number);
          expect(ends[i]).toBeLessThanOrEqual(raw.length);
          if (i) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] as number);
        }
      }),
    );
  });

  it('finds the way back through obfuscation', () => {
    const raw = 'look: 🌊 s\u200b a f e, ok';
    const normalised = normalise(raw);
    const start = normalised.text.indexOf('safe');
    const range = rawRange(normalised, start, start + 4);
    expect(raw.slice(range.start, range.end)).toBe('s\u200b a f e');
  });

  it('takes a megabyte', () => {
    expect(normalise('аbс '.repeat(250_000)).text).toHaveLength(999_999);
  });
});
