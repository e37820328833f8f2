/** A live query as a hook: its value now, and after every change that touches it, in any window. */
import { useEffect, useState } from 'preact/hooks';
import { observe } from '@/utils/store/flags';

/** undefined until the first answer. `keys` are what the query depends on; `onError` must be stable. */
export function useLive<T>(query: () => Promise<T>, keys: readonly unknown[], onError: (error: unknown) => void): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = observe(query, setValue, onError);
    return () => subscription.unsubscribe();
  }, [...keys]);
  return value;
}
