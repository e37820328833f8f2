import { describe, expect, it } from 'vitest';
import { manifest, modelFile, shippedModel } from '../../scripts/lib/model';
import { assess } from '@/utils/scoring/assess';
import { startGate, startJudge } from '@/utils/scoring/classifier';
import { GROUPS } from '@/utils/scoring/groups';
import { calibrated, scaleFor, verifiedModel, type Manifest, type Model } from '@/utils/scoring/model';
import { MODEL_FILES, type ModelFile } from '@/utils/scoring/model-files';
import { CAPS, KINDS, SERVICES } from '@/utils/types';

/** The shipped files, one of them changed on the way. */
const load = (pinned: Manifest = manifest, changed?: ModelFile, change = (bytes: Uint8Array<ArrayBuffer>) => bytes) =>
  verifiedModel(async (name) => (name === changed ? change(await modelFile(name)) : modelFile(name)), pinned, {
    gate: startGate,
    judge: startJudge,
  });

/** Loaded once for the tests that only ask it. */
let loaded: Promise<Model> | undefined;
const shipped = (): Promise<Model> => (loaded ??= shippedModel());

describe('the shipped model', () => {
  it('matches its manifest and its canaries', async () => {
    const model = await shipped();
    expect(Object.keys(model.manifest.files).sort()).toEqual([...MODEL_FILES].sort());
    expect(model.manifest.canaries.length).toBeGreaterThanOrEqual(5);
    expect(model.manifest.services).toEqual([...SERVICES]);
    expect(model.manifest.kinds).toEqual([...KINDS]);
    for (const group of Object.keys(model.manifest.calibration.groups)) expect([...GROUPS, 'all']).toContain(group);
  });

  it.each(MODEL_FILES)('is refused when one bit of %s differs, when it is cut, when it is empty', async (name) => {
    const flipped = (bytes: Uint8Array<ArrayBuffer>) => {
      bytes[123_456] = (bytes[123_456] ?? 0) ^ 1;
      return bytes;
    };
    const named = name.replace('.', '\\.');
    await expect(load(manifest, name, flipped)).rejects.toThrow(new RegExp(`^${named} is not .*SHA-256`));
    await expect(load(manifest, name, (bytes) => bytes.slice(0, 1000))).rejects.toThrow(new RegExp(`^${named} has 1000 bytes`));
    await expect(load(manifest, name, () => new Uint8Array(0))).rejects.toThrow(new RegExp(`^${named} has 0 bytes`));
  });

  it.each(['gate', 'score'] as const)('is refused when it answers a canary otherwise: %s', async (stage) => {
    const [first, ...rest] = manifest.canaries;
    if (!first) throw new Error('no canaries');
    const wrong = { ...manifest, canaries: [...rest, { ...first, [stage]: first[stage] > 0.5 ? 0.1 : 0.9 }] };
    await expect(load(wrong)).rejects.toThrow(stage === 'gate' ? /first stage gave a canary/ : /second stage gave a canary/);
  });

  const unread = () => Promise.reject(new Error('no file may be read'));
  const starters = { gate: unread, judge: unread };
  it.each<[string, Partial<Manifest>, RegExp]>([
    ['other services', { services: ['sea'] }, /other questions/],
    ['other kinds', { kinds: [...KINDS].reverse() }, /other questions/],
    ['another window', { window: 128 }, /reads texts otherwise/],
    ['another table', { buckets: 1 << 16 }, /reads texts otherwise/],
    ['a first stage that stops flags', { gate: { ...manifest.gate, pass: manifest.thresholds.wide } }, /may not stop/],
    [
      'a first stage that does not say how it is blended',
      { gate: { ...manifest.gate, rules: Number.NaN } },
      /how the voices are blended/,
    ],
    ['a first stage without a number', { gate: { ...manifest.gate, pass: Number.NaN } }, /may not stop/],
    ['no calibration', { calibration: { baseRate: 0.1, groups: {} } }, /no calibration/],
    ['no files', { files: {} }, /names no gate\.onnx/],
  ])('is refused with %s', async (_, wrong, why) => {
    const read = () => ('files' in wrong ? Promise.resolve(new Uint8Array(0)) : unread());
    await expect(verifiedModel(read, { ...manifest, ...wrong }, starters)).rejects.toThrow(why);
  });

  it('answers anything with a number between 0 and 1 and spans inside the text', async () => {
    const model = await shipped();
    for (const text of [
      '',
      ' ',
      '🌊🚤➡️🇮🇹',
      'x \ud83d y',
      '\u202eمرحبا\u202c',
      'word '.repeat(40_000),
      '\u0000',
      'a'.repeat(CAPS.text + 5),
      '<pad> </s> <unk> boat',
    ]) {
      for (const stage of ['gate', 'full'] as const) {
        const result = await assess(text, model, stage);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(1);
        expect(result.model).toBe(manifest.version);
        for (const span of result.spans) expect(span.start >= 0 && span.start < span.end && span.end <= text.length).toBe(true);
      }
      const { logit } = await model.judge(text);
      expect(Number.isFinite(calibrated(scaleFor(manifest, text), logit))).toBe(true);
    }
  });

  it('of a long text head and tail are asked, and the higher answers', async () => {
    const model = await shipped();
    const logit = async (...words: string[]) => (await model.judge(words.map((word) => `${word} `.repeat(150)).join(''))).logit;
    const [bread, passport] = [await logit('bread'), await logit('passport')];
    expect(bread).not.toBe(passport);
    const higher = Math.max(bread, passport);
    expect(await logit('bread', 'passport')).toBe(higher);
    expect(await logit('passport', 'bread')).toBe(higher);
    expect(await logit('bread', 'passport', 'bread')).toBe(bread);
  });

  it('puts an offer far above a plea for help', async () => {
    const model = await shipped();
    const offer = await assess(
      'Crossing to Italy by boat every week, no passport, 2500 per head, pay when you arrive, 100% guaranteed. Inbox me or WhatsApp +00 000 000',
      model,
    );
    const plea = await assess(
      'Does anyone know a lawyer who can help my cousin with her asylum interview? She is very afraid.',
      model,
    );
    expect(offer.score).toBeGreaterThan(manifest.thresholds.balanced);
    expect(plea.score).toBeLessThan(manifest.thresholds.wide);
    expect(offer.score - plea.score).toBeGreaterThan(0.5);
  });
});
