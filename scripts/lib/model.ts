/** The shipped model under Node: the same modules, the same file and the same checks as in the extension. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import manifest from '../../models/manifest.json';
import { startClassifier } from '../../utils/scoring/classifier';
import { features } from '../../utils/scoring/features';
import { verifiedModel, type Model } from '../../utils/scoring/model';

const FILE = fileURLToPath(new URL('../../models/gate.onnx', import.meta.url));

/** Loads and checks models/gate.onnx. Throws an Error in words when it is missing or not the one in the manifest. */
export async function shippedModel(): Promise<Model> {
  const bytes = await readFile(FILE).catch(() => {
    throw new Error('models/gate.onnx is missing.');
  });
  return verifiedModel(new Uint8Array(bytes), manifest, startClassifier, features);
}

export { manifest };
