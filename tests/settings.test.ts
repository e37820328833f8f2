import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS, parseSettings } from '@/utils/settings';

describe('settings', () => {
  it('have defaults', () => {
    expect(DEFAULTS).toEqual({
      threshold: null,
      sampleRate: 0.002,
      undecidedDays: 14,
      decidedDays: 90,
      language: 'browser',
      theme: 'system',
    });
  });

  it('keep what is right and mend what is not, field by field', () => {
    expect(parseSettings({ threshold: 0.7, sampleRate: 9, theme: 'dark', gone: 1 })).toEqual({
      ...DEFAULTS,
      threshold: 0.7,
      theme: 'dark',
    });
  });

  it('read anything', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => void expect(Object.keys(parseSettings(stored))).toEqual(Object.keys(DEFAULTS))),
    );
  });
});
