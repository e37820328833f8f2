import { describe, expect, it } from 'vitest';
import { platforms } from '@/utils/platforms/index';
import { ar } from '@/utils/words/ar';
import { en } from '@/utils/words/en';
import { wordsFor } from '@/utils/words/index';
import { KINDS, LABELS, REASONS, SERVICES, SIGNALS } from '@/utils/types';

/** Every leaf by its path; what a language may leave out is named here. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}
const optional = (path: string) => path.startsWith('.shared.platforms.');
const paths = (words: object) =>
  leaves(words)
    .map(([path]) => path)
    .filter((path) => !optional(path))
    .sort();

describe('words', () => {
  it('are the same keys in every language', () => {
    expect(paths(ar)).toEqual(paths(en));
  });

  it.each([en, ar])('are never empty: $lang', ({ lang, ...words }) => {
    expect(lang).not.toBe('');
    for (const [path, value] of leaves(words).filter(([path]) => path !== '.list')) {
      for (const n of [0, 1, 2, 3, 11, 100]) {
        const said = typeof value === 'function' ? String(value(n, n, n, n, n)) : String(value);
        expect(said.trim(), path).not.toBe('');
        expect(said, path).not.toMatch(/undefined|NaN|#/);
      }
    }
  });

  it.each([en, ar])('name every label, reason, signal, service and kind: $lang', ({ shared, popup }) => {
    expect(Object.keys(shared.labels).sort()).toEqual([...LABELS].sort());
    expect(Object.keys(shared.reasons).sort()).toEqual([...new Set(Object.values(REASONS).flat())].sort());
    expect(Object.keys(shared.signals).sort()).toEqual([...SIGNALS].sort());
    expect(Object.keys(shared.services).sort()).toEqual([...SERVICES].sort());
    expect(Object.keys(shared.kinds).sort()).toEqual([...KINDS].sort());
    expect(Object.keys(popup.benign).sort()).toEqual(KINDS.filter((kind) => kind !== 'advertisement').sort());
  });

  it('are Arabic in Arabic: no English sentence was left', () => {
    const latin = leaves(ar)
      .filter(([path]) => path.startsWith('.shared') || path.startsWith('.popup'))
      .map(([path, value]) => [path, typeof value === 'function' ? String(value('س', 'س', 'س')) : String(value)] as const)
      .filter(([, said]) => /[A-Za-z]{3,}/.test(said.replace(/Breakwater|Enter|NaN/g, '')));
    expect(latin).toEqual([]);
  });

  it('never call it more than a possibility', () => {
    for (const [path, value] of leaves(en)) expect(String(value), path).not.toMatch(/smuggler/i);
  });

  it('name platforms that there are', () => {
    const ids = platforms.map(({ id }) => id);
    for (const id of Object.keys(ar.shared.platforms)) expect(ids).toContain(id);
  });

  it('follow the choice, then the browser, then English', () => {
    expect(wordsFor('ar', 'en-GB')).toBe(ar);
    expect(wordsFor('browser', 'ar-EG')).toBe(ar);
    expect(wordsFor('browser', 'en_US'.replace('_', '-'))).toBe(en);
    expect(wordsFor('browser', 'so')).toBe(en);
  });
});

describe('formats', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  it.each([
    [10_000, 'just now'],
    [5 * 60_000, '5m ago'],
    [3 * 3_600_000, '3h ago'],
    [47 * 3_600_000, '47h ago'],
    [5 * 86_400_000, '5d ago'],
    [-60_000, 'just now'],
  ])('say how long ago %i ms was', (past, said) => expect(en.ago(now - past, now)).toBe(said));

  it('give the date beyond a month', () => expect(en.ago(Date.UTC(2026, 0, 5, 12), now)).toBe('Jan 5, 2026'));
  it('round scores down, in Latin digits', () => {
    expect([0, 0.29, 0.615, 0.999, 1].map(en.score)).toEqual(['0.00', '0.29', '0.61', '0.99', '1.00']);
    expect(ar.score(0.88)).toBe('0.88');
  });
  it("count in the language's own digits and forms", () => {
    expect(ar.popup.waiting(7)).toBe('٧ في الانتظار');
    expect(ar.popup.empty.body(2)).toBe('قُرئ منشوران اليوم.');
    expect(en.popup.empty.body(1204)).toBe('1,204 posts read today.');
  });
  it('keep a language tag that nobody knows', () => {
    expect(en.language('ur')).toBe('Urdu');
    expect(en.language('not a tag')).toBe('not a tag');
  });
});
