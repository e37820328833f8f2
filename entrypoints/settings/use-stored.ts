/** What the database says to the settings page, live. */
import { useEffect, useState } from 'preact/hooks';
import type { ClassifierStatus } from '@/utils/scoring/worker-client';
import { stored } from '@/utils/store/cases';
import type { Store } from '@/utils/store/db';
import { countFrom } from '@/utils/store/flags';
import { useLive } from '../popup/use-live';

/** A slider that moves asks for a count at every step; it is counted where it rests this long, ms. */
const RESTS = 100;

export function useStored(store: Store, threshold: number, attempt: number, onError: (error: unknown) => void) {
  const [rests, setRests] = useState(threshold);
  useEffect(() => {
    const timer = setTimeout(() => setRests(threshold), RESTS);
    return () => clearTimeout(timer);
  }, [threshold]);

  const counts = useLive(() => stored(store), [store, attempt], onError);
  const classifier = useLive(
    async () => ((await store.meta.get('classifier'))?.value as ClassifierStatus | undefined) ?? null,
    [store, attempt],
    onError,
  );
  const from = useLive(async () => ({ threshold: rests, ...(await countFrom(store, rests)) }), [store, attempt, rests], onError);
  const preview = from && counts ? { ...from, total: counts.waiting + counts.decided + counts.samples } : null;
  return { counts: counts ?? null, classifier: classifier ?? null, preview };
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
