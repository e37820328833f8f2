import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces, type Piece } from '@/components/pieces';
import { FOLD, foldAt, paragraphs, phrases, wholeClusters, type Paragraph } from '@/components/segments';
import { SIGNALS, type SignalId, type Span } from '@/utils/types';

const span = (start: number, end: number, signal: SignalId = 'offer', weight = 0.5): Span => ({ start, end, signal, weight });
const textOf = (piece: Piece) =>
  piece.kind === 'text' ? piece.text : piece.kind === 'hidden' ? `<${piece.name}${piece.times}>` : `<+${piece.times}>`;
/** `[text|signals]` for marked runs, `{…}` for isolated parts, lines for paragraphs. */
const draw = (list: Paragraph[]) =>
  list
    .map(({ parts }) =>
      parts
        .map(({ isolated, runs }) => {
          const said = runs
            .map((run) => {
              const text = run.pieces.map(textOf).join('');
              return run.signals.length ? `[${text}|${run.signals.join('+')}]` : text;
            })
            .join('');
          return isolated ? `{${said}}` : said;
        })
        .join(''),
    )
    .join('\n');

describe('paragraphs', () => {
  it('mark spans where they stand', () => {
    expect(draw(paragraphs('safe places today', [span(0, 11)]))).toBe('[safe places|offer] today');
  });

  it('show overlapping spans, the heavier first', () => {
    const drawn = draw(paragraphs('abcdef', [span(0, 4, 'offer', 0.5), span(2, 6, 'price', 0.9)]));
    expect(drawn).toBe('[ab|offer][cd|price+offer][ef|price]');
  });

  it('name a signal once where two of its spans overlap', () => {
    expect(draw(paragraphs('abcd', [span(0, 3), span(1, 4)]))).toBe('[a|offer][bc|offer][d|offer]');
  });

  it('round a mark only at its ends', () => {
    const [paragraph] = paragraphs('call +00 000 000 now', [span(0, 16, 'contact')]);
    const runs = paragraph?.parts.flatMap((part) => part.runs) ?? [];
    expect(runs.map(({ starts, ends }) => [starts, ends])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('cut no grapheme cluster', () => {
    const family = '👨‍👩‍👧';
    expect(draw(paragraphs(`a${family}b`, [span(3, 4)]))).toBe(`a[${family}|offer]b`);
    expect(draw(paragraphs('cafe\u0301s', [span(0, 4)]))).toBe('[cafe\u0301|offer]s');
  });

  it('isolate numbers, handles and addresses', () => {
    expect(draw(paragraphs('اتصل +00 (00) 000-000 أو @xxxxxx_00، https://example.org/a?b=c', []))).toBe(
      'اتصل {+00 (00) 000-000} أو {@xxxxxx_00}، {https://example.org/a?b=c}',
    );
  });

  it('split at every kind of line break and keep blank lines as distance', () => {
    const list = paragraphs('one\r\ntwo\n\n\n three\u2028four\n', []);
    expect(draw(list)).toBe('one\ntwo\n three\nfour');
    expect(list.map(({ apart }) => apart)).toEqual([false, false, true, false]);
  });

  it('carry a span over a line break', () => {
    expect(draw(paragraphs('ab\ncd', [span(1, 4)]))).toBe('a[b|offer]\n[c|offer]d');
  });

  it('cut at the words that carried the score, and keep the marks within them', () => {
    const carried = { start: 3, end: 9, drop: 0.4, strength: 3 as const };
    const [paragraph] = paragraphs('abcdef ghi', [span(0, 5)], 0, 10, [carried]);
    const runs = paragraph?.parts.flatMap((part) => part.runs) ?? [];
    expect(runs.map((run) => [run.pieces.map(textOf).join(''), run.signals.join(), run.carried?.strength ?? 0])).toEqual([
      ['abc', 'offer', 0],
      ['de', 'offer', 3],
      ['f gh', '', 3],
      ['i', '', 0],
    ]);
    expect(runs.map(({ starts, ends }) => [starts, ends]).slice(0, 2)).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('carry such words over a line break and through a phone number', () => {
    const text = 'call\n+00 000 000 now';
    const drawn = paragraphs(text, [], 0, text.length, [{ start: 0, end: 16, drop: 0.4, strength: 1 }]);
    const underlined = drawn.flatMap(({ parts }) => parts.flatMap(({ runs }) => runs.filter((run) => run.carried)));
    expect(underlined.map((run) => run.pieces.map(textOf).join(''))).toEqual(['call', '+00 000 000']);
  });

  it('know the title and Arabic script', () => {
    const [title, body] = paragraphs('Boats\nرحلة آمنة 2000', [], 5);
    expect([title?.title, title?.arabic, body?.title, body?.arabic]).toEqual([true, false, false, true]);
  });

  it('survive spans that lie', () => {
    const liars = [span(-5, 2), span(3, 99), span(4, 1), span(NaN, 3), span(7, 9)];
    expect(draw(paragraphs('abcdef', liars))).toBe('[ab|offer]c[def|offer]');
  });

  it('lose no visible character, whatever the text and the spans', () => {
    const anySpan = fc.record({
      start: fc.integer({ min: -3, max: 60 }),
      end: fc.integer({ min: -3, max: 60 }),
      signal: fc.constantFrom(...SIGNALS),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const anyText = fc
      .array(fc.constantFrom('a', ' ', '\n', 'é', 'e\u0301', '👨‍👩‍👧', 'س', '+00 000 000', '@xx_00', '\u200b', '\ud800'))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(anyText, fc.array(anySpan), (text, spans) => {
        const shown = paragraphs(text, spans)
          .flatMap(({ parts }) => parts.flatMap(({ runs }) => runs.flatMap((run) => run.pieces)))
          .map((piece) => (piece.kind === 'text' ? piece.text : ''))
          .join('');
        expect(shown.replace(/\s/g, '')).toBe(text.replace(/[\s\u200b\ud800](?![\udc00-\udfff])/g, ''));
      }),
    );
  });

  it('take a text of 20,000 characters with 5,000 spans in their stride', () => {
    const text = 'boat '.repeat(4000);
    const spans = Array.from({ length: 5000 }, (_, i) => span((i * 4) % 19_990, ((i * 4) % 19_990) + 8));
    const from = performance.now();
    paragraphs(text, spans);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe('pieces', () => {
  it.each([
    ['plain text', 'plain text'],
    ['v\u200bi\u200b\u200bsa', 'v<ZWSP1>i<ZWSP2>sa'],
    ['\u202eabc\u202c', '<RLO1>abc<PDF1>'],
    ['a\u200fb', 'a\u200f<RLM1>b'],
    ['v\u00adisa', 'v<SHY1>isa'],
    ['می\u200cرود', 'می\u200cرود'],
    ['vi\u200csa', 'vi<ZWNJ1>sa'],
    ['👩\u200d🚀 go', '👩\u200d🚀 go'],
    ['🏴\u{e0067}\u{e0062}\u{e007f}', '🏴\u{e0067}\u{e0062}\u{e007f}'],
    ['a\u{e0061}b', 'a<TAG1>b'],
    ['x\ud800y', 'x<BAD1>y'],
    ['g\u0301\u0302\u0303\u0304\u0305\u0306', 'g\u0301\u0302\u0303\u0304<+2>'],
    ['a\u0000b', 'a<CTRL1>b'],
  ])('%j', (text, drawn) => expect(pieces(text).map(textOf).join('')).toBe(drawn));
});

describe('folding', () => {
  it('leaves short texts alone and folds long ones at a word', () => {
    expect(foldAt('short')).toBe(5);
    const text = 'boat '.repeat(2000);
    expect(foldAt(text)).toBeLessThanOrEqual(FOLD);
    expect(text[foldAt(text)]).toBe(' ');
  });

  it('folds a text without a space at a whole cluster', () => {
    expect(foldAt('👨‍👩‍👧'.repeat(2000)) % 8).toBe(0);
  });

  it('draws only up to the fold', () => {
    expect(draw(paragraphs('abcdef', [span(2, 6)], 0, 4))).toBe('ab[cd|offer]');
  });
});

describe('the text alternative', () => {
  it('lists the phrases of each signal once, in the order of the text', () => {
    expect(phrases('safe boat, safe boat, 000', [span(22, 25, 'price'), span(11, 20), span(0, 9)])).toEqual([
      { signal: 'offer', phrases: ['safe boat'] },
      { signal: 'price', phrases: ['000'] },
    ]);
  });

  it('keeps spans whole', () => expect(wholeClusters('ab', [span(0, 2)])).toEqual([span(0, 2)]));
});
