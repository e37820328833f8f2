/** What people decided: append-only, hash-chained, one decision per flag however many windows are open. The flag's label is the fold over them. */
import { shelfOf, type Flag, type Label, type Reason, type Verdict } from '../types';
import { checkEpoch, count, type Store } from './db';

const GENESIS = '0'.repeat(64);

export interface Decision {
  label: Label | 'withdrawn';
  reason: Reason | null;
  note?: string;
  by: string;
  /** When the reviewer opened the flag, ms since 1970. */
  openedAt: number;
}

/** `taken`: somebody decided or changed the flag first, and this is how it stands now. */
export type Decided = { verdict: Verdict } | { taken: Flag | undefined };

const hex = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 (FIPS 180-4) over the previous hash and the fields in this fixed order, as JSON. */
export async function verdictHash(verdict: Omit<Verdict, 'hash'>): Promise<string> {
  const { seq, flag, label, reason, note, by, openedAt, decidedAt, supersedes, prevHash } = verdict;
  const fields = JSON.stringify([prevHash, seq, flag, label, reason, note ?? null, by, openedAt, decidedAt, supersedes ?? null]);
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(fields)));
}

/**
 * Adds a verdict if the flag still is as the reviewer saw it (`rev`): compare-and-set in one transaction, so two windows never decide one flag twice.
 * The hash is made before the transaction (IndexedDB would close while it is awaited) and remade when the chain moved meanwhile.
 * Throws when the database cannot write.
 */
export async function addVerdict(store: Store, flagKey: string, rev: number, decision: Decision, now: number): Promise<Decided> {
  for (;;) {
    const last = await store.verdicts.orderBy('seq').last();
    const latest = await store.verdicts.where('flag').equals(flagKey).last();
    const bare: Omit<Verdict, 'hash'> = {
      seq: (last?.seq ?? 0) + 1,
      flag: flagKey,
      label: decision.label,
      reason: decision.reason,
      ...(decision.note ? { note: decision.note.slice(0, 2000) } : {}),
      by: decision.by,
      openedAt: decision.openedAt,
      decidedAt: now,
      ...(latest ? { supersedes: latest.seq } : {}),
      prevHash: last?.hash ?? GENESIS,
    };
    const verdict: Verdict = { ...bare, hash: await verdictHash(bare) };
    const done = await store.transaction(
      'rw',
      [store.verdicts, store.flags, store.counters, store.meta],
      async (): Promise<Decided | 'moved'> => {
        await checkEpoch(store);
        const flag = await store.flags.get(flagKey);
        if (!flag || flag.rev !== rev) return { taken: flag };
        const head = await store.verdicts.orderBy('seq').last();
        if ((head?.hash ?? GENESIS) !== verdict.prevHash) return 'moved';
        await store.verdicts.add(verdict);
        await setState(store, flag, verdict);
        return { verdict };
      },
    );
    if (done !== 'moved') return done;
  }
}

async function setState(store: Store, flag: Flag, verdict: Verdict): Promise<void> {
  const label = verdict.label === 'withdrawn' ? null : verdict.label;
  const status = label ? 'decided' : shelfOf(flag.assessment);
  await store.flags.put({ ...flag, label, reason: verdict.reason, status, rev: flag.rev + 1 });
  if (status !== flag.status && flag.status !== 'decided') await count(store, flag.status, -1);
  if (status !== flag.status && status !== 'decided') await count(store, status);
  if (flag.label) await count(store, `label:${flag.label}`, -1);
  if (label) await count(store, `label:${label}`);
}

/** Takes back the latest verdict that still stands, of this reviewer; null when there is none or the flag has gone. */
export async function undo(store: Store, by: string, now: number): Promise<Verdict | null> {
  const recent = await store.verdicts.orderBy('seq').reverse().limit(200).toArray();
  const superseded = new Set(recent.map((verdict) => verdict.supersedes));
  const target = recent.find((verdict) => verdict.by === by && verdict.label !== 'withdrawn' && !superseded.has(verdict.seq));
  if (!target) return null;
  const flag = await store.flags.get(target.flag);
  if (!flag) return null;
  const done = await addVerdict(store, flag.key, flag.rev, { label: 'withdrawn', reason: null, by, openedAt: now }, now);
  return 'verdict' in done ? target : null;
}

/** Walks the chain; the seq of the first verdict that does not fit, or null when all do. */
export async function brokenAt(store: Store): Promise<number | null> {
  let prev = GENESIS;
  let seq = 0;
  for (const verdict of await store.verdicts.orderBy('seq').toArray()) {
    seq += 1;
    const { hash, ...bare } = verdict;
    if (verdict.seq !== seq || verdict.prevHash !== prev || (await verdictHash(bare)) !== hash) return seq;
    prev = hash;
  }
  return null;
}
