/** The shipped model under Node: the same modules, the same files and the same checks as in the extension. */
import { readFile } from 'node:fs/promises';
import manifest from '../../models/manifest.json';
import { startGate, startJudge } from '../../utils/scoring/classifier';
import { verifiedModel, type Model } from '../../utils/scoring/model';
import type { ModelFile } from '../../utils/scoring/model-files';

const FOLDER = new URL('../../models/', import.meta.url);

/** One file of models/. Throws an Error in words when it is missing. */
export async function modelFile(name: ModelFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(new URL(name, FOLDER)).catch(() => {
    throw new Error(`models/${name} is missing.`);
  });
  return new Uint8Array(bytes);
}

/** Loads and checks the files of models/. Throws an Error in words when one is missing or not the one in the manifest. */
export const shippedModel = (): Promise<Model> => verifiedModel(modelFile, manifest, { gate: startGate, judge: startJudge });

export { manifest };
