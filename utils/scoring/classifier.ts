/** onnxruntime-web's only home: bytes → a function from feature ids to answers. One thread, one post a run (prototype §3-4: batching gains nothing). */
import * as ort from 'onnxruntime-web/wasm';
import { counted } from './features';
import type { Infer } from './model';

/** Where the runtime's two files lie; left out under Node, which finds its own. */
export interface RuntimePaths {
  mjs: string;
  wasm: string;
}

/** Starts the network. Throws when the runtime or the file cannot be loaded. */
export async function startClassifier(bytes: Uint8Array, paths?: RuntimePaths): Promise<Infer> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  if (paths) ort.env.wasm.wasmPaths = paths;
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  return async (features) => {
    const { ids, tf } = features.length ? counted(features) : { ids: Int32Array.of(0), tf: Float32Array.of(0) };
    const result = await session.run({
      ids: new ort.Tensor('int32', ids, [ids.length]),
      tf: new ort.Tensor('float32', tf, [tf.length]),
    });
    return { logit: first(result['ad']), services: floats(result['services']), kinds: floats(result['kinds']) };
  };
}

function floats(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('The model gave no such output.');
  return tensor.data;
}

const first = (tensor: ort.Tensor | undefined): number => floats(tensor)[0] ?? Number.NaN;
