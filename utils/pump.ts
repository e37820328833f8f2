/** Keeps scoring until no post waits. Holds no state that matters: kill it anywhere, and the ledger's leases bring the posts back. */
import type { Scored } from './types';
import { lease, record, type Policy, type Result, type Work } from './store/scoring';
import type { Store } from './store/db';

/** Scores texts in order; null where one failed. Rejects when nobody could score at all. */
export type Classify = (texts: string[]) => Promise<(Scored | null)[]>;

export interface PumpOptions {
  store: Store;
  classify: Classify;
  text: (work: Work) => string;
  policy: () => Promise<Policy>;
  now: () => number;
}

/** Posts a turn: one message to the worker and one transaction; a kill repeats at most this many. */
const TURN = 16;

/** Call it after every intake and at every start; calls while it runs make it look once more. */
export function createPump(options: PumpOptions): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;

  async function turn(): Promise<boolean> {
    const works = await lease(options.store, TURN, options.now());
    if (!works.length) return false;
    const scores = await options.classify(works.map(options.text));
    const results: Result[] = works.map((work, i) => ({ work, scored: scores[i] ?? null }));
    await record(options.store, results, await options.policy(), options.now());
    return true;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      while (await turn());
    } while (again);
  }

  return () => {
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
