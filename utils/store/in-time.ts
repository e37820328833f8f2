/** A write that never settles is a full disk or a broken connection (reliability §0.3): wait, reopen, and let the caller try again. */
import type { Store } from './db';

/** ms. */
export const WRITE_PATIENCE = 5_000;

/** The promise's value, or an Error after WRITE_PATIENCE; then the connection is reopened. */
export async function inTime<T>(store: Store, write: Promise<T>, patience = WRITE_PATIENCE): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      store.close({ disableAutoOpen: false });
      reject(new Error('The database did not answer in time.'));
    }, patience);
  });
  try {
    return await Promise.race([write, late]);
  } finally {
    clearTimeout(timer);
  }
}
