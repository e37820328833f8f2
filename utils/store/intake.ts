/** From page to ledger: one transaction a batch, then the ack. Nothing acked is lost; a batch that comes again changes nothing. */
import { textHash } from '../text/hash';
import { postKey, scoredText, type Post } from '../types';
import { checkEpoch, count, dayOf, type LedgerRow, type Store } from './db';

/** What a content script counted since its last batch; counts only, no content. */
export interface Health {
  platform: string;
  /** Containers that came into view. */
  seen: number;
  /** Posts read from them. */
  read: number;
  /** Containers that matched and could not be read: drift. */
  unreadable: number;
  /** Containers that were not read because nothing proved them public. */
  withheld: number;
}

/** How long a batch id is remembered, ms: far longer than an outbox retries. */
export const BATCH_MEMORY = 60 * 60 * 1000;

/**
 * Writes a batch; resolves after the transaction completed, with how many posts were new or edited (0 for a repeated batch).
 * Throws when the database cannot write: then there is no ack, and the outbox sends again.
 */
export async function putBatch(store: Store, id: string, posts: readonly Post[], health: Health, now: number): Promise<number> {
  return store.transaction('rw', [store.posts, store.flags, store.batches, store.counters, store.meta], async () => {
    await checkEpoch(store);
    if (await store.batches.get(id)) return 0;
    await store.batches.add({ id, at: now });
    let fresh = 0;
    for (const post of posts) fresh += (await putPost(store, post)) ? 1 : 0;
    await count(store, 'posts', fresh);
    const day = dayOf(now);
    for (const name of ['seen', 'read', 'unreadable', 'withheld'] as const) {
      await count(store, `${name}:${health.platform}:${day}`, health[name]);
      await count(store, `${name}:${day}`, health[name]);
    }
    await store.meta.put({ name: 'reading', value: { platform: health.platform, at: now } });
    return fresh;
  });
}

/** True when the post must be (re-)scored. An edit keeps the flag and its verdicts; its old text becomes a revision when the new one is scored. */
async function putPost(store: Store, post: Post): Promise<boolean> {
  const key = postKey(post);
  const hash = textHash(scoredText(post));
  const row = await store.posts.get(key);
  const waiting: Pick<LedgerRow, 'state' | 'lease' | 'failures' | 'post'> = { state: 'new', lease: 0, failures: 0, post };
  if (!row) {
    await store.posts.add({ key, hash, rev: 0, whole: !post.truncated, seenAt: post.seenAt, seen: 1, ...waiting });
    return true;
  }
  if (row.hash === hash || (row.whole && post.truncated)) {
    await store.posts.update(key, { seen: row.seen + 1, seenAt: Math.max(row.seenAt, post.seenAt) });
    const flag = await store.flags.get(key);
    if (flag) await store.flags.update(key, { seen: flag.seen + 1 });
    return false;
  }
  await store.posts.put({
    ...row,
    hash,
    rev: row.rev + 1,
    whole: !post.truncated,
    seen: row.seen + 1,
    seenAt: post.seenAt,
    ...waiting,
  });
  return true;
}
