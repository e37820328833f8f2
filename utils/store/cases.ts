/** Flags with the verdict that stands, page by page: what a report is made of. Memory holds the keys and one page. */
import type { Flag, FlagStatus, Verdict } from '../types';
import type { Store } from './db';

/** Flags a page. */
const PAGE = 500;

const ofStatus = (store: Store, status: FlagStatus) =>
  store.flags.where('[status+assessment.score]').between([status, -Infinity], [status, Infinity]);

/** How many flags wait or are decided, by the index. */
export const countOf = (store: Store, status: FlagStatus): Promise<number> => ofStatus(store, status).count();

/** Highest score first. What is decided or removed while it runs is left out: a page shows each flag as it is when it is read. */
export async function* casePages(store: Store, status: FlagStatus): AsyncGenerator<{ flag: Flag; verdict: Verdict | null }[]> {
  const keys = await ofStatus(store, status).reverse().primaryKeys();
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
