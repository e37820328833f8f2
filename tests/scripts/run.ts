/** Runs one of our commands as a person would, and gives what it said. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function run(script: string, args: string[], cwd = ROOT): { code: number | null; out: string; err: string } {
  const tsx = `${ROOT}node_modules/tsx/dist/cli.mjs`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, `${ROOT}scripts/${script}.ts`, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: status, out: stdout, err: stderr };
}
