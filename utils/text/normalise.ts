/**
 * Page text → comparable text, with the way back. Obfuscation is decoded so that words can be matched; it never adds score by itself
 * (domain brief §5). models/training/text.py is the same algorithm over the same tables (models/text-folds.json); a parity test holds them together.
 */
import folds from '../../models/text-folds.json';

export interface Normalised {
  /** Lower case, compatibility forms and marks folded, spaces single. */
  text: string;
  /** Raw UTF-16 offsets [starts[i], ends[i]) of each UTF-16 unit of `text`. */
  starts: Uint32Array;
  ends: Uint32Array;
}

/** One output character on its way: normalised text, raw range. */
interface Cell {
  char: string;
  start: number;
  end: number;
}

const drops = folds.drop as [number, number][];
const letters = folds.letters as Record<string, string>;
const toLatin = folds.toLatin as Record<string, string>;
const toCyrillic = folds.toCyrillic as Record<string, string>;
const leet = folds.leet as Record<string, string>;
const digitZeros = folds.digitZeros;

const isLetter = /^[\p{L}\p{M}]$/u;
const isLatin = /^[a-z]$/;
const isGreekOrCyrillic = /^[\p{Script=Greek}\p{Script=Cyrillic}]$/u;

function dropped(code: number): boolean {
  if (code < 173) return false;
  for (const [from, to] of drops) if (code >= from && code <= to) return true;
  return false;
}

function digitOf(code: number): string | undefined {
  if (code < 1632) return undefined;
  for (const zero of digitZeros) if (code >= zero && code <= zero + 9) return String(code - zero);
  return undefined;
}

/** Folding of one code point, remembered: posts repeat few characters. */
const folded = new Map<number, string>();
function fold(code: number): string {
  const known = folded.get(code);
  if (known !== undefined) return known;
  let out = '';
  for (const part of String.fromCodePoint(code).normalize('NFKD')) {
    const value = part.codePointAt(0) ?? 0;
    if (dropped(value)) continue;
    if (/^\s$/u.test(part) || value === 0 || value === 0xfffd || value < 32) out += ' ';
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
    for (const char of fold(code)) {
      const last = cells[cells.length - 1];
      if (char === ' ' && (!last || last.char === ' ')) continue;
      cells.push({ char, start: at, end: at + size });
    }
    at += size;
  }
  if (cells[cells.length - 1]?.char === ' ') cells.pop();
  return cells;
}

const charAt = (cells: readonly Cell[], at: number): string => cells[at]?.char ?? '';
const letterAt = (cells: readonly Cell[], at: number): boolean => isLetter.test(charAt(cells, at));
const separators = /^[ .\-_*]$/;

/** The last cell of a run `s a f e` that starts at `from`; `from` itself when there is none. */
function spelledEnd(cells: readonly Cell[], from: number): number {
  const separator = charAt(cells, from + 1);
  if (!separators.test(separator) || !letterAt(cells, from) || letterAt(cells, from - 1)) return from;
  let end = from;
  while (charAt(cells, end + 1) === separator && letterAt(cells, end + 2) && !letterAt(cells, end + 3)) end += 2;
  return end;
}

/** Letters spelt one by one (`s a f e`, `s.a.f.e`): four or more single letters with the same single separator become one word. */
function joinSpelled(cells: readonly Cell[]): Cell[] {
  const out: Cell[] = [];
  for (let i = 0; i < cells.length; i += 1) {
    const end = spelledEnd(cells, i);
    const step = end - i >= 6 ? 2 : 1;
    const last = step === 2 ? end : i;
    for (; i <= last; i += step) out.push(cells[i] as Cell);
    i = last;
  }
  return out;
}

/** Look-alike letters inside a word of two scripts go to the script that most of its letters have; leet only between letters. */
function foldWord(word: readonly Cell[]): void {
  const latin = word.filter(({ char }) => isLatin.test(char)).length;
  const other = word.filter(({ char }) => isGreekOrCyrillic.test(char)).length;
  if (!latin) return;
  if (other) {
    const table = latin >= other ? toLatin : toCyrillic;
    for (const cell of word) cell.char = table[cell.char] ?? cell.char;
  }
  word.forEach((cell, i) => {
    const decoded = leet[cell.char];
    if (decoded && letterAt(word, i - 1) && letterAt(word, i + 1)) cell.char = decoded;
  });
}

function foldWords(cells: Cell[]): void {
  let from = 0;
  for (let i = 0; i <= cells.length; i += 1) {
    if (i < cells.length && cells[i]?.char !== ' ') continue;
    if (i - from > 1) foldWord(cells.slice(from, i));
    from = i + 1;
  }
}

/** Runs of three or more of one letter become one letter (`saaafe`); the raw range of the run is kept. */
function shortenRuns(cells: Cell[]): Cell[] {
  const out: Cell[] = [];
  for (let i = 0; i < cells.length;) {
    const cell = cells[i] as Cell;
    let end = i + 1;
    while (cells[end]?.char === cell.char) end += 1;
    if (end - i >= 3 && isLetter.test(cell.char)) out.push({ ...cell, end: (cells[end - 1] as Cell).end });
    else for (let k = i; k < end; k += 1) out.push(cells[k] as Cell);
    i = end;
  }
  return out;
}

/** Normalises any string, lone surrogates included; never throws. Cost is linear in its length. */
export function normalise(raw: string): Normalised {
  const joined = joinSpelled(cellsOf(raw));
  foldWords(joined);
  const cells = shortenRuns(joined);
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
