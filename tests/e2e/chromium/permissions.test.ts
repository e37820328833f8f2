import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { platforms } from '@/utils/platforms/index';
import { CHROME_BUILD, expectedFlags, feedPosts, tables } from '../lib';
import { ALL_HOSTS, drawn, marked } from '../pages';
import { ownWorlds, watchErrors } from './lib';

const FEEDS = (['telegram', 'x'] as const).map((platform) => ({ platform, posts: feedPosts(platform, 4, 2) }));
let server: FeedServer;
let chromium: Chromium;
let errors: string[];
let desk: Page;

const adapter = (id: string) => {
  const found = platforms.find((one) => one.id === id);
  if (!found) throw new Error(`no platform ${id}`);
  return found;
};
const switchOf = (id: string): string => `[data-platform="${id}"] [role="switch"]`;
const shownAs = async (id: string): Promise<string> =>
  (await desk.waitForSelector(`${switchOf(id)}[aria-busy="false"]`))?.evaluate(
    (element) => element.getAttribute('aria-checked') ?? '',
  ) ?? '';
/** A real click, as the browser's permission prompt wants it. */
async function clickSwitch(id: string, on: boolean): Promise<void> {
  await desk.bringToFront();
  expect(await shownAs(id)).toBe(String(!on));
  await desk.click(switchOf(id));
  await desk.waitForSelector(`${switchOf(id)}[aria-checked="${on}"]`, { timeout: 5000 });
}
const registered = async (): Promise<string[]> =>
  ((await desk.evaluate('chrome.scripting.getRegisteredContentScripts()')) as { id: string }[]).map(({ id }) => id).sort();
const allowed = async (id: string): Promise<boolean> =>
  (await desk.evaluate(`chrome.permissions.contains({ origins: ${JSON.stringify(adapter(id).matches)} })`)) as boolean;
const keysOf = async (platform: string): Promise<string[]> =>
  (await tables(desk)).posts
    .filter((row) => row.key.startsWith(`${platform}\n`))
    .map((row) => row.key.slice(platform.length + 1));
const addTo = (page: Page, html: string): Promise<void> =>
  page.evaluate((markup) => {
    const element = new DOMParser().parseFromString(markup, 'text/html').body.firstElementChild;
    if (element) document.querySelector('[data-feed]')?.prepend(document.adoptNode(element));
  }, html);

describe('the shipped build and its permissions', () => {
  beforeAll(async () => {
    server = await startFeedServer(FEEDS);
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grantsOnRequest: ALL_HOSTS });
    errors = await watchErrors(chromium.browser);
    desk = await chromium.page('settings.html');
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it('asks for exactly what ARCHITECTURE.md names, and for no host before the reviewer does', () => {
    const manifest = JSON.parse(readFileSync(join(CHROME_BUILD, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    const { permissions, optional_host_permissions, externally_connectable, incognito, content_security_policy } = manifest;
    expect(permissions).toEqual(['storage', 'unlimitedStorage', 'alarms', 'scripting', 'offscreen']);
    expect(optional_host_permissions).toEqual([...new Set(ALL_HOSTS)].sort());
    expect(externally_connectable).toEqual({ ids: [] });
    expect(incognito).toBe('not_allowed');
    for (const key of [
      'host_permissions',
      'optional_permissions',
      'web_accessible_resources',
      'content_scripts',
      'commands',
      'devtools_page',
    ])
      expect(manifest).not.toHaveProperty(key);
    const { extension_pages } = content_security_policy as { extension_pages: string };
    expect(extension_pages).toBe(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types breakwater",
    );
  });

  it('with nothing granted no script of ours runs and nothing is read', async () => {
    for (const { platform } of FEEDS) {
      const page = await chromium.browser.newPage();
      await page.goto(server.address(platform), { waitUntil: 'load' });
      await pause(800);
      expect(await ownWorlds(page, chromium.extensionId)).toEqual([]);
    }
    expect(await registered()).toEqual([]);
    const now = await tables(desk);
    expect(now.posts).toEqual([]);
    expect(now.counters).toEqual([]);
  });

  it('no platform can be switched on before the notice has been read', async () => {
    await desk.bringToFront();
    expect(await shownAs('telegram')).toBe('false');
    await desk.click(switchOf('telegram'));
    await pause(300);
    expect(await allowed('telegram')).toBe(false);
    await desk.click('#notice-accept');
    await desk.waitForSelector('#notice-accept', { hidden: true });
  });

  it('switched on: the tab that is open already is read without a reload, and a new one too; the other platform stays off', async () => {
    const [telegram, x] = await openTabs();
    await clickSwitch('telegram', true);
    // What is not looked at is not read.
    await telegram.bringToFront();
    await until('the open tab', 10_000, async () => ((await keysOf('telegram')).length === 4 ? true : null));
    expect(await allowed('telegram')).toBe(true);
    expect(await registered()).toEqual(['telegram']);
    expect(await ownWorlds(telegram, chromium.extensionId)).toEqual([true]);
    expect(await ownWorlds(x, chromium.extensionId)).toEqual([]);
    const more = marked('telegram', 'a further post', 900);
    await telegram.bringToFront();
    await addTo(telegram, drawn('telegram', more));
    await until('a post that was added', 10_000, async () => ((await keysOf('telegram')).includes(more.id) ? true : null));
    const now = await until('all scored', 15_000, async () => {
      const all = await tables(desk);
      return all.posts.every((row) => row.state === 'scored') ? all : null;
    });
    const posts = [...(FEEDS[0]?.posts ?? []), more];
    expect(now.flags.map((flag) => flag.post.id).sort()).toEqual((await expectedFlags(posts)).sort());
    expect(await keysOf('x')).toEqual([]);
  });

  it('two at once, and a page loaded afterwards', async () => {
    const [, x] = await openTabs();
    await clickSwitch('x', true);
    await x.bringToFront();
    await until('the open tab', 10_000, async () => ((await keysOf('x')).length === 4 ? true : null));
    expect(await registered()).toEqual(['telegram', 'x']);
    await x.reload({ waitUntil: 'load' });
    await until('our script in the page loaded anew', 5000, async () =>
      (await ownWorlds(x, chromium.extensionId)).includes(true) ? true : null,
    );
  });

  it('switched off: the script is unregistered, the permission gone, and the open page stops within a second', async () => {
    const [telegram, x] = await openTabs();
    await clickSwitch('telegram', false);
    await pause(1000);
    expect(await ownWorlds(telegram, chromium.extensionId)).toEqual([false]);
    expect(await allowed('telegram')).toBe(false);
    expect(await registered()).toEqual(['x']);
    const [late, other] = [marked('telegram', 'after the end', 901), marked('x', 'still on', 902)];
    await telegram.bringToFront();
    await addTo(telegram, drawn('telegram', late));
    await telegram.evaluate('scrollTo(0, 0)');
    await pause(1000);
    await x.bringToFront();
    await addTo(x, drawn('x', other));
    await until('the other platform', 10_000, async () => ((await keysOf('x')).includes(other.id) ? true : null));
    expect(await keysOf('telegram')).not.toContain(late.id);
    await telegram.reload({ waitUntil: 'load' });
    await pause(500);
    expect(await ownWorlds(telegram, chromium.extensionId)).not.toContain(true);
    expect(await keysOf('telegram')).not.toContain(late.id);
  });

  it('on again, the page that was stopped is read again', async () => {
    const [telegram] = await openTabs();
    const again = marked('telegram', 'on again', 903);
    await addTo(telegram, drawn('telegram', again));
    await clickSwitch('telegram', true);
    await telegram.bringToFront();
    await until('the page that was stopped', 10_000, async () => ((await keysOf('telegram')).includes(again.id) ? true : null));
    expect(errors).toEqual([]);
  });

  it('updated while a page is open: the page is read on by the new one, and nothing is thrown by the old one', async () => {
    const [telegram] = await openTabs();
    expect(await chromium.browser.installExtension(CHROME_BUILD)).toBe(chromium.extensionId);
    desk = await until('the extension after its update', 10_000, () => chromium.page('settings.html').catch(() => null), 500);
    const later = marked('telegram', 'after the update', 904);
    await telegram.bringToFront();
    await addTo(telegram, drawn('telegram', later));
    await until('a post after the update', 10_000, async () => ((await keysOf('telegram')).includes(later.id) ? true : null));
    const row = (await tables(desk)).posts.find(({ key }) => key.endsWith(later.id));
    expect(row?.['seen']).toBe(1);
    expect(errors).toEqual([]);
  });
});

/** The feeds' tabs, in the order of FEEDS. */
async function openTabs(): Promise<[Page, Page]> {
  const pages = await chromium.browser.pages();
  const [telegram, x] = FEEDS.map(({ platform }) => pages.find((page) => page.url() === server.address(platform)));
  if (!telegram || !x) throw new Error('a tab is gone');
  return [telegram, x];
}
