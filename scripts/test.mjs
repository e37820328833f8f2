/** `npm test`: installs what is missing, then everything that must hold, quick first. Plain Node, so that it runs before anything is installed. Last line: `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Z]:)/, '$1');
const windows = process.platform === 'win32';
const npx = windows ? 'npx.cmd' : 'npx';
const total = { passed: 0, failed: 0 };

/** Runs a command, its output passed through; true when it ended with 0. */
function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** One thing that either holds or does not. */
function check(name, command, args) {
  console.log(`\n== ${name}`);
  const ok = run(command, args);
  total[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  return ok;
}

/** A vitest run: its tests are counted one by one; a run that could not start counts as one failure. */
function suite(name, args) {
  console.log(`\n== ${name}`);
  const report = join(root, 'out', 'test', `${name.replace(/\W+/g, '-')}.json`);
  rmSync(report, { force: true });
  const ok = run(npx, ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]);
  if (!existsSync(report)) {
    total.failed += 1;
    console.log(`FAILED: ${name} did not run`);
    return;
  }
  const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += numPassedTests;
  total.failed += numFailedTests + (ok || numFailedTests ? 0 : 1) + (numTotalTests ? 0 : 1);
}

function install() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Node 20.12 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  if (
    !existsSync(join(root, 'node_modules', '.package-lock.json')) &&
    !run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'])
  )
    process.exit(1);
  const missing = [
    ['chromium', ['/usr/bin/chromium']],
    ['firefox-esr', ['/usr/bin/firefox-esr', '/usr/bin/firefox']],
  ].filter(([, paths]) => !paths.some((path) => existsSync(path)));
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!missing.length || !debian) return;
  const names = [...missing.map(([name]) => name), 'fonts-noto-core', 'fonts-noto-color-emoji'];
  console.log(`Installing ${names.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (
    !run('apt-get', ['update', '-qq'], env) ||
    !run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], env)
  )
    process.exit(1);
}

mkdirSync(join(root, 'out', 'test'), { recursive: true });
install();
const quick = process.argv.includes('--quick');
check('prepare', npx, ['wxt', 'prepare']);
check('types', npx, ['tsc', '--noEmit']);
check('lint', npx, ['eslint', '.']);
check('format', npx, ['prettier', '--check', '.']);
suite('unit', []);
if (!quick) {
  const built =
    check('build for Chromium', npx, ['wxt', 'build']) && check('build for Firefox', npx, ['wxt', 'build', '-b', 'firefox']);
  if (built) {
    check('add-on lint', npx, ['web-ext', 'lint', '--source-dir', '.output/firefox-mv2', '--no-config-discovery']);
    suite('end to end, Chromium', ['--config', 'tests/e2e/vitest.config.ts', 'tests/e2e/chromium']);
    suite('end to end, Firefox', ['--config', 'tests/e2e/vitest.config.ts', 'tests/e2e/firefox']);
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
