/** Texts as somebody would write them who hides from filters: the measure of what obfuscation costs. A pure function of text, language and kind. */
import { findSpans, signalText } from '../../utils/signals/index';
import tables from './evasion-tables.json';
import { drawn, drawsOf, oneOf } from './seeded';

/** One way of hiding; each is measured by itself. */
export const EVASIONS = ['homoglyph', 'spacing', 'leet', 'zero-width', 'emoji'] as const;
export type Evasion = (typeof EVASIONS)[number];

/** Part of every seed: another number draws another set, and its figures compare with nothing that was measured before. */
const SEED = 1;
/** Words of at least this many letters are worth hiding. */
const LONG = 4;

type Draw = () => number;
interface Word {
  text: string;
  start: number;
  end: number;
}

const wordPattern = /\p{L}[\p{L}\p{M}\u200c\u200d]*/gu;
/** Contacts stay as they are, or nobody could reach the writer. */
const contactPattern =
  /https?:\/\/\S+|www\.\S+|[\p{L}\p{Nd}.-]+\.(?:me|org|com|net)(?:\/\S*)?(?![\p{L}\p{Nd}])|@[\p{L}\p{M}\p{Nd}_.]+/giu;

/** Ranges of addresses and handles, UTF-16 offsets, end exclusive. */
export const contactsIn = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(contactPattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

const lettersOf = (word: string): number => word.match(/\p{L}/gu)?.length ?? 0;

function longWords(text: string): Word[] {
  const contacts = contactsIn(text);
  return [...text.matchAll(wordPattern)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .filter((word) => lettersOf(word.text) >= LONG && !contacts.some((contact) => overlaps(word, contact)));
}

function replaced(text: string, words: readonly Word[], change: (word: string) => string): string {
  let out = '';
  let at = 0;
  for (const word of words) {
    out += text.slice(at, word.start) + change(word.text);
    at = word.end;
  }
  return out + text.slice(at);
}

/** Changes half of the words (rounded up) that `change` can do anything to. */
function halfOfWords(text: string, draw: Draw, able: (word: string) => boolean, change: (word: string) => string): string {
  const words = longWords(text).filter((word) => able(word.text));
  return replaced(text, drawn(words, Math.ceil(words.length / 2), draw), change);
}

type Script = 'latin' | 'cyrillic' | 'greek' | 'arabic';
const scripts: [Script, RegExp][] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['arabic', /\p{Script=Arabic}/u],
];
const scriptOf = (word: string): Script | undefined => scripts.find(([, pattern]) => pattern.test(word))?.[0];

/** Of the letters that can be replaced about half are, one at least. */
function someLetters(
  word: string,
  draw: Draw,
  swap: (letter: string, at: number, all: readonly string[]) => string | undefined,
): string {
  const letters = [...word];
  const able = letters.flatMap((letter, i) => (swap(letter, i, letters) === undefined ? [] : [i]));
  const forced = able.length ? oneOf(able, draw) : -1;
  return letters
    .map((letter, i) => (able.includes(i) && (i === forced || draw() < 0.5) ? (swap(letter, i, letters) ?? letter) : letter))
    .join('');
}

const lookAlikes = tables.lookAlikes as Record<Script, Record<string, string>>;

/** Arabic letter → its presentation forms in Unicode's order: isolated, final, initial, medial; two of them where it joins to the right only. */
const shapes = new Map<string, string[]>();
for (const [from, to] of [
  [0xfb50, 0xfbff],
  [0xfe80, 0xfef4],
] as const) {
  for (let code = from; code <= to; code += 1) {
    const shape = String.fromCodePoint(code);
    const letter = shape.normalize('NFKC');
    if (letter.length === 1 && letter !== shape) shapes.set(letter, [...(shapes.get(letter) ?? []), shape]);
  }
}
const joinsOn = (letter: string | undefined): boolean => letter !== undefined && shapes.get(letter)?.length === 4;

function shapeOf(letter: string, at: number, letters: readonly string[]): string | undefined {
  const forms = shapes.get(letter);
  const next = letters[at + 1];
  const before = joinsOn(letters[at - 1]) ? 1 : 0;
  const after = joinsOn(letter) && next !== undefined && shapes.has(next) ? 2 : 0;
  return forms?.[before + after];
}

/** A tatweel after a letter that joins on to the next one: the word looks stretched and reads the same. */
const stretched = (letter: string, at: number, letters: readonly string[]): string | undefined =>
  joinsOn(letter) && shapes.has(letters[at + 1] ?? '') ? `${letter}\u0640` : undefined;

/** Scripts without look-alikes in the table are left as they are. */
function homoglyph(text: string, draw: Draw): string {
  const alike = (letter: string): string | undefined => {
    const choices = scripts.map(([script]) => lookAlikes[script][letter]).find(Boolean);
    return choices && oneOf([...choices], draw);
  };
  const able = (word: string): boolean => [...word].some((letter) => alike(letter) ?? shapes.has(letter));
  return halfOfWords(text, draw, able, (word) => {
    if (scriptOf(word) !== 'arabic') return someLetters(word, draw, alike);
    const way = oneOf([alike, stretched, shapeOf], draw);
    const out = someLetters(word, draw, way);
    return out === word ? someLetters(word, draw, shapeOf) : out;
  });
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const clustersOf = (word: string): string[] => [...graphemes.segment(word)].map(({ segment }) => segment);
const KEY_SIGNALS: readonly string[] = ['offer', 'service', 'guarantee', 'pay-on-arrival', 'documents', 'route'];

/** One or two key words spelt out: words that the signals name, the longest ones where they name none. */
function spacing(text: string, draw: Draw): string {
  const spans = findSpans(signalText(text)).filter(({ signal }) => KEY_SIGNALS.includes(signal));
  const words = longWords(text).filter((word) => clustersOf(word.text).length >= 3);
  const named = words.filter((word) => spans.some((span) => overlaps(word, span)));
  const keys = named.length ? named : [...words].sort((a, b) => b.text.length - a.text.length).slice(0, 2);
  const chosen = drawn(keys, draw() < 0.5 ? 1 : 2, draw).sort((a, b) => a.start - b.start);
  return replaced(text, chosen, (word) => clustersOf(word.replace(/[\u200c\u200d]/g, '')).join(oneOf([' ', '.', '-'], draw)));
}

const leetOf = tables.leet as Partial<Record<Script, Record<string, string>>>;

/** Digits for letters, never the first or the last of a word. */
function leet(text: string, draw: Draw): string {
  const digit = (letter: string, at: number, letters: readonly string[]): string | undefined => {
    if (at === 0 || at === letters.length - 1) return undefined;
    const script = scriptOf(letter);
    return script && leetOf[script]?.[letter.toLowerCase()];
  };
  const able = (word: string): boolean => [...word].some((letter, i, all) => digit(letter, i, all) !== undefined);
  return halfOfWords(text, draw, able, (word) => someLetters(word, draw, digit));
}

/** Zero-width space, non-joiner, joiner, word joiner, and the two variation selectors for text and emoji. */
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufe0e', '\ufe0f'];

function zeroWidth(text: string, draw: Draw): string {
  const able = (word: string): boolean => clustersOf(word).length >= 2;
  return halfOfWords(text, draw, able, (word) => {
    const clusters = clustersOf(word);
    const gaps = drawn([...clusters.keys()].slice(1), draw() < 0.5 ? 1 : 2, draw);
    return clusters.map((cluster, i) => (gaps.includes(i) ? oneOf(INVISIBLE, draw) : '') + cluster).join('');
  });
}

const emoji = tables.emoji as Record<string, string>;
const wordTables = tables.words as Record<string, Record<string, string>>;
const inWord = '[\\p{L}\\p{M}\\p{Nd}\\u200c\\u200d]';

/** For one language: a pattern of every drawable word, longest first, with the thing's name in the group that matched. */
function drawable(lang: string): { pattern: RegExp; things: string[] } | null {
  const words = wordTables[lang];
  if (!words) return null;
  const entries = Object.entries(words).flatMap(([thing, list]) =>
    list.split(',').map((word) => ({ thing, word: word.trim().normalize('NFC') })),
  );
  entries.sort((a, b) => b.word.length - a.word.length);
  const source = entries.map(({ word }) => `(${word.replace(/ /g, '\\s+').replace(/\*$/, `${inWord}*`)})`);
  return {
    pattern: new RegExp(`(?<!${inWord})(?:${source.join('|')})(?!${inWord})`, 'giu'),
    things: entries.map(({ thing }) => thing),
  };
}
const patterns = new Map<string, ReturnType<typeof drawable>>();

/** Every word that names a drawable thing is drawn. */
function emojiWords(text: string, draw: Draw, lang: string): string {
  const known = patterns.has(lang) ? patterns.get(lang) : drawable(lang);
  patterns.set(lang, known ?? null);
  if (!known) return text;
  const composed = text.normalize('NFC');
  const contacts = contactsIn(composed);
  let changed = false;
  const out = composed.replace(known.pattern, (word: string, ...rest: unknown[]) => {
    const start = rest.find((part) => typeof part === 'number') as number;
    if (contacts.some((contact) => overlaps(contact, { start, end: start + word.length }))) return word;
    changed = true;
    const thing = known.things[rest.findIndex((part) => part !== undefined)] ?? '';
    return oneOf((emoji[thing] ?? '').split(' '), draw);
  });
  return changed ? out : text;
}

const ways: Record<Evasion, (text: string, draw: Draw, lang: string) => string> = {
  homoglyph,
  spacing,
  leet,
  'zero-width': zeroWidth,
  emoji: emojiWords,
};

/** The text hidden in one way; the same text where this way has nothing to change in it. `lang`: BCP 47, of the row. */
export const evaded = (text: string, lang: string, kind: Evasion): string =>
  ways[kind](text, drawsOf(`evasion ${SEED} ${kind} ${text}`), lang);
