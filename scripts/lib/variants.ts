/** Builds of the extension whose classifier is another: the repository as it stands, with some of `models/` replaced. */
import { copyFile, cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, type Manifest } from '../../utils/scoring/model';
import type { ModelFile } from '../../utils/scoring/model-files';
import { build } from './build';
import { ROOT } from './install.mjs';
import { temporaryFolder } from './tidy';

/** What a variant's classifier runs on, beside what ships. */
export interface Variant {
  name: string;
  /** Model files taken from elsewhere; null: left out, which leaves the keyword rules. */
  files?: Partial<Record<ModelFile, string | null>>;
  manifest?: (shipped: Manifest) => Manifest;
}

const RAW = { a: 1, b: 0 };
/** The second stage is asked about every text and nobody else is: the score is its own, not calibrated. */
export const judgeAlone = (shipped: Manifest): Manifest => ({
  ...shipped,
  gate: { ...shipped.gate, pass: 0 },
  blend: { gate: 0, gateKind: 0, rules: 0 },
  calibration: { ...shipped.calibration, groups: { all: RAW } },
  thresholds: { cautious: 0.9, balanced: 0.5, wide: 0.1 },
});
/** The second stage is never asked. */
export const firstStageAlone = (shipped: Manifest): Manifest => ({
  ...shipped,
  gate: { ...shipped.gate, pass: 1 - 1e-12 },
  thresholds: { cautious: 1, balanced: 1, wide: 1 },
});
/** Nor do the keyword rules add to the gate. */
export const gateAlone = (shipped: Manifest): Manifest => firstStageAlone({ ...shipped, gate: { ...shipped.gate, rules: 0 } });

/** JavaScript for a page of the extension: a classifier worker of its own, as Trusted Types want it. */
export const NEW_WORKER = `new Worker((window.trustedTypes?.createPolicy('breakwater', { createScriptURL: (text) => text }) ?? { createScriptURL: (text) => text }).createScriptURL('/classifier-worker.js'))`;

/** What a build reads. */
const READ = ['components', 'entrypoints', 'utils', 'public', 'models', 'package.json', 'tsconfig.json', 'wxt.config.ts'];

/** Builds a variant for Chromium in a folder of its own. Throws an Error with the builder's last words. */
export async function buildVariant({ files = {}, manifest = (shipped) => shipped }: Variant): Promise<string> {
  const { path } = await temporaryFolder('variant');
  for (const name of READ)
    await cp(join(ROOT, name), join(path, name), {
      recursive: true,
      filter: (from) => !from.includes(join('models', 'training')),
    });
  await symlink(join(ROOT, 'node_modules'), join(path, 'node_modules'), 'junction');
  const models = join(path, 'models');
  const shipped = JSON.parse(await readFile(join(models, 'manifest.json'), 'utf8')) as Manifest;
  // A canary is an answer of the shipped files.
  const changed: Manifest = { ...manifest(shipped), canaries: [] };
  for (const [name, from] of Object.entries(files)) {
    const to = join(models, name);
    if (from === null) {
      await writeFile(to, '');
      continue;
    }
    await copyFile(from, to);
    const bytes = new Uint8Array(await readFile(to));
    changed.files[name] = { sha256: await sha256(bytes), bytes: bytes.byteLength };
  }
  await writeFile(join(models, 'manifest.json'), JSON.stringify(changed));
  return build('chrome', path);
}
