/** What the popup asks the browser: which platforms are on, and to open pages. */
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

/** null until the browser has said; a platform is on when its hosts are granted. */
export function usePlatformsOn(): boolean | null {
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    const ask = () => void browser.permissions.getAll().then(({ origins }) => setOn((origins?.length ?? 0) > 0));
    ask();
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);
  return on;
}

const open = (page: string) => void browser.tabs.create({ url: new URL(page, location.href).href });
export const openSettings = () => open('/settings.html');
export const openTab = () => open('/popup.html');
/** Wider than a toolbar popup can be: we are in a tab already (px). */
export const inTab = () => innerWidth > 500;
