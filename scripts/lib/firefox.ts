/** Firefox with our add-on in it, driven through its Marionette port: for `npm start`, the end-to-end tests and the bench. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findBrowser, type FoundBrowser } from './find-browsers';
import { connectMarionette, type Marionette } from './marionette';
import { later, pause, temporaryFolder, until } from './tidy';

/** As in wxt.config.ts. */
const ADDON = 'breakwater@example.org';
/** The add-on's address is random in each profile; this one makes it known. */
const ORIGIN = '6f1d3c5a-0b7e-4d52-9c1e-2a8b4f60d713';

export interface FirefoxOptions {
  /** Default: the Firefox of this machine. */
  browser?: FoundBrowser | undefined;
  /** Default: true. */
  headless?: boolean | undefined;
  /** Every https address leads to this port of 127.0.0.1, with whatever certificate it shows: the feed server's `proxyPort`. */
  proxyPort?: number | undefined;
  /** Default: true. Host permissions that a click asks for are granted without a prompt. */
  grantOnRequest?: boolean | undefined;
  /** A profile to use and to leave behind; default: a fresh one, removed at the end. */
  profile?: string | undefined;
  /** Language of the browser's own interface, BCP 47 (shown where that language pack is installed). */
  lang?: string | undefined;
  /** More preferences. */
  prefs?: Readonly<Record<string, string | number | boolean>> | undefined;
}

export interface Firefox {
  marionette: Marionette;
  process: ChildProcess;
  /** Address of a page of the add-on (`popup.html`). */
  url: (path: string) => string;
  /** Opens a tab and goes to it; returns its handle. */
  tab: (address?: string) => Promise<string>;
  /** Handle of the tab that is driven now. */
  handle: () => Promise<string>;
  switchTo: (handle: string) => Promise<void>;
  navigate: (address: string) => Promise<void>;
  /** Runs the body of an async function in the tab; what it returns must fit JSON. Page globals are at `window.wrappedJSObject`. */
  script: <T = unknown>(body: string, ...args: unknown[]) => Promise<T>;
  /** A real click, as a person's. */
  click: (selector: string) => Promise<void>;
  /** The tab as PNG. */
  screenshot: () => Promise<Buffer>;
  /** Size of the page's view, px; Firefox keeps its window at least 500 wide. */
  resize: (width: number, height: number) => Promise<void>;
  close: () => Promise<void>;
}

const PREFS = {
  'marionette.port': 0,
  'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: ORIGIN }),
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.warnOnQuit': false,
  'termsofuse.bypassNotification': true,
};

/** Nothing of a test leaves the machine: every host is ours, and what Firefox would ask of its own accord is off. */
const alone = (proxyPort: number) => ({
  'network.proxy.type': 1,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxyPort,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxyPort,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.update.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
});

/** Starts Firefox with the unpacked add-on or its zip. */
export async function launchFirefox(addon: string, options: FirefoxOptions = {}): Promise<Firefox> {
  const found = options.browser ?? findBrowser('firefox');
  const profile = options.profile ? { path: options.profile, remove: () => Promise.resolve() } : await temporaryFolder('firefox');
  const prefs = {
    ...PREFS,
    ...(options.proxyPort ? alone(options.proxyPort) : {}),
    'extensions.webextOptionalPermissionPrompts': !(options.grantOnRequest ?? true),
    ...(options.lang ? { 'intl.locale.requested': options.lang, 'intl.accept_languages': options.lang } : {}),
    ...options.prefs,
  };
  const lines = Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  await writeFile(resolve(profile.path, 'user.js'), lines.join(''));
  const portFile = resolve(profile.path, 'MarionetteActivePort');
  await rm(portFile, { force: true });

  const process = spawn(
    found.path,
    [
      ...((options.headless ?? true) ? ['--headless'] : []),
      ...['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile.path],
    ],
    { stdio: 'ignore', detached: globalThis.process.platform !== 'win32' },
  );
  let failure: Error | null = null;
  process.on('error', (error) => (failure = error));
  let client: Marionette | null = null;
  const end = later(async () => {
    await Promise.race([client?.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined), pause(3000)]);
    client?.close();
    await endProcess(process, client ? 5000 : 0);
  });
  const port = await until('Firefox', 60_000, async () => {
    if (failure) throw failure;
    if (process.exitCode !== null) throw new Error(`Firefox ended with ${process.exitCode} before it could be used.`);
    return Number(await readFile(portFile, 'utf8').catch(() => '')) || null;
  });
  const marionette = (client = await connectMarionette(port));
  await marionette.send('WebDriver:NewSession', {
    acceptInsecureCerts: Boolean(options.proxyPort),
    unhandledPromptBehavior: 'ignore',
  });
  await marionette.send('Addon:Install', { path: resolve(addon), temporary: true });
  return {
    ...driver(marionette),
    marionette,
    process,
    close: async () => {
      await end();
      await profile.remove();
    },
  };
}

function driver({ send }: Marionette): Omit<Firefox, 'marionette' | 'process' | 'close'> {
  const navigate = async (url: string): Promise<void> => void (await send('WebDriver:Navigate', { url }));
  const switchTo = async (handle: string): Promise<void> =>
    void (await send('WebDriver:SwitchToWindow', { handle, focus: true }));
  const script = async <T>(body: string, ...args: unknown[]) => {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...Array.prototype.slice.call(arguments, 0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value } = await send<{ value: { value?: T; error?: string } }>('WebDriver:ExecuteAsyncScript', { script, args });
    if (value.error !== undefined) throw new Error(value.error);
    return value.value as T;
  };
  return {
    url: (path) => `moz-extension://${ORIGIN}/${path}`,
    navigate,
    handle: async () => (await send<{ value: string }>('WebDriver:GetWindowHandle')).value,
    switchTo,
    tab: async (address) => {
      const { handle } = await send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab', focus: true });
      await switchTo(handle);
      if (address) await navigate(address);
      return handle;
    },
    script,
    click: async (selector) => {
      const { value } = await send<{ value: Record<string, string> }>('WebDriver:FindElement', {
        using: 'css selector',
        value: selector,
      });
      await send('WebDriver:ElementClick', { id: Object.values(value)[0] });
    },
    screenshot: async () => {
      const { value } = await send<{ value: string }>('WebDriver:TakeScreenshot', { full: false });
      return Buffer.from(value, 'base64');
    },
    resize: async (width, height) => {
      await send('WebDriver:SetWindowRect', { width, height });
      const frame = await script<{ x: number; y: number }>(
        'return { x: outerWidth - innerWidth, y: outerHeight - innerHeight };',
      );
      await send('WebDriver:SetWindowRect', { width: width + frame.x, height: height + frame.y });
    },
  };
}

/** Waits up to `patience` ms for Firefox to end by itself, then ends it and its children. */
async function endProcess(process: ChildProcess, patience: number): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null || process.pid === undefined) return;
  const ended = new Promise<true>((done) => process.once('exit', () => done(true)));
  if (await Promise.race([ended, pause(patience)])) return;
  try {
    if (globalThis.process.platform === 'win32') process.kill('SIGKILL');
    else globalThis.process.kill(-process.pid, 'SIGKILL');
  } catch {
    return;
  }
  await ended;
}
