/** What must be there before anything of ours runs. Plain old Node: this is read by versions that are too old for the rest. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that runs this project, as in package.json `engines`. */
const OLDEST = [20, 12];
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Why this Node (`v20.11.0`) will not do, in words; empty where it will. */
export function nodeProblem(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  const fits = parts[0] > OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] >= OLDEST[1]);
  return fits ? '' : `Node ${OLDEST.join('.')} or newer is needed; this is ${version}. It is at https://nodejs.org/.`;
}

/** Packages of a lock file (its parsed JSON) that are not installed in that version; `installed` is npm's own record inside node_modules, or null. */
export function missingPackages(lock, installed) {
  const have = (installed && installed.packages) || {};
  return Object.keys(lock.packages || {}).filter((path) => {
    const wanted = lock.packages[path];
    // Optional ones and those for one kind of machine may be left out by npm.
    if (!path || wanted.optional || wanted.os || wanted.cpu || wanted.link) return false;
    return !have[path] || have[path].version !== wanted.version;
  });
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** Installs the packages that are missing and says so. False when npm failed: it has said why. */
export function installPackages() {
  const lock = readJson(join(ROOT, 'package-lock.json'));
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'));
  const missing = lock ? missingPackages(lock, installed) : installed ? [] : ['all'];
  if (!missing.length) return true;
  const command = lock ? 'ci' : 'install';
  console.log(`Installing packages (npm ${command}; the first time takes a minute) …`);
  const npm = process.env.npm_execpath;
  const windows = process.platform === 'win32';
  const { status, error } =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, command, '--loglevel=error'], { cwd: ROOT, stdio: 'inherit' })
      : spawnSync(windows ? 'npm.cmd' : 'npm', [command, '--loglevel=error'], { cwd: ROOT, stdio: 'inherit', shell: windows });
  if (status !== 0)
    console.error(`start: the packages could not be installed${error ? ` (${error.message})` : ''}; npm's own words are above.`);
  return status === 0;
}
