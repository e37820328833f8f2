/** `npm start`: the first thing anyone runs. Checks Node, installs what is missing, then hands over to start.ts. Plain Node: there is no node_modules yet. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, nodeProblem, ROOT } from './lib/install.mjs';

const problem = nodeProblem(process.version);
if (problem) {
  console.error(`start: ${problem}`);
  process.exit(1);
}
if (!installPackages()) process.exit(1);

const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'start.ts')].concat(process.argv.slice(2)), {
  cwd: ROOT,
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself: this process only waits until it has tidied up. A kill of this process is passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('error', (error) => {
  console.error(`start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code === null ? (signal === 'SIGINT' ? 130 : 143) : code));
