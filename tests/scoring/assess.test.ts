/** The cascade's own rules, with answers that are set here: which stage decides, when none is asked, and which languages never flag. */
import { describe, expect, it } from 'vitest';
import { manifest } from '../../scripts/lib/model';
import { assess } from '@/utils/scoring/assess';
import { rulesOdds, type Answer, type Manifest, type Model } from '@/utils/scoring/model';
import { KINDS, SERVICES, type Kind, type Service } from '@/utils/types';

const answer = (logit: number, service: Service, kind: Kind): Answer => ({
  logit,
  services: Float32Array.from(SERVICES, (name) => (name === service ? 0.9 : 0.1)),
  kinds: Float32Array.from(KINDS, (name) => (name === kind ? 0.8 : 0.02)),
});

const pinned: Manifest = {
  ...manifest,
  version: 'set-here',
  assistOnly: ['tr'],
  gate: { a: 1, b: 0, pass: 0.2, rules: 0 },
  blend: { gate: 0.5, gateKind: 0, rules: 0 },
  calibration: { baseRate: 0.2, groups: { all: { a: 1, b: 0 }, latin: { a: 2, b: 0 }, short: { a: 1, b: -3 } } },
};

function model(gate: number, judge: number): Model & { asked: string[] } {
  const asked: string[] = [];
  const ask = (name: string, given: Answer) => () => {
    asked.push(name);
    return Promise.resolve(given);
  };
  return {
    manifest: pinned,
    gate: ask('gate', answer(gate, 'land', 'news')),
    judge: ask('judge', answer(judge, 'sea', 'advertisement')),
    asked,
  };
}
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const TEXT = 'The ferry was late again this morning';

describe('the cascade', () => {
  it('below the pass the first stage answers and the second is not asked', async () => {
    const low = model(-2, 5);
    const result = await assess(TEXT, low);
    expect(low.asked).toEqual(['gate']);
    expect(result).toMatchObject({ score: sigmoid(-2), services: ['land'], kind: 'news', model: 'set-here' });
    expect(result.score).toBeLessThan(Math.min(...Object.values(pinned.thresholds)));
  });

  it('from the pass on the second stage answers with half of the first one’s logit, calibrated by group', async () => {
    const high = model(-1, 1.5);
    const result = await assess(TEXT, high);
    expect(high.asked).toEqual(['gate', 'judge']);
    expect(result).toMatchObject({ score: sigmoid(2), services: ['land'], kind: 'advertisement' });
    expect((await assess('Boat tomorrow', high)).score).toBeCloseTo(sigmoid(-2), 10);
    expect((await assess('Η βάρκα φεύγει για Ιταλία', high)).score).toBeCloseTo(sigmoid(1), 10);
  });

  it('before the pass the keyword rules add their log-odds to the first stage in their share', async () => {
    const offer = 'Safe boat to Italy tonight, pay after arrival';
    const low = model(-1.5, 1.5);
    low.manifest = { ...pinned, gate: { ...pinned.gate, rules: 1 } };
    await assess(offer, low);
    expect(low.asked).toEqual(['gate', 'judge']);
    const rules = (await assess(offer, null)).score;
    expect((await assess(offer, low, 'gate')).score).toBeCloseTo(sigmoid(-1.5 + rulesOdds(rules)), 10);
    // Nothing found lowers it: 0 is read as 0.02 of 1.04.
    expect((await assess(TEXT, low, 'gate')).score).toBeCloseTo(sigmoid(-1.5 + Math.log(0.02 / 1.02)), 10);
  });

  it('from the pass on the keyword rules add their log-odds in their share', async () => {
    const high = model(-1, 1.5);
    high.manifest = { ...pinned, blend: { gate: 0, gateKind: 0, rules: 0.5 } };
    const offer = 'Safe boat to Italy tonight, pay after arrival';
    const rules = (await assess(offer, null)).score;
    expect(rules).toBeGreaterThan(0.5);
    expect((await assess(offer, high)).score).toBeCloseTo(sigmoid(2 * (1.5 + 0.5 * rulesOdds(rules))), 10);
    expect((await assess(TEXT, high)).score).toBeCloseTo(sigmoid(2 * (1.5 + 0.5 * Math.log(0.02 / 1.02))), 10);
  });

  it('from the pass on the first stage’s kind adds its log-odds in its share', async () => {
    const high = model(-1, 1.5);
    high.manifest = { ...pinned, blend: { gate: 0, gateKind: 0.25, rules: 0 } };
    // The kinds that the first stage gives here: news 0.8, eight others 0.02 each, the advertisement among them.
    const odds = Math.log(0.02 / (0.8 + 7 * 0.02));
    expect((await assess(TEXT, high)).score).toBeCloseTo(sigmoid(2 * (1.5 + 0.25 * odds)), 6);
  });

  it('stage gate asks the first alone, whatever it says', async () => {
    const high = model(3, 1);
    expect((await assess(TEXT, high, 'gate')).score).toBe(sigmoid(3));
    expect(high.asked).toEqual(['gate']);
  });

  it.each(['', ' ', '🌊🚤➡️🇮🇹', '+00 000 000', '@deniz_00 @other_00', 'https://example.org/boat 5000 €', '!!! 💶💶'])(
    'a text without any word scores 0 and nobody is asked: %j',
    async (text) => {
      const never = model(9, 9);
      expect(await assess(text, never)).toMatchObject({ score: 0, kind: 'other', services: [], model: 'set-here' });
      expect(never.asked).toEqual([]);
      expect(await assess(text, null)).toMatchObject({ score: 0, kind: 'other', model: 'rules' });
    },
  );

  it('a text of one word is judged', async () => {
    const one = model(3, 3);
    expect((await assess('Boat 🚤 +00 000', one)).score).toBe(sigmoid(1.5));
    expect(one.asked).toEqual(['gate', 'judge']);
  });

  it('marks the languages that never flag, and no other', async () => {
    expect(await assess('Yarın gece tekne var, ama fiyat çok pahalı', model(3, 3))).toMatchObject({ lang: 'tr', assist: true });
    expect(await assess('The boat is late and we have to wait for it', model(3, 3))).not.toHaveProperty('assist');
    expect(await assess('Yarın gece tekne var, ama fiyat çok pahalı', null)).not.toHaveProperty('assist');
  });

  it('an answer that is no number is an error, never a score', async () => {
    await expect(assess(TEXT, model(Number.NaN, 0))).rejects.toThrow('no number');
    await expect(assess(TEXT, model(3, Number.NaN))).rejects.toThrow('no number');
  });
});
