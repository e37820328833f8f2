/** Browsers for a bare Debian machine. */
import { spawn } from 'node:child_process';
import { later } from './tidy';

/** With fonts: a bare machine draws Arabic and emoji as boxes. */
const PACKAGES = ['chromium', 'firefox-esr', 'fonts-noto-core', 'fonts-noto-color-emoji'];

/** Installs both browsers with apt-get, as root. Throws an Error in words when that fails. */
export async function installBrowsers(): Promise<void> {
  await aptGet(['update', '-qq']);
  await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES]);
}

async function aptGet(args: readonly string[]): Promise<void> {
  const child = spawn('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const forget = later(() => child.kill());
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  await forget();
  if (code !== 0) throw new Error(`apt-get ${args[0]} ended with ${code}; its own words are above.`);
}
