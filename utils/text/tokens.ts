/** Normalised text → tokens: words (letters, marks, digits, inner apostrophes), emoji and the few signs that carry meaning, one token each. */

export interface Token {
  text: string;
  /** UTF-16 offsets in the normalised text, end exclusive. */
  start: number;
  end: number;
}

/** Emoji and pictographs by block, the same ranges in models/training/text.py: property tables differ between Unicode versions, ranges do not. */
const tokenPattern = /[\p{L}\p{M}\p{Nd}]+|[@#+$€£¥₺₹₽%]|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff]|[\u{1f000}-\u{1faff}]/gu;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern))
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return tokens;
}
