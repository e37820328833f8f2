/** The contract of models/lexicon: data that anybody may edit, so the test says what a file must hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phraseWords, USUAL, USUAL_BENIGN } from '../../utils/signals/lexicon';
import { lexicons, type Entry } from '../../utils/signals/lexicon-files';
import { DEPTH } from '../../utils/signals/phrase-trie';
import { foldedPeopleNames } from '../../utils/text/peoples';
import { KINDS, SIGNALS } from '../../utils/types';

const folder = new URL('../../models/lexicon/', import.meta.url);
const files = readdirSync(folder).sort();
const BENIGN: readonly string[] = KINDS.filter((kind) => kind !== 'advertisement');
const phraseOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.phrase);
const listsOf = (lang: string, phrases: object, benign: object): [string, Entry[]][] =>
  [...Object.entries(phrases), ...Object.entries(benign)].map(([id, list]) => [`${lang} ${id}`, list as Entry[]]);
const lists = lexicons.flatMap(({ lang, phrases, benign }) => listsOf(lang, phrases, benign));
const entries = lists.flatMap(([where, list]) => list.map((entry) => ({ where, entry, phrase: phraseOf(entry) })));
/** What is wrong, named, so that whoever edits a list sees where. */
const wrong = (test: (phrase: string, entry: Entry) => boolean) =>
  entries.filter(({ phrase, entry }) => test(phrase, entry)).map(({ where, phrase }) => `${where}: ${phrase}`);

describe('models/lexicon', () => {
  it('is read whole: every file is in the list, alphabetical, and named after its language', () => {
    expect(lexicons.map(({ lang }) => `${lang}.json`)).toEqual(files);
    for (const file of files) {
      const known = lexicons.find(({ lang }) => `${lang}.json` === file);
      expect(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), file).toEqual(known);
    }
  });

  it.each(lexicons.map((lexicon) => [lexicon.lang, lexicon] as const))('%s has the shape of a lexicon', (_, lexicon) => {
    expect(Object.keys(lexicon).sort()).toEqual(['benign', 'lang', 'phrases', 'reviewed']);
    expect(lexicon.lang).toMatch(/^[a-z]{2,3}$/);
    expect(lexicon.reviewed.length).toBeGreaterThan(10);
    for (const signal of Object.keys(lexicon.phrases)) expect(SIGNALS).toContain(signal);
    for (const kind of Object.keys(lexicon.benign)) expect(BENIGN).toContain(kind);
  });

  it('weighs each phrase within (0, 1]', () => {
    const fits = (weight: number) => weight > 0 && weight <= 1;
    expect(wrong((_, entry) => typeof entry !== 'string' && !fits(entry.weight))).toEqual([]);
    expect([...Object.values(USUAL), USUAL_BENIGN].every(fits)).toBe(true);
  });

  it('holds no phrase that the matcher cannot read: three letters at least, at most DEPTH words, no gap at an end', () => {
    const letters = (phrase: string) => phraseWords(phrase).join('').replace(/[*.]/g, '');
    expect(wrong((phrase) => letters(phrase).length < 3)).toEqual([]);
    expect(wrong((phrase) => phraseWords(phrase).filter((word) => word !== '..').length > DEPTH)).toEqual([]);
    expect(wrong((phrase) => /^\.\.|\.\.$/.test(phrase))).toEqual([]);
  });

  it('holds no number, no handle and no link: a phrase names no one and no place to write to', () => {
    // One digit inside a word may stand for a letter (Arabizi); a word of digits, or two digits in a row, is a number.
    expect(
      wrong((phrase) =>
        /\p{Nd}{2}|(?<![\p{L}\p{M}])\p{Nd}(?![\p{L}\p{M}])|[@/#]|https?|www\.|\.(?:com|org|net|me)\b/u.test(phrase),
      ),
    ).toEqual([]);
  });

  it('holds no name of a people or a religion: such a phrase would never match', () => {
    expect(wrong((phrase) => phraseWords(phrase).some((word) => foldedPeopleNames().has(word)))).toEqual([]);
  });

  it('names no phrase twice in one list, as the matcher reads it', () => {
    const twice = lists.flatMap(([where, list]) => {
      const read = list.map((entry) => phraseWords(phraseOf(entry)).join(' '));
      return read.filter((phrase, at) => read.indexOf(phrase) !== at).map((phrase) => `${where}: ${phrase}`);
    });
    expect(twice).toEqual([]);
  });

  it('knows at least twelve languages with forty phrases or more', () => {
    const sizes = lexicons.map(({ phrases }) => Object.values(phrases).reduce((sum, list) => sum + list.length, 0));
    expect(sizes.filter((size) => size >= 40).length).toBeGreaterThanOrEqual(12);
  });
});
