/** A platform is on when its hosts are granted; its content script is registered and removed with that. */
import { browser } from 'wxt/browser';
import { platforms } from '@/utils/platforms/index';

const FILE = '/platforms.js';

let last: Promise<void> = Promise.resolve();

/** Registers what is granted and not registered, removes what is registered and not granted. Safe to call at any time: one run after the other. */
export function syncContentScripts(): Promise<void> {
  last = last.then(sync).catch(() => undefined);
  return last;
}

async function sync(): Promise<void> {
  const registered = new Set((await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id));
  for (const { id, matches } of platforms) {
    const granted = await browser.permissions.contains({ origins: matches });
    if (granted && !registered.has(id)) {
      await browser.scripting.registerContentScripts([
        { id, matches, js: [FILE], runAt: 'document_idle', persistAcrossSessions: true },
      ]);
      await readOpenTabs(matches);
    } else if (!granted && registered.has(id)) {
      await browser.scripting.unregisterContentScripts({ ids: [id] });
      await stopOpenTabs(id);
    }
  }
}

/** Pages that are open already are read from now on, without a reload. */
async function readOpenTabs(matches: string[]): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: matches })) {
    if (id !== undefined) await browser.scripting.executeScript({ target: { tabId: id }, files: [FILE] }).catch(() => undefined);
  }
}

/** Tells every page of ours that the platform is off; other pages have nobody listening. */
async function stopOpenTabs(platform: string): Promise<void> {
  for (const { id } of await browser.tabs.query({})) {
    if (id !== undefined) void browser.tabs.sendMessage(id, { type: 'stop', platform }).catch(() => undefined);
  }
}

export function followPermissions(): void {
  browser.permissions.onAdded.addListener(() => void syncContentScripts());
  browser.permissions.onRemoved.addListener(() => void syncContentScripts());
  void syncContentScripts();
}
