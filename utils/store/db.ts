/**
 * The one database that popup, settings and background share. Schema v1; changes are additive and rows migrate lazily (reliability §0.5).
 * Ids, states, scores and times may be indexed; text, author and address never are, so that rows can be encrypted later.
 */
import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Assessment, Flag, Post, Verdict } from '../types';

/** Written with every schema; a window whose code knows a lower one must not write. */
export const EPOCH = 1;

/** The ledger: one row per post ever acked. The text is here only until it is scored. */
export interface LedgerRow {
  key: string;
  state: 'new' | 'scored' | 'error';
  /** Of the scored text: tells an edit from a repeat. */
  hash: string;
  /** Counts edits, from 0. */
  rev: number;
  /** The whole text was seen: a clipped copy of it in a listing is no edit. */
  whole: boolean;
  /** Latest sight, ms since 1970. */
  seenAt: number;
  /** How often it was seen. */
  seen: number;
  /** Until when a scorer has it, ms since 1970; 0 when nobody has. */
  lease: number;
  /** How often scoring it failed. */
  failures: number;
  post?: Post;
}

/** A post below the threshold that was kept at random, so that misses can be seen; marked as such everywhere. */
export interface SampleRow {
  key: string;
  post: Post;
  assessment: Assessment;
}

/** The text of a flagged post before an edit. */
export interface RevisionRow {
  id?: number;
  key: string;
  rev: number;
  post: Post;
  assessment: Assessment;
}

export interface CounterRow {
  name: string;
  value: number;
}

/** Things that must be on record beside verdicts: a reveal of an author, an export, a wipe. Ids and codes only. */
export interface LogRow {
  id?: number;
  at: number;
  what: 'reveal' | 'export' | 'retention' | 'refused';
  detail: string;
}

export interface MetaRow {
  name: string;
  value: unknown;
}

export type Store = Dexie & {
  posts: EntityTable<LedgerRow, 'key'>;
  flags: EntityTable<Flag, 'key'>;
  verdicts: EntityTable<Verdict, 'seq'>;
  samples: EntityTable<SampleRow, 'key'>;
  revisions: Table<RevisionRow, number>;
  counters: EntityTable<CounterRow, 'name'>;
  batches: EntityTable<{ id: string; at: number }, 'id'>;
  log: Table<LogRow, number>;
  meta: EntityTable<MetaRow, 'name'>;
};

export const STORE_NAME = 'breakwater';

/**
 * Opens the database. Every write is strict: one fsync a transaction, 0.6 ms more than relaxed (reliability F06), so no table needs its own rule.
 * Throws Dexie's error when it cannot be opened.
 */
export function openStore(name = STORE_NAME): Store {
  const store = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Store;
  store.version(1).stores({
    posts: '&key, [state+seenAt]',
    flags: '&key, [status+assessment.score], assessment.score, flaggedAt',
    verdicts: '&seq, flag, decidedAt',
    samples: '&key, assessment.score',
    revisions: '++id, key',
    counters: '&name',
    batches: '&id, at',
    log: '++id, at',
    meta: '&name',
  });
  store.on('versionchange', () => {
    store.close();
    return false;
  });
  return store;
}

/** Adds to a counter inside the caller's transaction (which must include `counters`). */
export async function count(store: Store, name: string, by = 1): Promise<void> {
  if (by === 0) return;
  const row = await store.counters.get(name);
  await store.counters.put({ name, value: (row?.value ?? 0) + by });
}

/** The UTC day of a time (ms since 1970), `2026-11-24`: what is counted per day carries it in its name. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A counter's value; 0 for one that was never counted. */
export const counter = async (store: Store, name: string): Promise<number> => (await store.counters.get(name))?.value ?? 0;

/** Refuses to write with code older than the database; writes the epoch on first use. Call inside a transaction that includes `meta`. */
export async function checkEpoch(store: Store): Promise<void> {
  const row = await store.meta.get('epoch');
  if (row === undefined) await store.meta.put({ name: 'epoch', value: EPOCH });
  else if (typeof row.value === 'number' && row.value > EPOCH)
    throw new Error('This window runs an older version than the database. Reload it.');
}
