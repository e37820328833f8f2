/** A guess at the language, from script and a few frequent words: a label for people, never an input of a score. */
import words from '../../models/language-words.json';

const table = Object.entries(words.words as Record<string, string>).map(
  ([lang, list]) => [lang, new Set(list.split(' '))] as const,
);
const scripts: [string, RegExp][] = [
  ['el', /\p{Script=Greek}/u],
  ['bn', /\p{Script=Bengali}/u],
  ['pa', /\p{Script=Gurmukhi}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['zh', /\p{Script=Han}/u],
];

/** BCP 47, or null when the text (normalised) has too few known words. */
export function guessLanguage(text: string): string | null {
  const sample = text.slice(0, 400);
  if (sample.replace(/[^\p{L}]/gu, '').length > 1) {
    const script = scripts.find(([, pattern]) => pattern.test(sample));
    if (script) return script[0];
  }
  const found = sample.split(/[^\p{L}\p{M}']+/u).filter(Boolean);
  let best: string | null = null;
  let most = 0;
  for (const [lang, known] of table) {
    const hits = found.filter((word) => known.has(word)).length;
    if (hits > most) [best, most] = [lang, hits];
  }
  // A wrong name is worse than none.
  const enough = found.length <= 4 ? 1 : Math.max(2, Math.ceil(found.length / 12));
  return most >= enough ? best : null;
}
