import { describe, expect, it } from 'vitest';
import { counter, type Store } from '@/utils/store/db';
import { counts, latestVerdicts, nextFlags } from '@/utils/store/flags';
import { putBatch } from '@/utils/store/intake';
import { note, pseudonymKey, purge, wipe } from '@/utils/store/keep';
import { lease, record } from '@/utils/store/scoring';
import { addVerdict, brokenAt, undo, type Decision } from '@/utils/store/verdicts';
import { freshStore, NO_HEALTH, policy, post, scored } from './helpers';

const DAY = 86_400_000;
const decision: Decision = { label: 'advertisement', reason: 'crossing', by: 'reviewer', openedAt: 1 };

async function flagged(store: Store, n: number, at = 100, more: Parameters<typeof scored>[1] = {}): Promise<void> {
  const posts = Array.from({ length: n }, (_, i) => post(`c/${i}`, `offer ${i}`));
  for (let i = 0; i < n; i += 100) await putBatch(store, `batch-${i}-x`, posts.slice(i, i + 100), NO_HEALTH, at);
  for (let works = await lease(store, 100, at); works.length; works = await lease(store, 100, at)) {
    await record(
      store,
      works.map((work) => ({ work, scored: scored(0.9, more) })),
      policy,
      at,
    );
  }
}

describe('verdicts', () => {
  it('decide, chain and fold', async () => {
    const store = freshStore();
    await flagged(store, 3);
    for (const flag of await nextFlags(store, 3)) await addVerdict(store, flag.key, flag.rev, decision, 200);
    expect(await brokenAt(store)).toBeNull();
    expect(await counter(store, 'waiting')).toBe(0);
    expect((await counts(store, 0)).labels.advertisement).toBe(3);
    expect((await latestVerdicts(store, 2)).map(({ verdict, flag }) => [verdict.seq, flag?.label])).toEqual([
      [3, 'advertisement'],
      [2, 'advertisement'],
    ]);
  });

  it('two windows never decide one flag twice: 200 flags, two racers, exactly 200 verdicts', async () => {
    const store = freshStore();
    await flagged(store, 200);
    const all = await nextFlags(store, 200);
    const race = async (by: string) => {
      let taken = 0;
      for (const flag of all) if ('taken' in (await addVerdict(store, flag.key, flag.rev, { ...decision, by }, 300))) taken += 1;
      return taken;
    };
    const lost = await Promise.all([race('one'), race('two')]);
    expect(await store.verdicts.count()).toBe(200);
    expect((lost[0] ?? 0) + (lost[1] ?? 0)).toBe(200);
    expect(await brokenAt(store)).toBeNull();
    expect(await counter(store, 'waiting')).toBe(0);
  });

  it('a post of the assist shelf is decided, taken back and purged like a flag, and never counts as waiting', async () => {
    const store = freshStore();
    await flagged(store, 2, 100, { assist: true });
    const [first] = await nextFlags(store, 1, 'assist');
    await addVerdict(store, first?.key ?? '', 0, decision, 200);
    const now = async () => [
      await counter(store, 'assist'),
      await counter(store, 'waiting'),
      (await counts(store, 0)).labels.advertisement,
    ];
    expect(await now()).toEqual([1, 0, 1]);
    await undo(store, 'reviewer', 300);
    expect(await now()).toEqual([2, 0, 0]);
    expect((await nextFlags(store, 5, 'assist')).map(({ key }) => key)).toContain(first?.key);
    expect(await purge(store, { undecidedDays: 1, decidedDays: 9 }, 100 + 2 * DAY)).toBe(2);
    expect(await now()).toEqual([0, 0, 0]);
  });

  it('undo takes back the latest standing verdict, again and again', async () => {
    const store = freshStore();
    await flagged(store, 2);
    for (const flag of await nextFlags(store, 2)) await addVerdict(store, flag.key, flag.rev, decision, 200);
    expect((await undo(store, 'reviewer', 300))?.seq).toBe(2);
    expect((await undo(store, 'reviewer', 301))?.seq).toBe(1);
    expect(await undo(store, 'reviewer', 302)).toBeNull();
    expect(await counter(store, 'waiting')).toBe(2);
    expect((await counts(store, 0)).labels.advertisement).toBe(0);
    expect((await nextFlags(store, 5)).every((flag) => flag.label === null)).toBe(true);
    expect(await store.verdicts.count()).toBe(4);
    expect(await brokenAt(store)).toBeNull();
  });

  it('notices a verdict that was changed, removed or added by hand', async () => {
    const store = freshStore();
    await flagged(store, 4);
    for (const flag of await nextFlags(store, 4)) await addVerdict(store, flag.key, flag.rev, decision, 200);
    await store.verdicts.update(3, { label: 'not-advertisement' });
    expect(await brokenAt(store)).toBe(3);
    await store.verdicts.delete(2);
    expect(await brokenAt(store)).toBe(2);
  });

  it('says how a flag stands that somebody else decided', async () => {
    const store = freshStore();
    await flagged(store, 1);
    const [flag] = await nextFlags(store, 1);
    if (!flag) throw new Error('no flag');
    await addVerdict(store, flag.key, flag.rev, { ...decision, label: 'escalate', reason: 'minors' }, 200);
    expect(await addVerdict(store, flag.key, flag.rev, decision, 201)).toMatchObject({ taken: { label: 'escalate' } });
  });

  it('retention removes what is past its days, undecided sooner, verdicts never', async () => {
    const store = freshStore();
    await flagged(store, 3);
    const [first] = await nextFlags(store, 1);
    if (!first) throw new Error('no flag');
    await addVerdict(store, first.key, first.rev, decision, 200);
    const retention = { undecidedDays: 14, decidedDays: 90 };
    expect(await purge(store, retention, 13 * DAY)).toBe(0);
    expect(await purge(store, retention, 15 * DAY)).toBe(2);
    expect(await counter(store, 'waiting')).toBe(0);
    expect(await purge(store, retention, 91 * DAY)).toBe(1);
    expect(await store.flags.count()).toBe(0);
    expect(await store.verdicts.count()).toBe(1);
    expect(await undo(store, 'reviewer', 92 * DAY)).toBeNull();
  });

  it('a wipe leaves nothing, and pseudonyms made before it cannot be made again', async () => {
    const store = freshStore();
    await flagged(store, 2);
    await note(store, { at: 1, what: 'reveal', detail: 'telegram' });
    const key = await pseudonymKey(store);
    expect(await pseudonymKey(store)).toEqual(key);
    await wipe(store);
    expect(await Promise.all(store.tables.map((table) => table.count()))).toEqual(store.tables.map(() => 0));
    expect(await pseudonymKey(store)).not.toEqual(key);
  });
});
