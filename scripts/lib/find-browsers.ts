/** Which browsers are on this machine: Chromium, Chrome, Edge, Firefox, in the places where their installers put them and on PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

export const BROWSERS = ['chromium', 'chrome', 'edge', 'firefox'] as const;
export type BrowserKind = (typeof BROWSERS)[number];

export interface FoundBrowser {
  kind: BrowserKind;
  path: string;
  /** Chrome and Edge no longer take `--load-extension`: their extension is loaded through the DevTools protocol. */
  branded: boolean;
}

/** The machine as the search sees it; a test gives its own. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  isProgram: (path: string) => boolean;
}

/** Names on PATH, best first. */
const COMMANDS: Record<BrowserKind, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser'],
  chrome: ['google-chrome-stable', 'google-chrome', 'google-chrome-beta'],
  edge: ['microsoft-edge-stable', 'microsoft-edge'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};
/** Bundles in /Applications or ~/Applications. */
const MAC: Record<BrowserKind, string> = {
  chromium: 'Chromium.app/Contents/MacOS/Chromium',
  chrome: 'Google Chrome.app/Contents/MacOS/Google Chrome',
  edge: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  firefox: 'Firefox.app/Contents/MacOS/firefox',
};
/** Below Program Files or the user's own AppData. */
const WINDOWS: Record<BrowserKind, string> = {
  chromium: 'Chromium\\Application\\chrome.exe',
  chrome: 'Google\\Chrome\\Application\\chrome.exe',
  edge: 'Microsoft\\Edge\\Application\\msedge.exe',
  firefox: 'Mozilla Firefox\\firefox.exe',
};

function candidates(kind: BrowserKind, { platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
    return folders.map((folder) => `${folder}\\${WINDOWS[kind]}`);
  }
  const mac =
    platform === 'darwin' ? ['/Applications', `${env['HOME'] ?? ''}/Applications`].map((folder) => `${folder}/${MAC[kind]}`) : [];
  const folders = [...(env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(Boolean);
  return [...mac, ...COMMANDS[kind].flatMap((name) => folders.map((folder) => `${folder}/${name}`))];
}

/** The browsers that are there, one of each kind, in the order in which we would use them. */
export function findBrowsers(machine: Machine = thisMachine): FoundBrowser[] {
  return BROWSERS.flatMap((kind) => {
    const path = candidates(kind, machine).find(machine.isProgram);
    return path === undefined ? [] : [{ kind, path, branded: kind === 'chrome' || kind === 'edge' }];
  });
}

/** The browser of a kind, or an Error that says how to get it: for tests and the bench. */
export function findBrowser(kind: BrowserKind, machine: Machine = thisMachine): FoundBrowser {
  const found = findBrowsers(machine).find((browser) => browser.kind === kind);
  if (!found) throw new Error(`${kind} is not installed.`);
  return found;
}

/** Can windows be shown? On Linux with a display only; elsewhere always. */
export const hasDisplay = ({ platform, env }: Pick<Machine, 'platform' | 'env'>): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
export const thisMachine: Machine = { platform: process.platform, env: process.env, isProgram };

/** Debian or a child of it, as root: browsers can be installed without asking anyone. */
export const canInstall = (machine: Machine = thisMachine): boolean =>
  machine.platform === 'linux' && process.getuid?.() === 0 && machine.isProgram(join('/usr/bin', 'apt-get'));
