/** The bundled model and its manifest: what must match before a score may be believed (reliability T20, F18). */
import { KINDS, SERVICES, type Kind, type Service } from '../types';

export interface Manifest {
  /** Shown in every assessment and report. */
  version: string;
  files: Record<string, { sha256: string; bytes: number }>;
  buckets: number;
  services: readonly string[];
  kinds: readonly string[];
  /** Platt scaling of the advertisement logit: P = 1 / (1 + exp(−(a·logit + b))). Platt, 1999. */
  calibration: { a: number; b: number };
  /** Operating points, chosen on dev. */
  thresholds: { cautious: number; balanced: number; wide: number };
  /** Texts with the calibrated score that the model must give, ± CANARY_TOLERANCE. */
  canaries: { text: string; score: number }[];
}

/** Raw answers for one text: the advertisement logit, a probability per service, a probability per kind (sums to 1). */
export interface Answer {
  logit: number;
  services: Float32Array;
  kinds: Float32Array;
}

/** Runs the network on one text's feature ids. */
export type Infer = (ids: Int32Array) => Promise<Answer>;

export interface Model {
  manifest: Manifest;
  infer: Infer;
}

export const CANARY_TOLERANCE = 1e-3;

export const calibrated = ({ a, b }: Manifest['calibration'], logit: number): number => 1 / (1 + Math.exp(-(a * logit + b)));

/** SHA-256 (FIPS 180-4), lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Checks the file against the manifest, starts it, and asks it the canaries. Throws an Error that says what did not match: the caller falls
 * back to rules only and shows it.
 */
export async function verifiedModel(
  bytes: Uint8Array<ArrayBuffer>,
  manifest: Manifest,
  start: (bytes: Uint8Array<ArrayBuffer>) => Promise<Infer>,
  idsOf: (text: string) => Int32Array,
): Promise<Model> {
  const pinned = manifest.files['gate.onnx'];
  if (!pinned) throw new Error('The manifest names no gate.onnx.');
  if (bytes.byteLength !== pinned.bytes) throw new Error(`gate.onnx has ${bytes.byteLength} bytes instead of ${pinned.bytes}.`);
  if ((await sha256(bytes)) !== pinned.sha256)
    throw new Error('gate.onnx is not the file that this version was built with (SHA-256 differs).');
  if (manifest.services.join() !== SERVICES.join() || manifest.kinds.join() !== KINDS.join())
    throw new Error('The model answers other questions than this version asks.');
  const infer = await start(bytes);
  for (const { text, score } of manifest.canaries) {
    const got = calibrated(manifest.calibration, (await infer(idsOf(text))).logit);
    if (!(Math.abs(got - score) <= CANARY_TOLERANCE))
      throw new Error(`A canary scored ${got.toFixed(4)} instead of ${score.toFixed(4)}.`);
  }
  return { manifest, infer };
}

/** Names with their probabilities, most probable first. */
export const rankedServices = (answer: Answer): [Service, number][] => ranked(SERVICES, answer.services);
export const rankedKinds = (answer: Answer): [Kind, number][] => ranked(KINDS, answer.kinds);

function ranked<T extends string>(names: readonly T[], values: Float32Array): [T, number][] {
  return names.map((name, i): [T, number] => [name, values[i] ?? 0]).sort((a, b) => b[1] - a[1]);
}
