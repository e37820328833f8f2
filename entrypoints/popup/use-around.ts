/** What stands around the post: counters, the last verdicts, what the classifier runs on. Counters and index look-ups only. */
import { useEffect } from 'preact/hooks';
import type { ClassifierStatus } from '@/utils/scoring/worker-client';
import type { Store } from '@/utils/store/db';
import { counts, latestVerdicts } from '@/utils/store/flags';
import { WRITE_PATIENCE } from '@/utils/store/in-time';
import { lastDecided } from './last-decided';
import { useLive } from './use-live';

/** Verdicts that are looked through for ten that stand. */
const LOOK_BACK = 30;

/** undefined until the first answer. */
export function useAround(store: Store, attempt: number, onReadError: (error: unknown) => void) {
  return useLive(
    async () => {
      const [counted, latest, classifier] = await Promise.all([
        counts(store, Date.now()),
        latestVerdicts(store, LOOK_BACK),
        store.meta.get('classifier'),
      ]);
      const status = classifier?.value as ClassifierStatus | undefined;
      return { counted, latest: lastDecided(latest), rules: status?.mode === 'rules' ? status : null };
    },
    [store, attempt],
    onReadError,
  );
}

/** A database that does not answer is an error too. */
export function usePatience(ready: boolean, attempt: number, onReadError: (error: unknown) => void): void {
  useEffect(() => {
    if (ready) return;
    const timer = setTimeout(() => onReadError(new Error('The database did not answer in time.')), WRITE_PATIENCE);
    return () => clearTimeout(timer);
  }, [ready, attempt]);
}
