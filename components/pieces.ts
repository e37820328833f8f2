/** What in a text would be invisible, or would pile up, is shown as what it is (reliability: zero-width, bidi and stacked characters hide words). */

export type Piece =
  | { kind: 'text'; text: string }
  /** `times` hidden characters of one kind, named by their Unicode abbreviation. */
  | { kind: 'hidden'; name: string; times: number }
  /** Combining marks beyond MARKS on one letter. */
  | { kind: 'dropped'; times: number };

/** Combining marks that are kept on one letter: no orthography of ours needs more (Arabic and Hebrew up to 3, Vietnamese 2). */
export const MARKS = 4;

/** Unicode 17, "General Punctuation" and the other default-ignorable or control characters that a post may carry. */
const NAMES: readonly [from: number, to: number, name: string][] = [
  [0x00, 0x08, 'CTRL'],
  [0x0b, 0x0c, 'CTRL'],
  [0x0e, 0x1f, 'CTRL'],
  [0x7f, 0x9f, 'CTRL'],
  [0xad, 0xad, 'SHY'],
  [0x34f, 0x34f, 'CGJ'],
  [0x61c, 0x61c, 'ALM'],
  [0x115f, 0x1160, 'HF'],
  [0x180e, 0x180e, 'MVS'],
  [0x200b, 0x200b, 'ZWSP'],
  [0x200c, 0x200c, 'ZWNJ'],
  [0x200d, 0x200d, 'ZWJ'],
  [0x200e, 0x200e, 'LRM'],
  [0x200f, 0x200f, 'RLM'],
  [0x202a, 0x202a, 'LRE'],
  [0x202b, 0x202b, 'RLE'],
  [0x202c, 0x202c, 'PDF'],
  [0x202d, 0x202d, 'LRO'],
  [0x202e, 0x202e, 'RLO'],
  [0x2060, 0x2060, 'WJ'],
  [0x2061, 0x2065, 'INV'],
  [0x2066, 0x2066, 'LRI'],
  [0x2067, 0x2067, 'RLI'],
  [0x2068, 0x2068, 'FSI'],
  [0x2069, 0x2069, 'PDI'],
  [0x206a, 0x206f, 'FMT'],
  [0x3164, 0x3164, 'HF'],
  [0xd800, 0xdfff, 'BAD'],
  [0xfeff, 0xfeff, 'BOM'],
  [0xffa0, 0xffa0, 'HF'],
  [0xfff9, 0xfffb, 'IAA'],
  [0xe0000, 0xe007f, 'TAG'],
];
/** These only hint a direction: they stay in the text beside their chip, so that it reads as it did. */
const HARMLESS = /[\u061c\u200e\u200f]/;

const hex = (code: number) => `\\u{${code.toString(16)}}`;
const HIDDEN = NAMES.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('');
/** Scripts whose spelling uses the joiners. */
const JOINING = [
  'Arabic',
  'Syriac',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
];
const letter = `[${JOINING.map((script) => `\\p{Script=${script}}`).join('')}\\p{M}]`;
const KEPT = [
  // A flag of a region: black flag, tag letters, end tag (UTS #51).
  '\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,6}\\u{E007F}',
  `(?<=${letter})[\\u200c\\u200d](?=${letter})`,
  '(?<=[\\p{Extended_Pictographic}\\uFE0F\\u{1F3FB}-\\u{1F3FF}])\\u200d(?=\\p{Extended_Pictographic})',
].join('|');
const SPECIAL = new RegExp(`(${KEPT})|([${HIDDEN}])\\2*|\\p{M}{${MARKS + 1},}`, 'gu');

const nameOf = (code: number): string => NAMES.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'HIDDEN';

/** The text in pieces; one text piece where there is nothing special. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let plain = '';
  const push = (piece: Piece) => {
    if (plain) found.push({ kind: 'text', text: plain });
    plain = '';
    found.push(piece);
  };
  let done = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const [whole, kept, hidden] = match;
    plain += text.slice(done, match.index);
    done = match.index + whole.length;
    if (kept) plain += kept;
    else if (hidden) {
      if (HARMLESS.test(hidden)) plain += hidden;
      push({ kind: 'hidden', name: nameOf(hidden.codePointAt(0) ?? 0), times: whole.length / hidden.length });
    } else {
      const marks = [...whole];
      plain += marks.slice(0, MARKS).join('');
      push({ kind: 'dropped', times: marks.length - MARKS });
    }
  }
  plain += text.slice(done);
  if (plain) found.push({ kind: 'text', text: plain });
  return found;
}
