/**
 * Names of peoples, nationalities and religions give way to one sign before either stage of the classifier reads a text: a score may not depend on
 * whom a post is about (masking of identity terms: Dixon et al., AIES 2018, doi:10.1145/3278721.3278729). models/training/text.py is the same.
 */
import peoples from '../../models/peoples.json';

/** Stands for a people: no script, so that it moves no text to another calibration group. */
export const PEOPLE = '👥';

const word = /[\p{L}\p{M}\p{Nd}]+/gu;
const joint = /^[ _-]$/;

/** The listed names, each as `form` gives it: in the judge's text, or folded for the gate. */
export const peopleNames = (form: (name: string) => string = (name) => name): ReadonlySet<string> =>
  new Set(peoples.words.map(form));

/** Every listed name in `text`, of one word or of two joined by a space, `_` or `-`, as PEOPLE. Cost is linear. */
export function withoutPeoples(text: string, names: ReadonlySet<string>): string {
  let out = '';
  let at = 0;
  let before: { text: string; start: number } | null = null;
  for (const match of text.matchAll(word)) {
    const [now] = match;
    const end = match.index + now.length;
    if (before && joint.test(text.slice(before.start + before.text.length, match.index)) && names.has(`${before.text} ${now}`)) {
      out += text.slice(at, before.start) + PEOPLE;
      at = end;
      before = null;
      continue;
    }
    if (before && names.has(before.text)) {
      out += text.slice(at, before.start) + PEOPLE;
      at = before.start + before.text.length;
    }
    before = { text: now, start: match.index };
  }
  if (before && names.has(before.text)) {
    out += text.slice(at, before.start) + PEOPLE;
    at = before.start + before.text.length;
  }
  return out + text.slice(at);
}
