/** Flags with the verdict that stands, page by page: what a report is made of. Memory holds the keys and one page. */
import type { Flag, FlagStatus, Verdict } from '../types';
import { counter, type Store } from './db';

/** Flags a page. */
const PAGE = 500;

export interface Stored {
  waiting: number;
  assist: number;
  decided: number;
  samples: number;
  verdicts: number;
}

/** How much is stored. Counting a whole table is quick (0.3 s for 100,000 flags), counting one status in its index is not: the counters have it. */
export async function stored(store: Store): Promise<Stored> {
  const [flags, waiting, assist, samples, verdicts] = await Promise.all([
    store.flags.count(),
    counter(store, 'waiting'),
    counter(store, 'assist'),
    store.samples.count(),
    store.verdicts.count(),
  ]);
  return { waiting, assist, decided: Math.max(0, flags - waiting - assist), samples, verdicts };
}

/** Keys of the flags of a status, highest score first. */
export const caseKeys = (store: Store, status: FlagStatus): Promise<string[]> =>
  store.flags.where('[status+assessment.score]').between([status, -Infinity], [status, Infinity]).reverse().primaryKeys();

/** In the order of the keys. What is decided or removed while it runs is left out: a page shows each flag as it is when it is read. */
export async function* casePages(
  store: Store,
  status: FlagStatus,
  keys: readonly string[],
): AsyncGenerator<{ flag: Flag; verdict: Verdict | null }[]> {
  for (let from = 0; from < keys.length; from += PAGE) {
    const some = keys.slice(from, from + PAGE);
    const [flags, verdicts] = await store.transaction('r', [store.flags, store.verdicts], () =>
      Promise.all([store.flags.bulkGet(some), store.verdicts.where('flag').anyOf(some).toArray()]),
    );
    const standing = new Map<string, Verdict>();
    for (const verdict of verdicts) {
      if (verdict.seq >= (standing.get(verdict.flag)?.seq ?? 0)) standing.set(verdict.flag, verdict);
    }
    yield flags.flatMap((flag) => {
      if (!flag || flag.status !== status) return [];
      const verdict = standing.get(flag.key);
      return [{ flag, verdict: verdict && verdict.label !== 'withdrawn' ? verdict : null }];
    });
  }
}
