/** onnxruntime-web's only home: bytes → a function from a text to answers. One thread, one post a run (prototype §3-4: batching gains nothing). */
import * as ort from 'onnxruntime-web/wasm';
import { counted, features } from './features';
import type { Answer, Ask } from './model';
import { windowsOf } from './pieces';

/** Where the runtime's two files lie; left out under Node, which finds its own. */
export interface RuntimePaths {
  mjs: string;
  wasm: string;
}

/** The name by which judge.onnx asks for its embedding table. */
const TABLE = 'judge-table.bin';

/** Starts the first stage. Throws when the runtime or the file cannot be loaded. */
export async function startGate(bytes: Uint8Array, paths?: RuntimePaths): Promise<Ask> {
  const session = await start(bytes, paths);
  return (text) => {
    const found = features(text);
    const { ids, tf } = found.length ? counted(found) : { ids: Int32Array.of(0), tf: Float32Array.of(0) };
    return run(session, {
      ids: new ort.Tensor('int32', ids, [ids.length]),
      tf: new ort.Tensor('float32', tf, [tf.length]),
    });
  };
}

/** Starts the second stage: the network, its embedding table and its vocabulary (pieces.txt, UTF-8). Of a long text's two windows the one with the higher logit answers. */
export async function startJudge(bytes: Uint8Array, table: Uint8Array, pieces: Uint8Array, paths?: RuntimePaths): Promise<Ask> {
  const windows = windowsOf(new TextDecoder('utf-8', { fatal: true }).decode(pieces));
  const session = await start(bytes, paths, { externalData: [{ path: TABLE, data: table }] });
  return async (text) => {
    let best: Answer | undefined;
    for (const ids of windows(text)) {
      const answer = await run(session, { ids: new ort.Tensor('int64', ids, [1, ids.length]) });
      if (!best || answer.logit > best.logit) best = answer;
    }
    return best as Answer;
  };
}

function start(
  bytes: Uint8Array,
  paths: RuntimePaths | undefined,
  more: ort.InferenceSession.SessionOptions = {},
): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  if (paths) ort.env.wasm.wasmPaths = paths;
  return ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...more,
  });
}

async function run(session: ort.InferenceSession, feeds: Record<string, ort.Tensor>): Promise<Answer> {
  const result = await session.run(feeds);
  return { logit: floats(result['ad'])[0] ?? Number.NaN, services: floats(result['services']), kinds: floats(result['kinds']) };
}

function floats(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('The model gave no such output.');
  return tensor.data;
}
