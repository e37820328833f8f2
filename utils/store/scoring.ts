/** The ledger as a work list: leased, scored, recorded once. Any scorer may die at any moment; its lease runs out and the post comes again. */
import { shelfOf, type Assessment, type Flag, type Post, type Scored } from '../types';
import { checkEpoch, count, dayOf, type LedgerRow, type Store } from './db';

/** How long a scorer may keep posts, ms. */
export const LEASE = 20_000;
/** After this many failures a post is put aside as `error`: it is counted and shown, never taken for clean. */
export const MAX_FAILURES = 3;

export interface Work {
  key: string;
  rev: number;
  post: Post;
}

/** The newest posts nobody is scoring, leased until now + LEASE. Up to `limit`. */
export async function lease(store: Store, limit: number, now: number): Promise<Work[]> {
  return store.transaction('rw', store.posts, async () => {
    const rows = await store.posts
      .where('[state+seenAt]')
      .between(['new', -Infinity], ['new', Infinity])
      .reverse()
      .filter((row) => row.lease < now)
      .limit(limit)
      .toArray();
    await store.posts.bulkPut(rows.map((row) => ({ ...row, lease: now + LEASE })));
    return rows.flatMap(({ key, rev, post }) => (post ? [{ key, rev, post }] : []));
  });
}

/** How many posts wait for a score: for the health line and for tests. */
export const unscored = (store: Store): Promise<number> =>
  store.posts.where('[state+seenAt]').between(['new', -Infinity], ['new', Infinity]).count();

export interface Result {
  work: Work;
  /** null: scoring failed. */
  scored: Scored | null;
}

export interface Policy {
  /** Flags from this score on, 0..1; rules have a threshold of their own. */
  threshold: (scored: Scored) => number;
  /** Share of unflagged posts kept at random, 0..1. */
  sampleRate: number;
  /** A uniform random number in [0, 1). */
  random: () => number;
}

/** Records results in one transaction. A result for a post that was edited or recorded meanwhile is dropped: each text is recorded exactly once. */
export async function record(store: Store, results: readonly Result[], policy: Policy, now: number): Promise<void> {
  await store.transaction(
    'rw',
    [store.posts, store.flags, store.samples, store.revisions, store.counters, store.meta],
    async () => {
      await checkEpoch(store);
      for (const { work, scored } of results) {
        const row = await store.posts.get(work.key);
        if (!row || row.state !== 'new' || row.rev !== work.rev || !row.post) continue;
        if (scored) await recordOne(store, row, row.post, scored, policy, now);
        else await recordFailure(store, row);
      }
    },
  );
}

async function recordFailure(store: Store, row: LedgerRow): Promise<void> {
  const failures = row.failures + 1;
  const state = failures >= MAX_FAILURES ? 'error' : 'new';
  await store.posts.update(row.key, { failures, state, lease: 0 });
  if (state === 'error') await count(store, 'errors');
}

async function recordOne(store: Store, row: LedgerRow, post: Post, scored: Scored, policy: Policy, now: number): Promise<void> {
  const threshold = policy.threshold(scored);
  const decision = scored.score < threshold ? 'pass' : scored.assist ? 'assist' : 'flag';
  const assessment: Assessment = { ...scored, decision, threshold, at: now };
  const { post: _text, ...bare } = row;
  await store.posts.put({ ...bare, state: 'scored', lease: 0, failures: 0 });
  await count(store, 'scored');
  const flag = await store.flags.get(row.key);
  if (flag) await reviseFlag(store, flag, row, post, assessment);
  else if (decision !== 'pass') {
    const shelf = shelfOf(assessment);
    await store.flags.add({
      key: row.key,
      post,
      assessment,
      status: shelf,
      label: null,
      reason: null,
      rev: 0,
      seen: row.seen,
      flaggedAt: now,
    });
    await count(store, shelf);
    if (decision === 'flag') {
      await count(store, 'flagged');
      await count(store, `flagged:${post.platform}:${dayOf(now)}`);
    }
    await store.samples.delete(row.key);
  } else if (policy.random() < policy.sampleRate) await store.samples.put({ key: row.key, post, assessment });
}

/** An edited flag keeps its place and its verdicts; what it said before stays as a revision. */
async function reviseFlag(store: Store, flag: Flag, row: LedgerRow, post: Post, assessment: Assessment): Promise<void> {
  await store.revisions.add({ key: flag.key, rev: row.rev - 1, post: flag.post, assessment: flag.assessment });
  await store.flags.put({
    ...flag,
    post,
    assessment: { ...assessment, decision: flag.assessment.decision },
    rev: flag.rev + 1,
    seen: row.seen,
  });
}

/** Drops every lease: a background that starts knows that no other scorer lives. */
export const releaseLeases = async (store: Store): Promise<void> => {
  await store.posts
    .where('[state+seenAt]')
    .between(['new', -Infinity], ['new', Infinity])
    .filter((row) => row.lease > 0)
    .modify({ lease: 0 });
};
