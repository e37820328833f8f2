/** Platforms and the browser's permission for each. The background registers and removes the content scripts by itself. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { PlatformRow } from '@/components/settings-platforms';
import { platforms } from '@/utils/platforms/index';
import { errorWords } from '@/utils/storage-problem';

/** `*://*.facebook.com/*` as a person writes it, each host once. */
const hostsOf = (matches: readonly string[]): string =>
  [...new Set(matches.map((pattern) => pattern.replace(/^[^:]+:\/\/(?:\*\.)?/, '').replace(/\/.*$/, '')))].join(', ');

const BARE: PlatformRow[] = platforms.map(({ id, label, matches }) => ({
  id,
  label,
  hosts: hostsOf(matches),
  on: null,
  state: 'idle',
}));

export function usePlatforms(): { rows: readonly PlatformRow[]; switchTo: (id: string, on: boolean) => void } {
  const [rows, setRows] = useState(BARE);
  const set = useCallback(
    (id: string, change: Partial<PlatformRow>) =>
      setRows((before) => before.map((row) => (row.id === id ? { ...row, ...change } : row))),
    [],
  );
  useEffect(() => {
    const ask = () => {
      for (const { id, matches } of platforms) {
        void browser.permissions.contains({ origins: matches }).then((on) => set(id, on ? { on, state: 'idle' } : { on }));
      }
    };
    ask();
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);

  /** No await before the request: Firefox takes it only from the click itself. */
  const switchTo = (id: string, on: boolean) => {
    const platform = platforms.find((one) => one.id === id);
    if (!platform) return;
    const origins = platform.matches;
    const answer = on ? browser.permissions.request({ origins }) : browser.permissions.remove({ origins });
    if (on) set(id, { state: 'asking' });
    answer.then(
      (done) => set(id, done ? { on, state: 'idle' } : { state: on ? 'refused' : 'idle' }),
      (error: unknown) => set(id, { state: { failed: errorWords(error) } }),
    );
  };
  return { rows, switchTo };
}

/** Gives every page back, also of a platform that is granted in part only: part of the wipe. */
export async function dropPlatforms(): Promise<void> {
  for (const { matches } of platforms) await browser.permissions.remove({ origins: matches });
}
