/** Chromium, Chrome or Edge with our extension in it, for `npm start`, the end-to-end tests and the bench. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findBrowser, type FoundBrowser } from './find-browsers';
import { later, temporaryFolder } from './tidy';

export interface ChromiumOptions {
  /** Default: the Chromium of this machine. */
  browser?: FoundBrowser | undefined;
  /** Default: true. */
  headless?: boolean | undefined;
  /** Every host name leads to this port of 127.0.0.1, with whatever certificate it shows. */
  hostsPort?: number | undefined;
  /** Match patterns that the reviewer has granted before the start (`grants`), or will grant when asked (`grantsOnRequest`). */
  grants?: readonly string[] | undefined;
  grantsOnRequest?: readonly string[] | undefined;
  /** A profile to use and to leave behind; default: a fresh one, removed at the end. */
  userDataDir?: string | undefined;
  /** Language of the browser's own interface, BCP 47. */
  lang?: string | undefined;
  /** `flag`: `--load-extension`; `cdp`: the DevTools protocol, the only way in Chrome and Edge. */
  loadVia?: 'flag' | 'cdp' | undefined;
  /** The person at the keyboard drives it, not we: no banner that says otherwise. */
  forPerson?: boolean | undefined;
}

export interface Chromium {
  browser: Browser;
  extensionId: string;
  userDataDir: string;
  /** Opens a page of the extension (`popup.html`) in a new tab. */
  page: (path: string) => Promise<Page>;
  /** Ends the browser and removes its profile. */
  close: () => Promise<void>;
}

/** Starts the browser with the unpacked extension. With grants it starts twice: a permission can be noted only in a profile that knows the extension. */
export async function launchChromium(extensionDir: string, options: ChromiumOptions = {}): Promise<Chromium> {
  const profile = options.userDataDir
    ? { path: options.userDataDir, remove: () => Promise.resolve() }
    : await temporaryFolder('chromium');
  for (const [origins, when] of [
    [options.grants, 'now'],
    [options.grantsOnRequest, 'on-request'],
  ] as const) {
    if (!origins?.length) continue;
    if (loadsVia(options) === 'cdp')
      throw new Error('Grants need an extension loaded by flag: the protocol loads it anew each time.');
    const first = await start(extensionDir, profile.path, options);
    await first.end();
    await (when === 'now' ? granted : grantOnRequest)(profile.path, first.extensionId, origins);
  }
  const { browser, extensionId, end } = await start(extensionDir, profile.path, options);
  return {
    browser,
    extensionId,
    userDataDir: profile.path,
    page: async (path) => {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    close: async () => {
      await end();
      await profile.remove();
    },
  };
}

const browserOf = (options: ChromiumOptions): FoundBrowser => options.browser ?? findBrowser('chromium');
const loadsVia = (options: ChromiumOptions): 'flag' | 'cdp' => options.loadVia ?? (browserOf(options).branded ? 'cdp' : 'flag');

interface Started {
  browser: Browser;
  extensionId: string;
  end: () => Promise<void>;
}

async function start(extensionDir: string, userDataDir: string, options: ChromiumOptions): Promise<Started> {
  const viaFlag = loadsVia(options) === 'flag';
  const { hostsPort, lang } = options;
  const browser = await launch({
    executablePath: browserOf(options).path,
    headless: options.headless ?? true,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    userDataDir,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: options.forPerson ? ['--enable-automation'] : [],
    ...(lang ? { env: { ...process.env, LANGUAGE: lang } } : {}),
    args: [
      '--window-size=1280,900',
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(viaFlag ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`] : []),
      ...(hostsPort
        ? [`--host-resolver-rules=MAP * 127.0.0.1:${hostsPort}`, '--ignore-certificate-errors', '--disable-quic']
        : []),
      ...(lang ? [`--lang=${lang}`, `--accept-lang=${lang}`] : []),
    ],
  });
  const end = later(() => endBrowser(browser));
  const extensionId = viaFlag ? await idOfWorker(browser) : await browser.installExtension(extensionDir);
  return { browser, extensionId, end };
}

/** The extension's id is the host of its service worker's address. */
async function idOfWorker(browser: Browser): Promise<string> {
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && /^chrome-extension:/.test(target.url()),
    {
      timeout: 30_000,
    },
  );
  return new URL(worker.url()).host;
}

/** Asks the browser to close, so that it writes its profile; one that does not answer is killed. */
async function endBrowser(browser: Browser): Promise<void> {
  if (!browser.connected) return;
  const process = browser.process();
  const killer = setTimeout(() => process?.kill('SIGKILL'), 10_000);
  await browser.close().catch(() => undefined);
  clearTimeout(killer);
}

/** What Chromium notes about an extension in `Default/Preferences`, as far as it is used here. */
type Noted = Record<string, unknown>;

async function note(userDataDir: string, id: string, origins: readonly string[], fields: readonly string[]): Promise<void> {
  const file = join(userDataDir, 'Default', 'Preferences');
  const preferences = JSON.parse(await readFile(file, 'utf8')) as { extensions?: { settings?: Record<string, Noted> } };
  const noted = preferences.extensions?.settings?.[id];
  if (!noted) throw new Error(`This profile does not know the extension ${id}.`);
  for (const field of fields) {
    const before = (noted[field] ?? {}) as { api?: unknown[]; explicit_host?: string[] };
    noted[field] = {
      api: before.api ?? [],
      explicit_host: [...new Set([...(before.explicit_host ?? []), ...origins])],
      manifest_permissions: [],
      scriptable_host: [],
    };
  }
  await writeFile(file, JSON.stringify(preferences));
}

/** The prompt cannot be clicked by a program: with this note in the profile, `permissions.request` from a real click is granted at once. The browser must be closed. */
export const grantOnRequest = (userDataDir: string, id: string, origins: readonly string[]): Promise<void> =>
  note(userDataDir, id, origins, ['runtime_granted_permissions']);

/** The hosts are granted when the browser starts the next time. The browser must be closed. */
export const granted = (userDataDir: string, id: string, origins: readonly string[]): Promise<void> =>
  note(userDataDir, id, origins, ['runtime_granted_permissions', 'active_permissions', 'granted_permissions']);
