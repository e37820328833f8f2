/** Rules score by combination: an offer with its terms reaches a flag, a topic alone never does, and a benign cue speaks against it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES_THRESHOLD, rulesVerdict } from '../../utils/scoring/rules';
import { findSpans, signalText } from '../../utils/signals/index';
import { SIGNALS, type Span } from '../../utils/types';

const verdict = (raw: string) => {
  const text = signalText(raw);
  return rulesVerdict(text, findSpans(text));
};
const none = signalText('');
const span = (signal: Span['signal'], weight: number): Span => ({ start: 0, end: 1, signal, weight });

describe('rulesVerdict', () => {
  it.each([
    'Safe crossing, pay after arrival, message me on @xxxxxx_00',
    'Cruce seguro, pagas al llegar, escríbeme al privado',
    'Güvenli geçiş, varınca ödersin, özelden yaz',
    'Rrugë e sigurt, paguan kur arrin, shkruaj në dm',
    'Есть места, оплата по прибытии, пишите в лс',
    'Fahrer gesucht, schnelles Geld pro Kopf, schreib privat',
    'Viaggio sicuro senza documenti, paghi all’arrivo, scrivimi in privato',
    'Trecere sigură fără acte, plătești la sosire, scrie în privat',
    'Безпечний перехід, оплата після прибуття, пишіть в особисті',
  ])('flags an offer with its terms: %s', (raw) => {
    expect(verdict(raw).score).toBeGreaterThanOrEqual(RULES_THRESHOLD);
  });

  it.each([
    'boat border visa passport Europe',
    'Does anyone know if it is safe to pay after arrival? Please help',
    'Police said the men promised a safe crossing and were arrested',
    'Do not pay for a safe crossing: they lie, people drowned',
    'Island tour by boat, licensed, return ticket, 30 € per person',
    'Wer kennt jemand, der weiß, was ein Visum kostet?',
    'Tracking number 0000000000, call me',
    '',
  ])('does not flag a topic or a look-alike: %s', (raw) => {
    expect(verdict(raw).score).toBeLessThan(RULES_THRESHOLD);
  });

  it('names the strongest benign cue, and says "other" without one', () => {
    expect(
      rulesVerdict(
        none,
        [],
        [
          { kind: 'news', weight: 0.3 },
          { kind: 'aid', weight: 0.6 },
        ],
      ).benign,
    ).toEqual({ kind: 'aid', score: 0.6 });
    expect(rulesVerdict(none, []).benign).toEqual({ kind: 'other', score: 0 });
  });

  it('counts the three strongest benign cues, and no more', () => {
    const spans = [span('offer', 0.8), span('contact', 0.5)];
    const cues = [0.1, 0.5, 0.2, 0.4].map((weight) => ({ kind: 'news' as const, weight }));
    expect(rulesVerdict(none, spans, cues).score).toBeCloseTo(0.9 * 0.5 * 0.6 * 0.8, 10);
  });

  it('reads the benign cues of the lexicon by itself', () => {
    const raw = 'Safe crossing, pay after arrival';
    expect(verdict(`${raw}. Do not pay, it is a scam`).score).toBeLessThan(verdict(raw).score);
    expect(verdict(`${raw}. Do not pay, it is a scam`).benign.kind).toBe('awareness');
  });

  it('asks for an offer: terms alone, however many, stay below the threshold', () => {
    const terms = (['price', 'guarantee', 'pay-on-arrival', 'contact', 'route', 'urgency'] as const).map((signal) =>
      span(signal, 0.99),
    );
    expect(rulesVerdict(none, terms, []).score).toBeLessThan(RULES_THRESHOLD);
    expect(rulesVerdict(none, [...terms, span('offer', 0.5)], []).score).toBeGreaterThanOrEqual(RULES_THRESHOLD);
  });

  it('lowers one signal alone, and topic words however many', () => {
    expect(rulesVerdict(none, [span('offer', 0.5)], []).score).toBeCloseTo(0.3);
    const topics = SIGNALS.map((signal) => span(signal, 0.1));
    expect(rulesVerdict(none, topics, []).score).toBeLessThan(RULES_THRESHOLD);
  });

  it('stays within 0 and 1, and a benign cue never raises it (property)', () => {
    const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
    const spans = fc.array(fc.tuple(fc.constantFrom(...SIGNALS), weight).map(([signal, value]) => span(signal, value)));
    fc.assert(
      fc.property(spans, weight, (some, value) => {
        const { score } = rulesVerdict(none, some, []);
        const { score: lowered } = rulesVerdict(none, some, [{ kind: 'news', weight: value }]);
        expect(score >= 0 && score <= 1 && lowered >= 0 && lowered <= score).toBe(true);
      }),
    );
  });
});
