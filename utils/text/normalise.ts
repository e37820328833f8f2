/**
 * Page text → comparable text, with the way back. Obfuscation is decoded so that words can be matched; it never adds score by itself
 * (domain brief §5). models/training/text.py is the same algorithm over the same tables (models/text-folds.json); a parity test holds them together.
 */
import folds from '../../models/text-folds.json';
import { decoded, digitOf, dropped, isBlank, pushCell, type Cell } from './decode';

export interface Normalised {
  /** Lower case, compatibility forms and marks folded, spaces single. */
  text: string;
  /** Raw UTF-16 offsets [starts[i], ends[i]) of each UTF-16 unit of `text`. */
  starts: Uint32Array;
  ends: Uint32Array;
}

const letters = folds.letters as Record<string, string>;

/** Folding of one code point, remembered: posts repeat few characters. */
const folded = new Map<number, string>();
function fold(code: number): string {
  const known = folded.get(code);
  if (known !== undefined) return known;
  let out = '';
  for (const part of String.fromCodePoint(code).normalize('NFKD')) {
    const value = part.codePointAt(0) ?? 0;
    if (dropped(value)) continue;
    if (isBlank(part, value)) out += ' ';
    else {
      for (const lower of part.toLowerCase().normalize('NFKD')) {
        const lowerCode = lower.codePointAt(0) ?? 0;
        if (!dropped(lowerCode)) out += digitOf(lowerCode) ?? letters[lower] ?? lower;
      }
    }
  }
  if (folded.size < 20_000) folded.set(code, out);
  return out;
}

function cellsOf(raw: string): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at < raw.length;) {
    let code = raw.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    for (const char of fold(code)) pushCell(cells, char, at, at + size);
    at += size;
  }
  return cells;
}

/** Normalises any string, lone surrogates included; never throws. Cost is linear in its length. */
export function normalise(raw: string): Normalised {
  const cells = decoded(cellsOf(raw));
  let length = 0;
  for (const cell of cells) length += cell.char.length;
  const starts = new Uint32Array(length);
  const ends = new Uint32Array(length);
  let at = 0;
  for (const cell of cells) {
    for (let unit = 0; unit < cell.char.length; unit += 1, at += 1) {
      starts[at] = cell.start;
      ends[at] = cell.end;
    }
  }
  return { text: cells.map((cell) => cell.char).join(''), starts, ends };
}

/** The raw range of a range of normalised text; both in UTF-16 units, end exclusive. */
export const rawRange = (normalised: Normalised, start: number, end: number): { start: number; end: number } => ({
  start: normalised.starts[start] ?? 0,
  end: normalised.ends[end - 1] ?? 0,
});
