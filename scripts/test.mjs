/** `npm test`: installs what is missing, then hands over to test.ts. Plain Node: there may be no node_modules yet. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, nodeProblem, ROOT } from './lib/install.mjs';

const problem = nodeProblem(process.version);
if (problem) {
  console.error(`test: ${problem}`);
  process.exit(1);
}
if (!installPackages()) process.exit(1);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(ROOT, 'scripts', 'test.ts')].concat(process.argv.slice(2)),
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
