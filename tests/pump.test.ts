import { describe, expect, it } from 'vitest';
import { createPump, type Classify } from '@/utils/pump';
import { counter } from '@/utils/store/db';
import { putBatch } from '@/utils/store/intake';
import { LEASE, unscored } from '@/utils/store/scoring';
import { scoredText } from '@/utils/types';
import { freshStore, NO_HEALTH, policy, post, scored } from './store/helpers';

const good: Classify = async (texts) => texts.map((text) => scored(text.includes('offer') ? 0.9 : 0.1));
const posts = (n: number) => Array.from({ length: n }, (_, i) => post(`c/${i}`, i % 10 ? `talk ${i}` : `offer ${i}`));

describe('pump', () => {
  it('scores all that waits, and looks once more for what came meanwhile', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', posts(40), NO_HEALTH, 1);
    let late = false;
    const pump = createPump({
      store,
      policy: async () => policy,
      text: (work) => scoredText(work.post),
      now: () => 10,
      classify: async (texts) => {
        if (!late) {
          late = true;
          await putBatch(store, 'batch-02', [post('late', 'offer late')], NO_HEALTH, 1);
          void pump();
        }
        return good(texts);
      },
    });
    await pump();
    expect(await unscored(store)).toBe(0);
    expect(await counter(store, 'scored')).toBe(41);
    expect(await counter(store, 'flagged')).toBe(5);
  });

  it('survives a classifier that dies: the leases run out and nothing is scored twice', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', posts(50), NO_HEALTH, 1);
    let now = 10;
    let turn = 0;
    const make = () =>
      createPump({
        store,
        policy: async () => policy,
        text: (work) => scoredText(work.post),
        now: () => now,
        classify: async (texts) => {
          turn += 1;
          if (turn % 2) throw new Error('killed');
          return good(texts);
        },
      });
    for (let i = 0; i < 20 && (await unscored(store)); i += 1) {
      await make()().catch(() => undefined);
      now += LEASE + 1;
    }
    expect(await unscored(store)).toBe(0);
    expect(await counter(store, 'scored')).toBe(50);
  });
});
