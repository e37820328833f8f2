// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { keyOf, labelOfKey, reasonOfKey, type Pressed } from '@/components/keys';
import { LABELS, REASONS } from '@/utils/types';

const event = (given: Partial<Pressed>): Pressed => ({
  key: 'a',
  code: '',
  isTrusted: true,
  isComposing: false,
  defaultPrevented: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  target: document.body,
  ...given,
});

describe('a key', () => {
  it.each<[Partial<Pressed>, string | null]>([
    [{ key: 'a' }, 'A'],
    [{ key: 'A' }, 'A'],
    [{ key: 'ش', code: 'KeyA' }, 'A'],
    [{ key: 'ф', code: 'KeyA' }, 'A'],
    [{ key: 'a', code: 'KeyQ' }, 'A'],
    [{ key: '١', code: 'Digit1' }, '1'],
    [{ key: '&', code: 'Digit1' }, '1'],
    [{ key: '3', code: 'Numpad3' }, '3'],
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: '؟', code: 'Slash', shiftKey: true }, '?'],
    [{ key: 'Enter' }, 'Enter'],
    [{ key: 'Tab', code: 'Tab' }, null],
    [{ key: 'é', code: 'Digit2' }, '2'],
  ])('%o is %s', (given, key) => expect(keyOf(event(given))).toBe(key));

  it.each<Partial<Pressed>>([
    { isTrusted: false },
    { isComposing: true },
    { defaultPrevented: true },
    { ctrlKey: true },
    { altKey: true },
    { metaKey: true },
    { shiftKey: true },
  ])('is nothing with %o', (given) => expect(keyOf(event(given))).toBeNull());

  it.each(['input', 'textarea', 'select'])('is nothing in a field: %s', (name) => {
    expect(keyOf(event({ target: document.createElement(name) }))).toBeNull();
  });
});

describe('reasons and labels', () => {
  it('have one key each', () => {
    expect(
      LABELS.map((label) => labelOfKey({ advertisement: 'A', 'not-advertisement': 'N', unsure: 'U', escalate: 'E' }[label])),
    ).toEqual([...LABELS]);
    for (const label of LABELS) {
      expect(REASONS[label].length).toBeLessThanOrEqual(9);
      expect(REASONS[label].map((_, i) => reasonOfKey(label, String(i + 1)))).toEqual([...REASONS[label]]);
      expect(reasonOfKey(label, String(REASONS[label].length + 1))).toBeUndefined();
      expect(reasonOfKey(label, '0')).toBeUndefined();
    }
  });
});
