import { describe, expect, it } from 'vitest';
import { note } from '@/utils/store/keep';
import { freshStore } from './helpers';

describe('the log', () => {
  it('a flood of refusals, which any page can cause, pushes out older refusals and nothing else', async () => {
    const store = freshStore();
    await note(store, { at: 1, what: 'export', detail: 'csv' });
    for (let i = 0; i < 210; i += 1) await note(store, { at: 2 + i, what: 'refused', detail: `${i}` });
    const rows = await store.log.toArray();
    expect(rows.filter(({ what }) => what === 'export')).toHaveLength(1);
    expect(rows.filter(({ what }) => what === 'refused').map(({ detail }) => detail)).toEqual(
      Array.from({ length: 200 }, (_, i) => `${i + 10}`),
    );
  });
});
