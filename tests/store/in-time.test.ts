import { describe, expect, it } from 'vitest';
import { inTime } from '@/utils/store/in-time';
import { putBatch } from '@/utils/store/intake';
import { freshStore, NO_HEALTH, post } from './helpers';

describe('a write in time', () => {
  it('gives the value when the write settles', async () => {
    const store = freshStore();
    expect(await inTime(store, putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1))).toBe(1);
  });

  it('rejects when it never settles, and the database is usable again', async () => {
    const store = freshStore();
    await expect(inTime(store, new Promise(() => {}), 20)).rejects.toThrow('in time');
    expect(await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1)).toBe(1);
  });
});
