/**
 * Page text → what the judge reads: lower case and compatibility forms (NFKC), letters and accents as written, obfuscation undone, contacts,
 * numbers and peoples masked. models/training/text.py computes the same; tests/fixtures/pieces.json holds them equal.
 */
import { decoded, digitOf, dropped, isBlank, pushCell, type Cell } from './decode';
import { addresses, blurred, handles } from './masks';
import { peopleNames, withoutPeoples } from './peoples';

/** A longer judge text is cut to this many code points of its head and as many of its tail: no window reads further, and cutting pieces stays quick. */
export const JUDGE_HALF = 600;

/** Combining marks that NFC composes belong to a letter of a language; everything else that the folds drop is dropped here too. */
const kept = (code: number): boolean => (code >= 768 && code <= 879) || !dropped(code);

/** The last text and its reading: word count, calibration group and windows ask for the same one in a row. */
let last = { raw: '', read: '' };

/** Any string, lone surrogates included; never throws. Cost is linear in its length. */
export function judgeText(raw: string): string {
  if (raw !== last.raw) last = { raw, read: reading(raw) };
  return last.read;
}

function reading(raw: string): string {
  let text = '';
  for (const char of raw) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) text += '\ufffd';
    else if (kept(code)) text += char;
  }
  const cells: Cell[] = [];
  for (const char of text.normalize('NFKC').toLowerCase()) {
    const code = char.codePointAt(0) ?? 0;
    pushCell(cells, isBlank(char, code) ? ' ' : (digitOf(code) ?? char), 0, 0);
  }
  const plain = decoded(cells).map((cell) => cell.char);
  const masked = withoutPeoples(plain.join('').replace(addresses, 'url').replace(handles, '@'), peopleNames);
  const codes = [...blurred(masked)];
  if (codes.length <= 2 * JUDGE_HALF) return codes.join('');
  return [...codes.slice(0, JUDGE_HALF), ...codes.slice(-JUDGE_HALF)].join('');
}
