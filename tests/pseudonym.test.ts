import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { pseudonym } from '@/utils/pseudonym';

const key = new Uint8Array(32).map((_, i) => i);

it('is the first 8 hex digits of HMAC-SHA-256, as another implementation makes it', async () => {
  const other = createHmac('sha256', key).update('telegram\nمقهى_00').digest('hex').slice(0, 8);
  expect(await pseudonym(key, 'telegram', 'مقهى_00')).toBe(other);
});

it('differs by author, platform and key, and says nothing for nobody', async () => {
  const names = [
    await pseudonym(key, 'telegram', 'a'),
    await pseudonym(key, 'telegram', 'b'),
    await pseudonym(key, 'x', 'a'),
    await pseudonym(
      key.map((byte) => byte ^ 1),
      'telegram',
      'a',
    ),
  ];
  expect(new Set(names).size).toBe(4);
  expect(await pseudonym(key, 'x', '')).toBe('');
});
