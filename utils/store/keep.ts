/** What is kept how long, and how it goes: retention, the wipe, the log and the key that pseudonyms are made with. */
import { BATCH_MEMORY } from './intake';
import { count, type LogRow, type Store } from './db';

export interface Retention {
  /** Days that an undecided flag is kept. */
  undecidedDays: number;
  /** Days that a decided flag is kept. */
  decidedDays: number;
}

const DAY = 24 * 60 * 60 * 1000;
/** Rows a transaction, so that a purge never blocks a reviewer for long (reliability F12). */
const CHUNK = 500;

/** Removes what is past its days, in small steps; returns how many flags went. Verdicts stay: they hold no text. */
export async function purge(store: Store, retention: Retention, now: number): Promise<number> {
  let removed = 0;
  for (const [status, days] of [
    ['waiting', retention.undecidedDays],
    ['assist', retention.undecidedDays],
    ['decided', retention.decidedDays],
  ] as const) {
    for (;;) {
      const step = await store.transaction('rw', [store.flags, store.posts, store.revisions, store.counters], async () => {
        const old = await store.flags
          .where('flaggedAt')
          .below(now - days * DAY)
          .filter((flag) => flag.status === status)
          .limit(CHUNK)
          .primaryKeys();
        await store.flags.bulkDelete(old);
        await store.posts.bulkDelete(old);
        await store.revisions.where('key').anyOf(old).delete();
        if (status !== 'decided') await count(store, status, -old.length);
        return old.length;
      });
      removed += step;
      if (step < CHUNK) break;
    }
  }
  await store.batches
    .where('at')
    .below(now - BATCH_MEMORY)
    .delete();
  await store.samples.filter((row) => row.assessment.at < now - retention.decidedDays * DAY).delete();
  const ledger = store.posts
    .where('[state+seenAt]')
    .between(['scored', -Infinity], ['scored', now - retention.decidedDays * DAY]);
  await ledger.limit(CHUNK * 10).delete();
  if (removed) await note(store, { at: now, what: 'retention', detail: String(removed) });
  return removed;
}

/** Deletes every row of every table. Settings are the caller's. */
export async function wipe(store: Store): Promise<void> {
  await store.transaction('rw', store.tables, () => Promise.all(store.tables.map((table) => table.clear())));
}

const LOG_LENGTH = 1000;
/** Of these entries at most: a hostile page can cause any number of them, and must not push out the record of an export. */
const REFUSED_LENGTH = 200;

/** Adds to the log; the oldest refusals go beyond REFUSED_LENGTH, the oldest of the others beyond LOG_LENGTH. */
export async function note(store: Store, row: LogRow): Promise<void> {
  const refusal = row.what === 'refused';
  await store.transaction('rw', store.log, async () => {
    await store.log.add(row);
    const alike = await store.log.filter(({ what }) => (what === 'refused') === refusal).primaryKeys();
    await store.log.bulkDelete(alike.slice(0, refusal ? -REFUSED_LENGTH : -LOG_LENGTH));
  });
}

/** The key of this machine's pseudonyms, 32 random bytes, made once; gone with a wipe, so that old pseudonyms cannot be joined to new ones. */
export async function pseudonymKey(store: Store): Promise<Uint8Array<ArrayBuffer>> {
  return store.transaction('rw', store.meta, async () => {
    const row = await store.meta.get('pseudonym-key');
    if (row?.value instanceof Uint8Array) return row.value as Uint8Array<ArrayBuffer>;
    const key = crypto.getRandomValues(new Uint8Array(32));
    await store.meta.put({ name: 'pseudonym-key', value: key });
    return key;
  });
}
