/** The classifier worker, one file for both browsers: loads the bundled model, checks it, scores and explains one text at a time. Touches no storage. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import manifest from '@/models/manifest.json';
import { assess } from '@/utils/scoring/assess';
import { startGate, startJudge } from '@/utils/scoring/classifier';
import { verifiedModel } from '@/utils/scoring/model';
import type { ModelFile } from '@/utils/scoring/model-files';
import { createDesk, type Loaded } from '@/utils/scoring/worker-desk';
import type { ToWorker } from '@/utils/scoring/worker-protocol';

/** Extension files only: the address is this worker's own origin. */
const own = (path: string): string => new URL(path, self.location.origin).href;

/** Builds the word lists' look-up before the first post asks for it (0.3 s). */
const warm = () => assess('a', null);

async function read(name: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(own(`/models/${name}`)).catch(() => null);
  if (!response?.ok) throw new Error(`models/${name} is missing.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function load(): Promise<Loaded> {
  try {
    const paths = { mjs: own('/ort/ort-wasm-simd-threaded.mjs'), wasm: own('/ort/ort-wasm-simd-threaded.wasm') };
    const model = await verifiedModel(read, manifest, {
      gate: (bytes) => startGate(bytes, paths),
      judge: (bytes, table, pieces) => startJudge(bytes, table, pieces, paths),
    });
    return { model, status: { mode: 'model', version: manifest.version, reason: '' } };
  } catch (error) {
    return {
      model: null,
      status: { mode: 'rules', version: 'rules', reason: error instanceof Error ? error.message : String(error) },
    };
  }
}

export default defineUnlistedScript(() => {
  const hear = createDesk(warm().then(load), assess, (message) => self.postMessage(message));
  self.onmessage = ({ data }: MessageEvent<ToWorker>) => hear(data);
});
