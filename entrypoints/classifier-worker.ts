/** The classifier worker, one file for both browsers: loads the bundled model, checks it, scores one text at a time. Touches no storage. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import manifest from '@/models/manifest.json';
import { assess } from '@/utils/scoring/assess';
import { startClassifier } from '@/utils/scoring/classifier';
import { features } from '@/utils/scoring/features';
import { verifiedModel, type Model } from '@/utils/scoring/model';
import type { ClassifierStatus, WorkerReply, WorkerRequest } from '@/utils/scoring/worker-client';
import type { Scored } from '@/utils/types';

/** Extension files only: the address is this worker's own origin. */
const own = (path: string): string => new URL(path, self.location.origin).href;

/** Builds the word lists' look-up before the first post asks for it (0.3 s). */
const warm = () => assess('', null);

async function load(): Promise<{ model: Model | null; status: ClassifierStatus }> {
  try {
    const response = await fetch(own('/models/gate.onnx')).catch(() => null);
    if (!response?.ok) throw new Error('models/gate.onnx is missing.');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const paths = { mjs: own('/ort/ort-wasm-simd-threaded.mjs'), wasm: own('/ort/ort-wasm-simd-threaded.wasm') };
    const model = await verifiedModel(bytes, manifest, (file) => startClassifier(file, paths), features);
    return { model, status: { mode: 'model', version: manifest.version, reason: '' } };
  } catch (error) {
    return {
      model: null,
      status: { mode: 'rules', version: 'rules', reason: error instanceof Error ? error.message : String(error) },
    };
  }
}

export default defineUnlistedScript(() => {
  const loading = warm().then(load);
  let queue: Promise<unknown> = Promise.resolve();

  async function answer({ id, texts }: WorkerRequest): Promise<WorkerReply> {
    const { model, status } = await loading;
    const results: (Scored | null)[] = [];
    for (const text of texts) results.push(await assess(text, model).catch(() => null));
    return { id, results, status };
  }

  self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
    queue = queue.then(() => answer(data)).then((reply) => self.postMessage(reply));
  };
});
