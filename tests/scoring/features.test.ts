import { describe, expect, it } from 'vitest';
import rows from '../fixtures/features.json';
import { BUCKETS, features } from '@/utils/scoring/features';
import { normalise } from '@/utils/text/normalise';

/** FNV-1a over the ids, as models/training/parity.py. */
function digest(ids: Int32Array): [number, number] {
  let hash = 0x811c9dc5;
  for (const id of ids) hash = Math.imul(hash ^ id, 0x01000193) >>> 0;
  return [ids.length, hash];
}

describe('features', () => {
  it('equal the training code on 1,000 mixed-script texts', () => {
    expect(rows).toHaveLength(1000);
    const different = rows.filter((row) => {
      const [count, hash] = digest(features(row.text));
      return normalise(row.text).text !== row.normalised || count !== row.digest[0] || hash !== row.digest[1];
    });
    expect(different.map((row) => row.text)).toEqual([]);
  });

  it('stay inside the table and have a bounded length', () => {
    for (const text of ['', '🌊', 'word '.repeat(40_000), '\ud83d']) {
      const ids = features(text);
      expect(ids.every((id) => id > 0 && id < BUCKETS)).toBe(true);
      expect(ids.length).toBeLessThan(6000);
    }
  });

  it('do not learn numbers, handles or addresses by heart', () => {
    const ids = (text: string) => [...features(text)];
    expect(ids('call +49 123 456')).toEqual(ids('call +00 000 000'));
    expect(ids('write @deniz_00 now')).toEqual(ids('write @other_00 now'));
    expect(ids('see https://example.org/x')).toEqual(ids('see <url>'));
  });
});
