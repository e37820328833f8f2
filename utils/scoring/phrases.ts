/** A raw text cut into the phrases that an explanation leaves out one by one: lines, sentences and clauses, neither single words nor whole posts. */

/** UTF-16 offsets into the raw text, end exclusive; no space at either end. */
export interface Range {
  start: number;
  end: number;
}

/** At most so many phrases: each costs a run of the judge. */
export const MOST_PHRASES = 16;
/** A phrase of more words is cut. */
const LONGEST = 8;
/** Fewer phrases than FEW explain little: then they are cut at SHORTEST words. */
const FEW = 3;
const SHORTEST = 3;
/** A run without a space counts as a word every so many UTF-16 units: scripts that are written without spaces. */
const UNSPACED = 12;

/** Ends of clauses: a line, a sign before a space, a full-width sign, a dash between spaces. */
const ends = /\n|[.!?…,;:،؛؟۔।॥።፣፤፥)\]](?=\s)|[、。！？，；：]|\s[-–—|•·](?=\s)/gu;
const says = /[\p{L}\p{N}]/u;

/** The phrases in order, apart from each other. A text without a letter or digit is one phrase; an empty one has none. */
export function phrasesOf(text: string): Range[] {
  const clauses = joinMute(text, clausesOf(text));
  let phrases = clauses.flatMap((clause) => cut(wordsOf(text, clause), LONGEST));
  if (phrases.length < FEW) phrases = clauses.flatMap((clause) => cut(wordsOf(text, clause), SHORTEST));
  return merged(text, phrases);
}

function clausesOf(text: string): Range[] {
  const out: Range[] = [];
  let start = 0;
  for (const match of text.matchAll(ends)) {
    out.push({ start, end: match.index + match[0].length });
    start = match.index + match[0].length;
  }
  out.push({ start, end: text.length });
  return out.flatMap(({ start: from, end }) => {
    const part = text.slice(from, end);
    const bare = part.trim();
    const at = from + part.length - part.trimStart().length;
    return bare ? [{ start: at, end: at + bare.length }] : [];
  });
}

/** What holds no letter and no digit (emoji, signs) goes with the clause before it, at the start with the one after. */
function joinMute(text: string, clauses: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const clause of clauses) {
    const last = out[out.length - 1];
    const mute = (range: Range) => !says.test(text.slice(range.start, range.end));
    if (last && (mute(clause) || mute(last))) last.end = clause.end;
    else out.push({ ...clause });
  }
  return out;
}

function wordsOf(text: string, { start, end }: Range): Range[] {
  const out: Range[] = [];
  for (const match of text.slice(start, end).matchAll(/\S+/gu)) {
    const last = start + match.index + match[0].length;
    for (let at = start + match.index; at < last;) {
      let next = last - at > 2 * UNSPACED ? at + UNSPACED : last;
      if (/[\udc00-\udfff]/.test(text.charAt(next))) next += 1;
      out.push({ start: at, end: Math.min(next, last) });
      at = next;
    }
  }
  return out;
}

/** Parts of at most `longest` words, as even as can be. */
function cut(words: readonly Range[], longest: number): Range[] {
  const parts = Math.ceil(words.length / longest);
  return Array.from({ length: parts }, (_, i) => {
    const first = words[Math.floor((i * words.length) / parts)] as Range;
    const last = words[Math.floor(((i + 1) * words.length) / parts) - 1] as Range;
    return { start: first.start, end: last.end };
  });
}

/** Neighbours become one, the shortest pair first, until there are MOST_PHRASES. */
function merged(text: string, phrases: readonly Range[]): Range[] {
  const out = [...phrases];
  while (out.length > MOST_PHRASES) {
    let best = 0;
    const length = (i: number) => (out[i + 1]?.end ?? text.length) - (out[i]?.start ?? 0);
    for (let i = 1; i + 1 < out.length; i += 1) if (length(i) < length(best)) best = i;
    out.splice(best, 2, { start: (out[best] as Range).start, end: (out[best + 1] as Range).end });
  }
  return out;
}
