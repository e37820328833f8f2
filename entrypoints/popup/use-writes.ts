/** Writes of this window, one after the other, each with an end: done, failed, or given up after 5 s. */
import { useRef, useState } from 'preact/hooks';
import type { WriteKind } from '@/components/states';
import type { Store } from '@/utils/store/db';
import { inTime } from '@/utils/store/in-time';

export interface Failure {
  what: WriteKind;
  error: unknown;
  retry: () => void;
}

interface Write<T> {
  what: WriteKind;
  job: () => Promise<T>;
  done: (value: T) => void;
  /** Puts the screen back as it was. */
  failed?: () => void;
  retry: () => void;
}

export function useWrites(store: Store) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return {
    failure,
    clear: () => setFailure(null),
    write<T>({ what, job, done, failed, retry }: Write<T>): void {
      setFailure(null);
      const run = async () => {
        try {
          done(await inTime(store, job()));
        } catch (error) {
          failed?.();
          setFailure({ what, error, retry });
        }
      };
      last.current = last.current.then(run, run);
    },
  };
}
