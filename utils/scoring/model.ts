/** The bundled model and its manifest: what must match before a score may be believed (reliability T20, F18). */
import { judgeText } from '../text/judge-text';
import { KINDS, SERVICES, type Kind, type Service } from '../types';
import { BUCKETS } from './features';
import { groupOf } from './groups';
import type { ModelFile } from './model-files';
import { WINDOW } from './pieces';
import { rulesScore } from './rules';

/** Platt scaling of an advertisement logit: P = 1 / (1 + exp(−(a·logit + b))). Platt, 1999. */
export interface Scale {
  a: number;
  b: number;
}

const SHARES = ['gate', 'gateKind', 'rules'] as const;

export interface Manifest {
  /** Shown in every assessment and report. */
  version: string;
  files: Record<string, { sha256: string; bytes: number }>;
  /** Rows of the gate's table, ids of a judge's window: those of this version. */
  buckets: number;
  window: number;
  services: readonly string[];
  kinds: readonly string[];
  /** BCP 47: trained on, and those among them whose score is shown but never flags. */
  languages: readonly string[];
  assistOnly: readonly string[];
  /** The first stage: the gate's logit plus `rules` (≥ 0) times the log-odds of the keyword rules' score, scaled; from `pass` on (0..1) the judge is asked. */
  gate: Scale & { pass: number; rules: number };
  /**
   * How much is added to the judge's logit before scaling, ≥ 0: of the gate's logit, of the log-odds of the gate's kind (learnt on authored rows
   * alone), of the log-odds of the keyword rules' score. They err on different texts. Fitted on dev.
   */
  blend: Record<(typeof SHARES)[number], number>;
  /** The scaling of the blended logit by group (groups.ts); `all` for groups that are not named. */
  calibration: { groups: Record<string, Scale>; baseRate: number };
  /** Operating points, chosen on dev. */
  thresholds: { cautious: number; balanced: number; wide: number };
  /** Texts with the probability that each stage must give, whatever `pass` says. */
  canaries: { text: string; gate: number; score: number }[];
}

/** Raw answers for one text: the advertisement logit, a probability per service, a probability per kind (sums to 1). */
export interface Answer {
  logit: number;
  services: Float32Array;
  kinds: Float32Array;
}

/** Asks one stage about a raw text. */
export type Ask = (text: string) => Promise<Answer>;

export interface Model {
  manifest: Manifest;
  gate: Ask;
  judge: Ask;
}

/** How each stage is started from its files. */
export interface Starters {
  gate: (bytes: Bytes) => Promise<Ask>;
  judge: (bytes: Bytes, table: Bytes, pieces: Bytes) => Promise<Ask>;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The gate adds 32-bit floats in a fixed order: it answers alike everywhere. */
export const CANARY_TOLERANCE = 1e-3;
/** The judge rounds its activations to 8 bits as they come, and kernels (per processor and engine) add in different orders: a value near a half may fall either way, and six layers carry it on. */
export const JUDGE_TOLERANCE = 0.02;

export const calibrated = ({ a, b }: Scale, logit: number): number => 1 / (1 + Math.exp(-(a * logit + b)));

/** What each voice says about one text: both stages' answers, and the keyword rules' score 0..1. */
export interface Voices {
  gate: Answer;
  judge: Answer;
  rules: number;
}

/** Keeps a logarithm finite; models/training/calibration.py has the same. */
const TINY = 1e-9;

/** Log-odds that an answer's kind is an advertisement. */
export function kindOdds({ kinds }: Answer): number {
  let others = 0;
  for (let i = 1; i < kinds.length; i += 1) others += kinds[i] ?? 0;
  return Math.log((kinds[0] ?? 0) + TINY) - Math.log(others + TINY);
}

/** Rules that find nothing are no proof: their score 0..1 is read as if between RESERVE and 1 − RESERVE; models/training/calibration.py has the same. */
const RESERVE = 0.02;

/** Log-odds of the keyword rules' score. */
export const rulesOdds = (score: number): number => Math.log((score + RESERVE) / (1 - score + RESERVE));

/** P(advertisement) of the first stage alone, from the gate's answer and the keyword rules' score 0..1. */
export const firstStage = ({ gate: scale }: Manifest, gate: Answer, rules: number): number =>
  calibrated(scale, gate.logit + scale.rules * rulesOdds(rules));

/** P(advertisement) from all voices, by the scaling of the text's group. */
export const blended = ({ blend }: Manifest, scale: Scale, { gate, judge, rules }: Voices): number =>
  calibrated(scale, judge.logit + blend.gate * gate.logit + blend.gateKind * kindOdds(gate) + blend.rules * rulesOdds(rules));

/** The blended logit's scaling for a raw text. */
export function scaleFor(manifest: Manifest, text: string): Scale {
  const { groups } = manifest.calibration;
  const scale = groups[groupOf(judgeText(text))] ?? groups['all'];
  if (!scale) throw new Error('The manifest has no calibration for this text.');
  return scale;
}

/** SHA-256 (FIPS 180-4), lower-case hex. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Checks the files against the manifest, starts both stages, and asks them the canaries. `read` fetches one file; the bytes are let go once a
 * stage has started. Throws an Error that says what did not match: the caller falls back to rules only and shows it.
 */
export async function verifiedModel(
  read: (name: ModelFile) => Promise<Bytes>,
  manifest: Manifest,
  start: Starters,
): Promise<Model> {
  checkManifest(manifest);
  const file = async (name: ModelFile) => checked(name, await read(name), manifest);
  const gate = await start.gate(await file('gate.onnx'));
  const judge = await start.judge(await file('judge.onnx'), await file('judge-table.bin'), await file('pieces.txt'));
  const model = { manifest, gate, judge };
  for (const canary of manifest.canaries) await checkCanary(model, canary);
  return model;
}

function checkManifest(manifest: Manifest): void {
  if (manifest.services.join() !== SERVICES.join() || manifest.kinds.join() !== KINDS.join())
    throw new Error('The model answers other questions than this version asks.');
  if (manifest.buckets !== BUCKETS || manifest.window !== WINDOW)
    throw new Error('The model reads texts otherwise than this version gives them.');
  const lowest = Math.min(...Object.values(manifest.thresholds));
  if (!(manifest.gate.pass < lowest)) throw new Error('The first stage may not stop what a threshold would flag.');
  if (!SHARES.every((name) => manifest.blend[name] >= 0) || !(manifest.gate.rules >= 0))
    throw new Error('The manifest does not say how the voices are blended.');
  if (!manifest.calibration.groups['all']) throw new Error('The manifest has no calibration for every text.');
}

async function checked(name: ModelFile, bytes: Bytes, manifest: Manifest): Promise<Bytes> {
  const pinned = manifest.files[name];
  if (!pinned) throw new Error(`The manifest names no ${name}.`);
  if (bytes.byteLength !== pinned.bytes) throw new Error(`${name} has ${bytes.byteLength} bytes instead of ${pinned.bytes}.`);
  if ((await sha256(bytes)) !== pinned.sha256)
    throw new Error(`${name} is not the file that this version was built with (SHA-256 differs).`);
  return bytes;
}

async function checkCanary({ manifest, gate, judge }: Model, { text, ...wanted }: Manifest['canaries'][number]): Promise<void> {
  const first = await gate(text);
  const rules = rulesScore(text);
  const pass = firstStage(manifest, first, rules);
  const score = blended(manifest, scaleFor(manifest, text), { gate: first, judge: await judge(text), rules });
  for (const [got, expected, tolerance, name] of [
    [pass, wanted.gate, CANARY_TOLERANCE, 'The first stage'],
    [score, wanted.score, JUDGE_TOLERANCE, 'The second stage'],
  ] as const) {
    if (!(Math.abs(got - expected) <= tolerance))
      throw new Error(`${name} gave a canary ${got.toFixed(4)} instead of ${expected.toFixed(4)}.`);
  }
}

/** Names with their probabilities, most probable first. */
export const rankedServices = (answer: Answer): [Service, number][] => ranked(SERVICES, answer.services);
export const rankedKinds = (answer: Answer): [Kind, number][] => ranked(KINDS, answer.kinds);

function ranked<T extends string>(names: readonly T[], values: Float32Array): [T, number][] {
  return names.map((name, i): [T, number] => [name, values[i] ?? 0]).sort((a, b) => b[1] - a[1]);
}
