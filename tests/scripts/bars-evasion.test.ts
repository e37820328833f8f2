/** Hidden texts: readable to a person, other letters to a filter; a pure function of text, language and kind. */
import { describe, expect, it } from 'vitest';
import { evaded, EVASIONS } from '../../scripts/lib/evasion';
import { normalise } from '@/utils/text/normalise';

const OFFER = 'Crossing by boat every week, no passport, message @harbour_00 or t.me/harbour_00 or harbour.example.org/places';
const code = (char: string): number => char.codePointAt(0) ?? 0;
const scripts = (text: string): string[] =>
  ['Latin', 'Cyrillic', 'Greek', 'Arabic'].filter((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(text));

describe('every kind of hiding', () => {
  it.each(EVASIONS)('%s gives the same text every time, another one than it got, and leaves contacts alone', (kind) => {
    const hidden = evaded(OFFER, 'en', kind);
    expect(hidden).not.toBe(OFFER);
    expect(evaded(OFFER, 'en', kind)).toBe(hidden);
    for (const contact of ['@harbour_00', 't.me/harbour_00', 'harbour.example.org/places']) expect(hidden).toContain(contact);
  });
  it.each(EVASIONS)('%s takes any text', (kind) => {
    for (const text of ['', '🌊', '@harbour_00', '\ud800', 'a b c', '12 34', ' \n']) expect(evaded(text, 'en', kind)).toBe(text);
    expect(evaded('boat', 'xx', 'emoji')).toBe('boat');
  });
});

describe('homoglyph', () => {
  it('puts Cyrillic and Greek letters into half of the long Latin words, and no letter is lost', () => {
    const words = 'harbour weather station coffee people morning window market'.split(' ');
    const hidden = evaded(words.join(' '), 'en', 'homoglyph').split(' ');
    expect(hidden.filter((word, i) => word !== words[i])).toHaveLength(4);
    expect(hidden.map((word) => [...word].length)).toEqual(words.map((word) => word.length));
    expect(scripts(hidden.join(' '))).toEqual(expect.arrayContaining(['Latin', 'Cyrillic']));
  });
  it('leaves words of three letters', () => {
    expect(evaded('one two sea sky', 'en', 'homoglyph')).toBe('one two sea sky');
  });
  it('goes the other way in Cyrillic and Greek', () => {
    expect(scripts(evaded('хорошая погода', 'ru', 'homoglyph'))).toContain('Latin');
    expect(scripts(evaded('καλημέρα πόλη', 'el', 'homoglyph')).length).toBeGreaterThan(1);
  });
  it('writes Arabic with stretched, shaped or look-alike letters that read the same', () => {
    const text = 'القهوة الصباحية جميلة والبحر هادئ والميناء مفتوح للجميع اليوم وكذلك السوق الكبير';
    const hidden = evaded(text, 'ar', 'homoglyph');
    const changed = hidden.split(' ').filter((word, i) => word !== text.split(' ')[i]);
    expect(changed.length).toBeGreaterThanOrEqual(4);
    const stretched = changed.some((word) => word.includes('\u0640'));
    const shaped = changed.some((word) => [...word].some((char) => code(char) >= 0xfb50));
    expect({ stretched, shaped }).toEqual({ stretched: true, shaped: true });
  });
  it('takes the shape that the letter has in its place', () => {
    const shaped = Array.from({ length: 40 }, (_, i) => evaded(`ببببب ${i}`, 'ar', 'homoglyph').split(' ')[0] ?? '');
    const places = [0xfe91, 0xfe92, 0xfe92, 0xfe92, 0xfe90];
    const seen = new Set<number>();
    for (const word of shaped.filter((one) => [...one].some((char) => code(char) > 0xfe00)))
      [...word].forEach((char, i) => {
        if (code(char) < 0xfe00) return;
        expect(code(char)).toBe(places[i]);
        seen.add(i);
      });
    expect(seen.size).toBe(5);
  });
  it('leaves scripts that have no look-alikes', () => {
    expect(evaded('नमस्ते दोस्तों', 'hi', 'homoglyph')).toBe('नमस्ते दोस्तों');
  });
});

describe('spacing', () => {
  it('spells one or two words, those that the signals name first', () => {
    const hidden = evaded('The weather in the beautiful mountains is lovely, no passport needed', 'en', 'spacing');
    expect(hidden).toMatch(/p([ .-])a\1s\1s\1p\1o\1r\1t/);
    expect(hidden).toContain('beautiful mountains');
  });
  it('spells the longest words where no signal stands', () => {
    expect(evaded('we saw the magnificent harbour', 'en', 'spacing')).toMatch(/m.a.g.n.i.f.i.c.e.n.t|h.a.r.b.o.u.r/);
  });
  it('keeps marks with their letters', () => {
    const letters = evaded('हिन्दुस्तान', 'hi', 'spacing').split(/[ .-]/);
    expect(letters.length).toBeGreaterThan(2);
    for (const letter of letters) expect(letter).toMatch(/^\p{L}/u);
    expect(letters.join('')).toBe('हिन्दुस्तान');
  });
});

describe('leet', () => {
  it('puts digits inside words only', () => {
    const hidden = evaded('passage boats oasis taste', 'en', 'leet');
    const words = hidden.split(' ').filter((word) => /\d/.test(word));
    expect(words.length).toBeGreaterThanOrEqual(2);
    for (const word of words) expect(word).toMatch(/^\p{L}.*\p{L}$/u);
  });
  it('leaves Arabic', () => {
    expect(evaded('القهوة الصباحية', 'ar', 'leet')).toBe('القهوة الصباحية');
  });
});

describe('zero-width', () => {
  it.each([
    ['en', 'harbour weather station coffee'],
    ['hi', 'नमस्ते दोस्तों समुन्दर किनारा'],
    ['am', 'ጤናይስጥልኝ እንደምንአላችሁ'],
    ['ar', 'القهوة الصباحية جميلة'],
  ])('%s: adds invisible characters and nothing else', (lang, text) => {
    const hidden = evaded(text, lang, 'zero-width');
    expect(hidden.length).toBeGreaterThan(text.length);
    expect(hidden.replace(/[\u200b-\u200d\u2060\ufe0e\ufe0f]/g, '')).toBe(text);
    expect(hidden).not.toMatch(/(?:^|\s)[\u200b-\u200d\u2060]|[\u200b-\u200d\u2060](?:\s|$)/);
  });
  it('reads as before once it is normalised', () => {
    const text = 'harbour weather station coffee';
    expect(normalise(evaded(text, 'en', 'zero-width')).text).toBe(text);
  });
});

describe('emoji', () => {
  it('draws the words that can be drawn, in the language of the row', () => {
    expect(evaded('A boat on the sea, my visa and my Passport', 'en', 'emoji')).toMatch(
      /^A (?:⛵|🚤|🛥️) on the 🌊, my 🛂 and my (?:📕|📘|🪪)$/u,
    );
    expect(evaded('teknede pasaportsuz', 'tr', 'emoji')).toMatch(/^(?:⛵|🚤|🛥️) (?:📕|📘|🪪)$/u);
    expect(evaded('xe tải', 'vi', 'emoji')).toMatch(/^(?:🚚|🚛)$/u);
    expect(evaded('hộ chiếu của tôi', 'vi', 'emoji')).toMatch(/^(?:📕|📘|🪪) của tôi$/u);
  });
  it('finds letters that are written decomposed', () => {
    expect(evaded('hộ chiếu'.normalize('NFD'), 'vi', 'emoji')).toMatch(/^(?:📕|📘|🪪)$/u);
    expect(evaded('ਵੀਜ਼ਾ', 'pa', 'emoji')).toBe('🛂');
  });
  it('leaves other words that begin alike, and other languages', () => {
    expect(evaded('cargo carpet visage seaside boathouse', 'en', 'emoji')).toBe('cargo carpet visage seaside boathouse');
    expect(evaded('el barco', 'en', 'emoji')).toBe('el barco');
  });
});
