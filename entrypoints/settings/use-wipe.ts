/** Access first, so that nothing comes in while it is emptied; then the database; then settings and the reviewer's pseudonym. */
import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { WipeState } from '@/components/settings-wipe';
import type { Store } from '@/utils/store/db';
import { inTime } from '@/utils/store/in-time';
import { wipe } from '@/utils/store/keep';
import { dropPlatforms } from './use-platforms';

/** A wipe of 100,000 flags may take longer than a write of one, ms. */
const PATIENCE = 60_000;

export function useWipe(store: Store, wordsOf: (error: unknown) => string) {
  const [state, setState] = useState<WipeState>({ at: 'idle' });
  async function everything(): Promise<void> {
    await dropPlatforms();
    await inTime(store, wipe(store), PATIENCE);
    await browser.storage.local.clear();
  }
  const start = () => {
    setState({ at: 'working' });
    everything().then(
      () => setState({ at: 'done' }),
      (error: unknown) => setState({ at: 'failed', why: wordsOf(error) }),
    );
  };
  return { state, start };
}
