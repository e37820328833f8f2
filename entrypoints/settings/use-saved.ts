/** What is kept in the browser's local storage: the settings, and when the notice was read. The same in every window. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { DEFAULTS, parseSettings, type Settings } from '@/utils/settings';

export interface Saved {
  ready: boolean;
  settings: Settings;
  /** ms since 1970; null: not yet. */
  noticeReadAt: number | null;
  /** What went wrong last, until something is saved. */
  error: unknown;
  /** Counts what was saved here. */
  saves: number;
  change: (change: Partial<Settings>) => void;
  readNotice: () => void;
}

async function read(): Promise<Pick<Saved, 'settings' | 'noticeReadAt'>> {
  const { settings, noticeReadAt } = await browser.storage.local.get(['settings', 'noticeReadAt']);
  return { settings: parseSettings(settings), noticeReadAt: typeof noticeReadAt === 'number' ? noticeReadAt : null };
}

export function useSaved(): Saved {
  const [state, setState] = useState({ ready: false, settings: DEFAULTS, noticeReadAt: null as number | null });
  const [error, setError] = useState<unknown>(null);
  const [saves, setSaves] = useState(0);

  const load = useCallback(
    () =>
      read().then(
        (stored) => setState({ ready: true, ...stored }),
        (problem: unknown) => {
          setState((before) => ({ ...before, ready: true }));
          setError(problem);
        },
      ),
    [],
  );
  useEffect(() => {
    const onChange = (_: unknown, area: string) => void (area === 'local' && load());
    void load();
    browser.storage.onChanged.addListener(onChange);
    return () => browser.storage.onChanged.removeListener(onChange);
  }, []);

  async function save(make: () => Promise<Record<string, unknown>>): Promise<void> {
    try {
      await browser.storage.local.set(await make());
      setError(null);
      setSaves((n) => n + 1);
    } catch (problem) {
      setError(problem ?? new Error());
    }
    await load();
  }
  return {
    ...state,
    error,
    saves,
    /** On top of what is stored now, not of what this window knows. */
    change: (change) => void save(async () => ({ settings: parseSettings({ ...(await read()).settings, ...change }) })),
    readNotice: () => void save(() => Promise.resolve({ noticeReadAt: Date.now() })),
  };
}
