/** Spans are what a reviewer sees marked: they must lie on the right letters of the raw text, whatever its script and its disguise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../utils/text/peoples';
import { findSpans, signalText } from '../../utils/signals/index';
import { benignCues, phraseWords } from '../../utils/signals/lexicon';
import { lexicons } from '../../utils/signals/lexicon-files';
import { CAPS, SIGNALS, type SignalId, type Span } from '../../utils/types';

const spansOf = (raw: string): Span[] => findSpans(signalText(raw));
const marked = (raw: string, signal: SignalId): string[] =>
  spansOf(raw)
    .filter((span) => span.signal === signal)
    .map((span) => raw.slice(span.start, span.end));

describe('findSpans', () => {
  it.each([
    ['en', 'We have a safe crossing, brother.', 'service', 'safe crossing'],
    ['en', 'you pay after arrival, brother', 'pay-on-arrival', 'pay after arrival'],
    ['es', 'Hola, pagas al llegar, sin miedo.', 'pay-on-arrival', 'pagas al llegar'],
    ['fr', 'Bonjour, vous pouvez payer à l’arrivée.', 'pay-on-arrival', 'payer à l’arrivée'],
    ['tr', 'Yarın GÜVENLİ GEÇİŞ olur.', 'service', 'GÜVENLİ GEÇİŞ'],
    ['sq', 'Kemi rrugë e sigurt për ju.', 'service', 'rrugë e sigurt'],
    ['ru', 'Оплата по прибытии, пишу всем.', 'pay-on-arrival', 'Оплата по прибытии'],
    ['uk', 'Тут оплата після прибуття.', 'pay-on-arrival', 'оплата після прибуття'],
    ['vi', 'Bên này đến nơi mới trả tiền.', 'pay-on-arrival', 'đến nơi mới trả'],
    ['el', 'Έχουμε ασφαλές πέρασμα.', 'service', 'ασφαλές πέρασμα'],
  ] as const)('marks a phrase of %s in the raw text', (_, raw, signal, phrase) => {
    expect(marked(raw, signal)).toContain(phrase);
  });

  it.each([
    ['ar', 'السلام عليكم الدفع بعد الوصول إن شاء الله', 'الدفع بعد الوصول'],
    ['ar with tatweel and marks', 'الدَّفـــع بعد الوصـــول', 'الدَّفـــع بعد الوصـــول'],
    ['ar between directional marks', '\u202bالدفع بعد الوصول\u202c 👍', 'الدفع بعد الوصول'],
  ])('maps right-to-left text back: %s', (_, raw, phrase) => {
    expect(marked(raw, 'pay-on-arrival').join()).toContain(phrase);
  });

  it.each([
    ['spelt out', 'x, s a f e  c r o s s i n g ok', 's a f e  c r o s s i n g'],
    ['zero width', 'a sa\u200bfe cros\u200dsing b', 'sa\u200bfe cros\u200dsing'],
    ['look-alike letters', 'a sаfe сrоssing b', 'sаfe сrоssing'],
    ['digits for letters', 'a s4fe cr0ssing b', 's4fe cr0ssing'],
    ['letters repeated', 'a saaaafe croooossing b', 'saaaafe croooossing'],
    ['wide letters', 'a ｓａｆｅ ｃｒｏｓｓｉｎｇ b', 'ｓａｆｅ ｃｒｏｓｓｉｎｇ'],
    ['bold mathematical letters', 'a 𝐬𝐚𝐟𝐞 𝐜𝐫𝐨𝐬𝐬𝐢𝐧𝐠 b', '𝐬𝐚𝐟𝐞 𝐜𝐫𝐨𝐬𝐬𝐢𝐧𝐠'],
    ['one hashtag', 'a #SafeCrossing b', 'SafeCrossing'],
    ['after an astral emoji', '🧭🧭 safe crossing', 'safe crossing'],
  ])('reads disguised text and marks what stands there: %s', (_, raw, phrase) => {
    expect(marked(raw, 'service')).toContain(phrase);
  });

  it('marks contacts, prices, guarantees and routes that need no language', () => {
    expect(marked('🇹🇷➡️🇮🇹 @xxxxxx_00', 'route')).toEqual(['🇹🇷➡️🇮🇹']);
    expect(marked('🇹🇷➡️🇮🇹 @xxxxxx_00', 'contact')).toEqual(['@xxxxxx_00']);
    expect(marked('call +00 000 000 now', 'contact')).toContain('+00 000 000');
    expect(marked('only ٣٠٠٠ € today', 'price')).toContain('٣٠٠٠ €');
    expect(marked('safe 💯', 'guarantee')).toContain('💯');
  });

  it('does not bridge a sentence with a gap, nor count two overlapping spans of one signal', () => {
    expect(marked('Only we remain. More space is in the kitchen', 'offer')).not.toContain('we remain. More space');
    const spans = spansOf('safe crossing to Europe by boat, safe crossing tonight').filter(({ signal }) => signal === 'service');
    spans.forEach((span, at) => expect(span.start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0));
  });

  it('does not see whom a post is about: no phrase, and no ending of one, can reach a name', () => {
    const read = (raw: string) => signalText(raw).tokens.map(({ text }) => text);
    expect(read('Kurdish families #Araba')).toEqual([PEOPLE, 'families', '#', PEOPLE]);
    expect(read('araba')).toEqual(['araba']);
  });

  it('finds nothing in everyday text', () => {
    expect(spansOf('The cake was lovely and the cat slept all afternoon.')).toEqual([]);
    expect(spansOf('')).toEqual([]);
  });

  it('reads lone surrogates as unknown signs and keeps its place', () => {
    const raw = '\ud83d safe crossing \udc00\ud800';
    expect(marked(raw, 'service')).toEqual(['safe crossing']);
    expect(spansOf('\ud800'.repeat(50))).toEqual([]);
  });

  it.each([
    ['one word', 'a'.repeat(CAPS.text)],
    ['one phrase', 'safe crossing, pay after arrival. '.repeat(600)],
    ['one letter a word', 'a '.repeat(CAPS.text / 2)],
    ['digits', '0'.repeat(CAPS.text)],
    ['the start of many phrases', 'we pay no all the safe '.repeat(900)],
    ['handles', '@a '.repeat(CAPS.text / 3)],
    ['flags', '🇹🇷'.repeat(CAPS.text / 4)],
  ])('reads a text at the cap in well under two seconds: %s', (_, raw) => {
    const text = raw.slice(0, CAPS.text);
    spansOf('warm');
    const from = performance.now();
    const spans = spansOf(text);
    expect(performance.now() - from).toBeLessThan(2000);
    for (const { start, end } of spans) expect(start < end && end <= text.length).toBe(true);
  });

  it('keeps every span inside the text, whatever the text (property)', () => {
    const phrases = lexicons.flatMap(({ phrases: lists }) =>
      Object.values(lists).flatMap((list) => list.slice(0, 3).map((entry) => (typeof entry === 'string' ? entry : entry.phrase))),
    );
    const piece = fc.oneof(
      fc.constantFrom(...phrases),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('🇹🇷', '🛥️', '+00 000 000', '@xxxxxx_00', '100 %', '\ud800', '\udfff', '\u200f', 'ـ', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const raw = parts.join('');
        for (const { start, end, signal, weight } of spansOf(raw)) {
          expect(Number.isInteger(start) && Number.isInteger(end)).toBe(true);
          expect(start >= 0 && start < end && end <= raw.length).toBe(true);
          expect(weight > 0 && weight <= 1).toBe(true);
          expect(SIGNALS).toContain(signal);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('benignCues', () => {
  it.each([
    ['Does anyone know if this is true?', 'seeking-help'],
    ['Police said two men were arrested.', 'news'],
    ['Free legal aid for everyone.', 'aid'],
    ['Do not pay them, they lie.', 'awareness'],
    ['Licensed ferry, return ticket included.', 'lawful-service'],
    ['Do you remember? We crossed on foot, never again.', 'testimony'],
    ['The government should change this policy.', 'debate'],
  ])('hears what speaks against an advertisement: %s', (raw, kind) => {
    expect(benignCues(signalText(raw)).map((cue) => cue.kind)).toContain(kind);
  });
});

describe('phraseWords', () => {
  it('writes a phrase as the matcher reads it', () => {
    expect(phraseWords('Visa .. SÛR*')).toEqual(['visa', '..', 'sur*']);
    expect(phraseWords('l’arrivée')).toEqual(['l', 'arrivee']);
  });
});
