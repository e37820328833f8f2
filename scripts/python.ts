/** Runs a program of models/training/ in the repository's own Python environment, made on first use: `tsx scripts/python.ts REQUIREMENTS MODULE-OR-FILE …`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './args';

const TRAINING = join('models', 'training');
const [list = '', ...rest] = process.argv.slice(2);
const wanted = join(TRAINING, list);
if (!list || !existsSync(wanted)) fail('python', `there is no ${wanted}`, 64);
const windows = process.platform === 'win32';
const python = join('.venv', windows ? 'Scripts/python.exe' : 'bin/python');
const stamp = join('.venv', `installed-${list}`);
const hash = createHash('sha256').update(readFileSync(wanted)).digest('hex');

/** Runs it with its output passed through; true when it ended with 0. */
const run = (program: string, args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'inherit' }).status === 0;

if (!existsSync(python) && !run(windows ? 'python' : 'python3', ['-m', 'venv', '.venv']))
  fail('python', 'Python 3.11 or later with venv is needed for this (on Debian: apt-get install python3-venv).', 1);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  console.error(`installing models/training/${list} into .venv …`);
  if (!run(python, ['-m', 'pip', 'install', '-q', '--require-hashes', '-r', wanted]))
    fail('python', `${wanted} could not be installed`, 1);
  writeFileSync(stamp, hash);
}
process.exitCode = run(python, rest) ? 0 : 1;
