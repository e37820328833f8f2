import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmac } from '@/utils/reports/hmac';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('HMAC-SHA-256', () => {
  it('is what RFC 4231 says', () => {
    expect(hex(hmac(Buffer.from('Jefe'))(Buffer.from('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('is what the platform’s own says, for every length around a block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 200 }), (key, message) => {
        expect(hex(hmac(key)(message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
      { numRuns: 1000 },
    );
    for (let length = 0; length < 200; length += 1) {
      const message = new Uint8Array(length).fill(length);
      expect(hex(hmac(Buffer.from('key'))(message))).toBe(createHmac('sha256', 'key').update(message).digest('hex'));
    }
  });

  it('takes no longer key', () => {
    expect(() => hmac(new Uint8Array(65))).toThrow('64 bytes');
  });
});
