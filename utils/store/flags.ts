/** Reading the queue. Everything here is an index look-up or a counter: opening the popup costs the same with ten flags and with a hundred thousand. */
import { liveQuery, type Subscription } from 'dexie';
import { LABELS, type Flag, type Label, type Shelf, type Verdict } from '../types';
import { counter, dayOf, type Store } from './db';

/** The next flags of a shelf to decide, highest score first. */
export const nextFlags = (store: Store, limit: number, shelf: Shelf = 'waiting'): Promise<Flag[]> =>
  store.flags.where('[status+assessment.score]').between([shelf, -Infinity], [shelf, Infinity]).reverse().limit(limit).toArray();

/** How many stored posts (flags and samples) score at least `threshold`: what the settings page shows beside the slider. */
export async function countFrom(store: Store, threshold: number): Promise<{ flags: number; samples: number }> {
  const [flags, samples] = await Promise.all([
    store.flags.where('assessment.score').aboveOrEqual(threshold).count(),
    store.samples.where('assessment.score').aboveOrEqual(threshold).count(),
  ]);
  return { flags, samples };
}

/** The latest verdicts with their flags (undefined where retention removed the flag), newest first. */
export async function latestVerdicts(store: Store, limit: number): Promise<{ verdict: Verdict; flag: Flag | undefined }[]> {
  const verdicts = await store.verdicts.orderBy('seq').reverse().limit(limit).toArray();
  const flags = await store.flags.bulkGet(verdicts.map((verdict) => verdict.flag));
  return verdicts.map((verdict, i) => ({ verdict, flag: flags[i] }));
}

export interface Counts {
  waiting: number;
  assist: number;
  posts: number;
  scored: number;
  flagged: number;
  errors: number;
  seenToday: number;
  readToday: number;
  unreadableToday: number;
  labels: Record<Label, number>;
  /** The platform read last and when, ms since 1970; its counts are today's (UTC). */
  reading: { platform: string; at: number; seen: number; read: number; unreadable: number; flagged: number } | null;
}

/** All the counters that the popup shows. */
export async function counts(store: Store, now: number): Promise<Counts> {
  const day = dayOf(now);
  const [rows, reading] = await Promise.all([store.counters.toArray(), store.meta.get('reading')]);
  const value = new Map(rows.map((row) => [row.name, row.value]));
  const of = (name: string) => value.get(name) ?? 0;
  const site = reading?.value as { platform: string; at: number } | undefined;
  return {
    waiting: of('waiting'),
    assist: of('assist'),
    posts: of('posts'),
    scored: of('scored'),
    flagged: of('flagged'),
    errors: of('errors'),
    seenToday: of(`seen:${day}`),
    readToday: of(`read:${day}`),
    unreadableToday: of(`unreadable:${day}`),
    labels: Object.fromEntries(LABELS.map((label) => [label, of(`label:${label}`)])) as Record<Label, number>,
    reading: site
      ? {
          ...site,
          seen: of(`seen:${site.platform}:${day}`),
          read: of(`read:${site.platform}:${day}`),
          unreadable: of(`unreadable:${site.platform}:${day}`),
          flagged: of(`flagged:${site.platform}:${day}`),
        }
      : null,
  };
}

/** How many wait: one row, for the badge. */
export const waiting = (store: Store): Promise<number> => counter(store, 'waiting');

/** Calls back with a query's result now and after every change that touches it, in any window. */
export function observe<T>(
  query: () => Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): Subscription {
  return liveQuery(query).subscribe({ next: onValue, error: onError });
}
