/** Everything that must hold, quick first: types, lint, format, unit tests, then both browsers on the built extension. Last line: `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './args';
import { findBrowsers } from './lib/find-browsers';
import { installBrowsers } from './lib/install-browsers';

const { values } = readArgs(
  'test',
  'usage: npm test [-- --quick]\n\n  --quick   no browsers: types, lint, format and unit tests',
  {
    quick: { type: 'boolean' },
  },
);
const total = { passed: 0, failed: 0 };
/** What failed, said again at the end: a log is often kept by its last lines only. */
const broken: string[] = [];

/** Runs a program of node_modules, its output passed through; true when it ended with 0. */
function run(program: string, args: readonly string[]): boolean {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(join('node_modules', '.bin', program), args, { stdio: 'inherit', shell });
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

/** One thing that either holds or does not. */
function check(name: string, program: string, args: readonly string[]): boolean {
  console.log(`\n== ${name}`);
  const holds = run(program, args);
  total[holds ? 'passed' : 'failed'] += 1;
  if (!holds) broken.push(name);
  console.log(`${holds ? 'ok' : 'FAILED'}: ${name}`);
  return holds;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
}
const NO_REPORT: Report = { numPassedTests: 0, numFailedTests: 0, testResults: [] };

/** A vitest run: its tests are counted one by one; a run that did not start, or ran nothing, is a failure. */
function suite(name: string, args: readonly string[]): void {
  console.log(`\n== ${name}`);
  const file = join('out', 'test', `${name.replace(/\W+/g, '-')}.json`);
  rmSync(file, { force: true });
  const ended = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args]);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : NO_REPORT;
  const cut = (!ended && report.numFailedTests === 0) || report.numPassedTests + report.numFailedTests === 0;
  if (cut) broken.push(`${name} did not run to its end`);
  for (const { assertionResults } of report.testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed') broken.push(`${name}: ${fullName}: ${failureMessages.join(' ').slice(0, 500)}`);
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + (cut ? 1 : 0);
}

async function browsers(): Promise<void> {
  const there = () => new Set(findBrowsers().map(({ kind }) => kind));
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (debian && !(there().has('chromium') && there().has('firefox'))) await installBrowsers();
  if (!check('build for Chromium', 'wxt', ['build']) || !check('build for Firefox', 'wxt', ['build', '-b', 'firefox'])) return;
  check('add-on lint', 'web-ext', ['lint', '--source-dir', '.output/firefox-mv2', '--no-config-discovery']);
  for (const [kind, name] of [
    ['chromium', 'Chromium'],
    ['firefox', 'Firefox'],
  ] as const) {
    if (there().has(kind)) suite(`end to end, ${name}`, ['--config', 'tests/e2e/vitest.config.ts', `tests/e2e/${kind}/`]);
    else {
      total.failed += 1;
      broken.push(`${name} is not on this machine. Install it to run its tests.`);
    }
  }
}

mkdirSync(join('out', 'test'), { recursive: true });
check('prepare', 'wxt', ['prepare']);
check('types', 'tsc', ['--noEmit']);
check('lint', 'eslint', ['.']);
check('format', 'prettier', ['--check', '.']);
suite('unit', []);
if (!values.quick) await browsers();
for (const line of broken) console.log(`FAILED: ${line}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
