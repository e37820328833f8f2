/** The steps that undo obfuscation, shared by what the gate reads (normalise.ts) and what the judge reads (judge-text.ts). models/training/text.py is the same. */
import folds from '../../models/text-folds.json';

/** One character on its way: its text, the raw UTF-16 range it stands for, end exclusive. */
export interface Cell {
  char: string;
  start: number;
  end: number;
}

const drops = folds.drop as [number, number][];
const toLatin = folds.toLatin as Record<string, string>;
const toCyrillic = folds.toCyrillic as Record<string, string>;
const leet = folds.leet as Record<string, string>;
const digitZeros = folds.digitZeros;

const isLetter = /^[\p{L}\p{M}]$/u;
const isLatin = /^[a-z]$/;
const isGreekOrCyrillic = /^[\p{Script=Greek}\p{Script=Cyrillic}]$/u;

/** Marks and invisible characters that say nothing by themselves. */
export function dropped(code: number): boolean {
  if (code < 173) return false;
  for (const [from, to] of drops) if (code >= from && code <= to) return true;
  return false;
}

/** The ASCII digit of a decimal digit of another script. */
export function digitOf(code: number): string | undefined {
  if (code < 1632) return undefined;
  for (const zero of digitZeros) if (code >= zero && code <= zero + 9) return String(code - zero);
  return undefined;
}

/** Characters that become a space: white space, controls and what stands for a broken character. */
export const isBlank = (char: string, code: number): boolean => /^\s$/u.test(char) || code < 32 || code === 0xfffd;

/** Adds a character, but no second space in a row and none at the start. */
export function pushCell(cells: Cell[], char: string, start: number, end: number): void {
  const last = cells[cells.length - 1];
  if (char === ' ' && (!last || last.char === ' ')) return;
  cells.push({ char, start, end });
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

/** Spelled words joined, look-alike letters and leet inside words undone, runs of a letter shortened. Changes the cells given. */
export function decoded(cells: Cell[]): Cell[] {
  if (cells[cells.length - 1]?.char === ' ') cells.pop();
  const joined = joinSpelled(cells);
  foldWords(joined);
  return shortenRuns(joined);
}
