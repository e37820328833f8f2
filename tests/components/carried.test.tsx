// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { carriedPhrases, type Explained } from '@/components/carried';
import { CarriedLine } from '@/components/carried-line';
import { PostCard } from '@/components/post-card';
import type { Phrase } from '@/utils/explain-port';
import { scoredText, type Flag } from '@/utils/types';
import { flagOf } from '../e2e/seed';
import { all, maybe, NOW, nothing, one, onPage, said, show } from './on-page';

onPage();

const flag = flagOf({ id: '1', marked: 'Good evening all. [safe boat|offer] this week, call [+00 000 000|contact].' }, NOW);
const arabic = flagOf(
  { id: '2', lang: 'ar', marked: 'مساء الخير. [رحلة آمنة|offer] هذا الأسبوع، [للتواصل +00 000 000|contact]' },
  NOW,
);
/** The phrases that these words are, each with its drop. */
const phrases = ({ post }: Flag, ...wanted: [words: string, drop: number][]): Phrase[] =>
  wanted.map(([words, drop]) => {
    const start = scoredText(post).indexOf(words);
    return { start, end: start + words.length, drop };
  });
const card = (explained: Explained, of = flag) => (
  <PostCard
    flag={of}
    platform="Telegram"
    now={NOW}
    pseudonym={null}
    revealed={false}
    onReveal={nothing}
    explained={explained}
    onExplainAgain={nothing}
  />
);
const waves = () =>
  all('.post-text .carried').map((wave) => [wave.textContent, wave.dataset['strength'], wave.getAttribute('title')]);

describe('the phrases that are named', () => {
  const text = 'one two three four five six seven';
  const at = (start: number, end: number, drop: number): Phrase => ({ start, end, drop });

  it('are ranked against the largest drop, without the white space around them', () => {
    const named = carriedPhrases(text, [at(0, 4, 0.05), at(3, 8, 0.3), at(8, 14, 0.6), at(14, 19, 0.21)]);
    expect(named.map(({ start, end, strength }) => [text.slice(start, end), strength])).toEqual([
      ['three', 3],
      ['two', 2],
      ['four', 2],
    ]);
  });

  it('are five at most', () => {
    const words = [...text.matchAll(/\w+/g)].map(({ index, 0: word }) => at(index, index + word.length, 0.2));
    expect(words).toHaveLength(7);
    expect(carriedPhrases(text, words).map(({ start }) => text.slice(start).split(' ')[0])).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
    ]);
  });

  it('are never none: where no drop is above 0 the largest is named, weakly', () => {
    expect(carriedPhrases(text, [at(0, 3, -0.2), at(4, 7, -0.01)])).toEqual([{ ...at(4, 7, -0.01), strength: 1 }]);
    expect(carriedPhrases(text, [])).toEqual([]);
  });

  it('lie in the text, whatever comes', () => {
    const any = fc.record({ start: fc.integer({ min: -5, max: 40 }), end: fc.integer({ min: -5, max: 40 }), drop: fc.double() });
    fc.assert(
      fc.property(fc.array(any), (list) => {
        for (const { start, end } of carriedPhrases(text, list)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(start).toBeLessThan(end);
        }
      }),
    );
  });
});

describe('the words that carried the score, on the card', () => {
  it('are looked for, with no wave yet', () => {
    show(card({ state: 'looking', done: 0, of: 0, phrases: [] }));
    expect(said('.carried-line')).toBe('Looking for the words that carried the score');
    expect(maybe('.carried')).toBeNull();
  });

  it('come one by one, with how far it is; nothing is read out before the end', () => {
    show(card({ state: 'looking', done: 3, of: 9, phrases: phrases(flag, ['safe boat', 0.4]) }));
    expect(said('.carried-line > p')).toBe('These words carried the score most, so far: 3 of 9');
    expect(waves()).toEqual([['safe boat', '3', 'Without these words the score falls by 0.40']]);
    expect(said('.carried-line [role=status]')).toBe('');
    show(card({ state: 'looking', done: 4, of: 9, phrases: phrases(flag, ['safe boat', 0.4], ['this week', 0.2]) }));
    expect(waves().map(([words, strength]) => [words, strength])).toEqual([
      ['safe boat', '3'],
      ['this week', '2'],
    ]);
  });

  it('stand beside the marks of the signals and take nothing away from them', () => {
    show(card({ state: 'done', phrases: phrases(flag, ['boat this week', 0.4]) }));
    expect(waves().map(([words]) => words)).toEqual(['boat', ' this week']);
    expect(all('mark').map((mark) => [mark.textContent, mark.dataset['starts'], mark.dataset['ends']])).toEqual([
      ['safe ', 'true', 'false'],
      ['boat', 'false', 'true'],
      ['+00 000 000', 'true', 'true'],
    ]);
    expect(one('.carried mark').textContent).toBe('boat');
  });

  it('are explained by one line and read out, three of them, the strongest first', () => {
    const found = phrases(flag, ['Good evening all', 0.1], ['safe boat', 0.2], ['this week', 0.5], ['call', 0.3]);
    show(card({ state: 'done', phrases: found }));
    expect(said('.carried-line > p')).toBe('These words carried the score most');
    expect(said('.carried-line [role=status]')).toBe('Words that carried the score most: “this week”, “call”, “safe boat”');
    expect(one('.carried-line > .carried').getAttribute('aria-hidden')).toBe('true');
  });

  it('keep a place for what is read out, so that a screen reader hears it change', () => {
    show(card({ state: 'looking', done: 0, of: 0, phrases: [] }));
    const place = one('.carried-line [role=status]');
    show(card({ state: 'done', phrases: phrases(flag, ['call', 0.3]) }));
    expect(one('.carried-line [role=status]')).toBe(place);
  });

  it('say no size where it is too small to say', () => {
    show(card({ state: 'done', phrases: phrases(flag, ['call', 0.004]) }));
    expect(waves()).toEqual([['call', '3', null]]);
  });

  it('answer for a text without any listed phrase', () => {
    const plain = flagOf({ id: '3', marked: 'You know where to find us.' }, NOW);
    show(card({ state: 'looking', done: 0, of: 0, phrases: [] }, plain));
    expect(said('.no-spans')).toBe('No phrase stands out: judge the whole text.');
    show(card({ state: 'done', phrases: phrases(plain, ['where to find us', 0.2]) }, plain));
    expect(said('.no-spans')).toBe('No listed phrase: the wave marks what carried the score.');
  });

  it('are right in a text from right to left, in Arabic words', () => {
    show(card({ state: 'looking', done: 1, of: 4, phrases: phrases(arabic, ['رحلة آمنة هذا الأسبوع', 0.3]) }, arabic), 'ar');
    expect(said('.carried-line > p')).toBe('الكلمات الأكثر رفعاً للدرجة حتى الآن: ١ من ٤');
    expect(waves().map(([words]) => words)).toEqual(['رحلة آمنة', ' هذا الأسبوع']);
    show(card({ state: 'done', phrases: phrases(arabic, ['للتواصل +00 000 000', 0.3]) }, arabic), 'ar');
    expect(waves()).toEqual([
      ['للتواصل ', '3', 'من دون هذه الكلمات تنخفض الدرجة بمقدار 0.30'],
      ['+00 000 000', '3', 'من دون هذه الكلمات تنخفض الدرجة بمقدار 0.30'],
    ]);
    expect(one('bdi .carried').textContent).toBe('+00 000 000');
    expect(said('.carried-line [role=status]')).toBe('الكلمات الأكثر رفعاً للدرجة: «للتواصل +00 000 000»');
  });
});

describe('the line under the post', () => {
  it('says so in rules-only mode', () => {
    show(<CarriedLine explained={{ state: 'off' }} said={[]} onAgain={nothing} />);
    expect(said('.carried-line')).toBe('Words that carried the score: not available in rules-only mode');
    expect(maybe('button')).toBeNull();
  });

  it('reads out a long phrase in brief, on one line', () => {
    const long = `one\ntwo ${'harbour '.repeat(40)}end`;
    show(<CarriedLine explained={{ state: 'done', phrases: [] }} said={[long]} onAgain={nothing} />);
    const spoken = said('[role=status]') ?? '';
    expect(spoken).toMatch(/: “one two (?:harbour )+…”$/);
    expect(spoken.length).toBeLessThan(170);
  });

  it('says what failed and tries again', () => {
    const onAgain = vi.fn();
    show(<CarriedLine explained={{ state: 'failed', why: 'out of memory' }} said={[]} onAgain={onAgain} />);
    expect(said('.carried-line')).toBe('The words that carried the score were not found.Try again');
    expect(one('button').title).toBe('out of memory');
    one('button').click();
    expect(onAgain).toHaveBeenCalledOnce();
  });
});
