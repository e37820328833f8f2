/** One browser with our extension in it, as `npm start` uses it: the same few steps for Chromium's family and for Firefox. */
import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { launchChromium } from './chromium';
import type { FeedServer } from './feed-server';
import { launchFirefox } from './firefox';
import type { FoundBrowser } from './find-browsers';
import { READ_STORE, SCROLL_THROUGH, type Stored } from './queue';
import { pause } from './tidy';

export interface Session {
  /** Opens a feed in a tab and scrolls through it once; saves a picture of its top. */
  visit: (address: string, picture: string | null) => Promise<void>;
  /** Opens a page of the extension in a tab. `size` in px; null leaves the window as it is. */
  open: (path: string, size: { width: number; height: number } | null, picture: string | null) => Promise<void>;
  /** What the extension has stored, read from a page of its own. */
  stored: () => Promise<Stored | null>;
  /** Resolves when the person has closed the browser. */
  closed: Promise<void>;
  close: () => Promise<void>;
}

export interface SessionOptions {
  browser: FoundBrowser;
  extension: string;
  headless: boolean;
  /** Without one, hosts are the real ones: for a person's own sites. */
  server: FeedServer | null;
  /** A profile to keep; null: a fresh one. */
  profile: string | null;
}

/** The page that the database is read from. */
const STORE_PAGE = 'popup.html';

export const startSession = (options: SessionOptions): Promise<Session> =>
  options.browser.kind === 'firefox' ? firefoxSession(options) : chromiumSession(options);

async function chromiumSession({ browser: found, extension, headless, server, profile }: SessionOptions): Promise<Session> {
  const { browser, page, close } = await launchChromium(extension, {
    browser: found,
    headless,
    hostsPort: server?.port,
    userDataDir: profile ?? undefined,
    forPerson: server === null,
  });
  let blank: Page | undefined = (await browser.pages())[0];
  let store: Page | null = null;
  const take = async (address: string): Promise<Page> => {
    const tab = blank ?? (await browser.newPage());
    blank = undefined;
    await tab.goto(address);
    return tab;
  };
  const shoot = async (tab: Page, path: string | null): Promise<void> => {
    if (path) await writeFile(path, await tab.screenshot());
  };
  return {
    visit: async (address, picture) => {
      const tab = await take(address);
      await tab.bringToFront();
      await tab.evaluate(`(async () => {${SCROLL_THROUGH}})()`);
      await shoot(tab, picture);
    },
    open: async (path, size, picture) => {
      const tab = path === STORE_PAGE && store ? store : await page(path);
      await tab.bringToFront();
      if (size) await tab.setViewport({ ...size, deviceScaleFactor: 2 });
      await pause(700);
      await shoot(tab, picture);
      if (!server) await blank?.close();
    },
    stored: async () => {
      if (!store || store.isClosed()) store = await page(STORE_PAGE);
      const json = (await store.evaluate(`(async () => {${READ_STORE}})()`)) as string | null;
      return json === null ? null : (JSON.parse(json) as Stored);
    },
    // The last window closed is the end as well, where the program itself would live on.
    closed: new Promise((resolve) => {
      browser.on('disconnected', () => resolve());
      browser.on('targetdestroyed', () => {
        const pages = browser.targets().filter((target) => target.type() === 'page');
        if (!pages.length) resolve();
      });
    }),
    close,
  };
}

async function firefoxSession({ browser, extension, headless, server, profile }: SessionOptions): Promise<Session> {
  const firefox = await launchFirefox(extension, {
    browser,
    headless,
    proxyPort: server?.proxyPort,
    profile: profile ?? undefined,
    grantOnRequest: server !== null,
  });
  let fresh = true;
  let store: string | null = null;
  const take = async (address: string): Promise<string> => {
    const reuse = fresh;
    fresh = false;
    if (!reuse) return firefox.tab(address);
    await firefox.navigate(address);
    return firefox.handle();
  };
  const shoot = async (path: string | null): Promise<void> => {
    if (path) await writeFile(path, await firefox.screenshot());
  };
  return {
    visit: async (address, picture) => {
      await take(address);
      await firefox.script(SCROLL_THROUGH);
      await shoot(picture);
    },
    open: async (path, size, picture) => {
      if (path === STORE_PAGE && store) await firefox.switchTo(store);
      else await take(firefox.url(path));
      if (size) await firefox.resize(size.width, size.height);
      await pause(700);
      await shoot(picture);
    },
    stored: async () => {
      if (store) await firefox.switchTo(store);
      else store = await take(firefox.url(STORE_PAGE));
      const json = await firefox.script<string | null>(READ_STORE);
      return json === null ? null : (JSON.parse(json) as Stored);
    },
    closed: new Promise((resolve) => firefox.process.once('exit', () => resolve())),
    close: firefox.close,
  };
}
