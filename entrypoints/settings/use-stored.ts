/** What the database says to the settings page, live. */
import { useEffect, useState } from 'preact/hooks';
import type { ClassifierStatus } from '@/utils/scoring/worker-client';
import { countOf } from '@/utils/store/cases';
import type { Store } from '@/utils/store/db';
import { countFrom } from '@/utils/store/flags';
import { useLive } from '../popup/use-live';

export function useStored(store: Store, threshold: number, attempt: number, onError: (error: unknown) => void) {
  const counts = useLive(
    async () => {
      const [waiting, decided, samples, verdicts] = await Promise.all([
        countOf(store, 'waiting'),
        countOf(store, 'decided'),
        store.samples.count(),
        store.verdicts.count(),
      ]);
      return { waiting, decided, samples, verdicts };
    },
    [store, attempt],
    onError,
  );
  const classifier = useLive(
    async () => ((await store.meta.get('classifier'))?.value as ClassifierStatus | undefined) ?? null,
    [store, attempt],
    onError,
  );
  const preview = useLive(
    async () => {
      const [from, all] = await Promise.all([countFrom(store, threshold), countFrom(store, 0)]);
      return { ...from, total: all.flags + all.samples };
    },
    [store, attempt, threshold],
    onError,
  );
  return { counts: counts ?? null, classifier: classifier ?? null, preview: preview ?? null };
}

/** Bytes used and free; null where the browser does not say. Asked again whenever `when` changes. */
export function useRoom(when: unknown): { used: number; free: number } | null | undefined {
  const [room, setRoom] = useState<{ used: number; free: number } | null>();
  useEffect(() => {
    navigator.storage.estimate().then(
      ({ usage, quota }) => setRoom(usage === undefined || quota === undefined ? null : { used: usage, free: quota - usage }),
      () => setRoom(null),
    );
  }, [when]);
  return room;
}
