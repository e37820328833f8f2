import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '@/models/manifest.json';
import { assess } from '@/utils/scoring/assess';
import { startClassifier } from '@/utils/scoring/classifier';
import { features } from '@/utils/scoring/features';
import { verifiedModel } from '@/utils/scoring/model';
import { CAPS, KINDS, SERVICES } from '@/utils/types';

const bytes = () => new Uint8Array(readFileSync('models/gate.onnx'));
const load = (file = bytes(), pinned = manifest) => verifiedModel(file, pinned, startClassifier, features);

describe('the shipped model', () => {
  it('matches its manifest and its canaries', async () => {
    const model = await load();
    expect(model.manifest.canaries.length).toBeGreaterThanOrEqual(10);
    expect(model.manifest.services).toEqual([...SERVICES]);
    expect(model.manifest.kinds).toEqual([...KINDS]);
  });

  it('is refused when one bit differs, when it is cut, when it is empty', async () => {
    const flipped = bytes();
    flipped[123_456] = (flipped[123_456] ?? 0) ^ 1;
    await expect(load(flipped)).rejects.toThrow('SHA-256');
    await expect(load(bytes().slice(0, 1000))).rejects.toThrow('bytes');
    await expect(load(new Uint8Array(0))).rejects.toThrow('bytes');
  });

  it('is refused when it answers a canary otherwise', async () => {
    const [first, ...rest] = manifest.canaries;
    if (!first) throw new Error('no canaries');
    const wrong = { ...manifest, canaries: [{ ...first, score: first.score > 0.5 ? 0.1 : 0.9 }, ...rest] };
    await expect(load(bytes(), wrong)).rejects.toThrow('canary');
  });

  it('answers anything with a number between 0 and 1 and spans inside the text', async () => {
    const model = await load();
    for (const text of [
      '',
      ' ',
      '🌊🚤➡️🇮🇹',
      'x \ud83d y',
      '\u202eمرحبا\u202c',
      'word '.repeat(40_000),
      '\u0000',
      'a'.repeat(CAPS.text + 5),
    ]) {
      const result = await assess(text, model);
      expect(result.score).toBeGreaterThanOrEqual(0);
      expect(result.score).toBeLessThanOrEqual(1);
      expect(result.model).toBe(manifest.version);
      for (const span of result.spans) expect(span.start >= 0 && span.start < span.end && span.end <= text.length).toBe(true);
    }
  });

  it('puts an offer far above a plea for help', async () => {
    const model = await load();
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
