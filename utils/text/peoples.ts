/**
 * Names of peoples, nationalities and religions give way to one sign before either stage of the classifier reads a text: a score may not depend on
 * whom a post is about (masking of identity terms: Dixon et al., AIES 2018, doi:10.1145/3278721.3278729). models/training/text.py is the same.
 */
import peoples from '../../models/peoples.json';
import { normalise } from './normalise';

/** Stands for a people: no script, so that it moves no text to another calibration group. */
export const PEOPLE = '👥';

const word = /[\p{L}\p{M}\p{Nd}]+/gu;
const joint = /^[ _-]$/;

/** The listed names as the judge's text has them. */
export const peopleNames: ReadonlySet<string> = new Set(peoples.words);

let folded: ReadonlySet<string> | undefined;
/** The same as normalised text has them, for the gate and the signals; made on first use. */
export const foldedPeopleNames = (): ReadonlySet<string> =>
  (folded ??= new Set(peoples.words.map((name) => normalise(name).text)));

/** A listed name; one that is another language's everyday word is listed with a `#` and counts as a name in a hashtag only. */
export const named = (names: ReadonlySet<string>, word: string, before: string | undefined): boolean =>
  names.has(word) || (before === '#' && names.has(`#${word}`));

/** Every listed name in `text`, of one word or of two joined by a space, `_` or `-`, as PEOPLE. Cost is linear. */
export function withoutPeoples(text: string, names: ReadonlySet<string>): string {
  const words = [...text.matchAll(word)];
  let out = '';
  let at = 0;
  for (let i = 0; i < words.length; i += 1) {
    const one = words[i] as RegExpExecArray;
    const next = words[i + 1];
    const end = one.index + one[0].length;
    const pair = next && joint.test(text.slice(end, next.index)) && names.has(`${one[0]} ${next[0]}`);
    if (!pair && !named(names, one[0], text[one.index - 1])) continue;
    out += text.slice(at, one.index) + PEOPLE;
    at = pair ? next.index + next[0].length : end;
    if (pair) i += 1;
  }
  return out + text.slice(at);
}
