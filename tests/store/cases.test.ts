import { describe, expect, it } from 'vitest';
import { caseKeys, casePages, stored } from '@/utils/store/cases';
import { putBatch } from '@/utils/store/intake';
import { lease, record } from '@/utils/store/scoring';
import { addVerdict, undo } from '@/utils/store/verdicts';
import { collect } from '../reports/cases';
import { freshStore, NO_HEALTH, policy, post, scored } from './helpers';

const decision = { label: 'advertisement', reason: null, by: 'me', openedAt: 1 } as const;

async function filled(n: number) {
  const store = freshStore();
  await putBatch(
    store,
    'batch',
    Array.from({ length: n }, (_, i) => post(`p${i}`)),
    NO_HEALTH,
    1,
  );
  const work = await lease(store, n, 1);
  await record(
    store,
    work.map((one) => ({ work: one, scored: scored(0.5 + Number(one.post.id.slice(1)) / (2 * n)) })),
    policy,
    2,
  );
  return store;
}

describe('cases', () => {
  it('are the flags of a status, highest score first, with the verdict that stands', async () => {
    const store = await filled(4);
    const keys = (await store.flags.toCollection().primaryKeys()).sort();
    await addVerdict(store, keys[0] ?? '', 0, decision, 10);
    await addVerdict(store, keys[0] ?? '', 1, { ...decision, label: 'unsure', note: 'again' }, 11);
    await addVerdict(store, keys[1] ?? '', 0, decision, 12);
    await undo(store, 'me', 13);
    const decided = await collect(casePages(store, 'decided', await caseKeys(store, 'decided')));
    expect(decided.map(({ flag, verdict }) => [flag.post.id, verdict?.label, verdict?.note])).toEqual([
      ['p0', 'unsure', 'again'],
    ]);
    const waiting = await collect(casePages(store, 'waiting', await caseKeys(store, 'waiting')));
    expect(waiting.map(({ flag, verdict }) => [flag.post.id, verdict])).toEqual([
      ['p3', null],
      ['p2', null],
      ['p1', null],
    ]);
    expect(await stored(store)).toEqual({ waiting: 3, assist: 0, decided: 1, samples: 0, verdicts: 4 });
  });

  it('come page by page, and what is decided meanwhile is left out', async () => {
    const store = await filled(1100);
    const sizes: number[] = [];
    for await (const page of casePages(store, 'waiting', await caseKeys(store, 'waiting'))) {
      sizes.push(page.length);
      if (sizes.length === 1) {
        const [lowest] = await store.flags.orderBy('assessment.score').limit(1).toArray();
        await addVerdict(store, lowest?.key ?? '', 0, decision, 10);
      }
    }
    expect(sizes).toEqual([500, 500, 99]);
  });
});
