/**
 * Phrases over tokens, matched in one pass whose cost is linear in the text: from each token at most DEPTH tokens and GAP skipped words are read.
 * In a phrase a trailing `*` on a word takes any ending, and `..` stands for up to GAP other words of the same sentence.
 */
import type { Token } from '../text/tokens';

/** Most words of a phrase, and most words that `..` may stand for. */
export const DEPTH = 7;
export const GAP = 3;

interface Node<T> {
  /** Whole words, word beginnings (their lengths beside them), and the way on after `..`. */
  words: Map<string, Node<T>>;
  stems: Map<string, Node<T>>;
  lengths: number[];
  gap: Node<T> | null;
  values: T[];
}

export interface Match<T> {
  value: T;
  /** Token positions, both inclusive. */
  first: number;
  last: number;
}

export interface PhraseTrie<T> {
  /** `words` are normalised tokens as a phrase writes them: `word`, `stem*` or `..`. */
  add: (words: readonly string[], value: T) => void;
  /** Every phrase in the text, in order of its first token. */
  match: (text: string, tokens: readonly Token[]) => Match<T>[];
}

const node = <T>(): Node<T> => ({ words: new Map(), stems: new Map(), lengths: [], gap: null, values: [] });

export function phraseTrie<T>(): PhraseTrie<T> {
  const root = node<T>();

  function child(from: Node<T>, word: string): Node<T> {
    if (word === '..') return (from.gap ??= node());
    const stem = word.endsWith('*') ? word.slice(0, -1) : null;
    if (stem !== null && !from.lengths.includes(stem.length)) from.lengths.push(stem.length);
    const edges = stem === null ? from.words : from.stems;
    const key = stem ?? word;
    const to = edges.get(key) ?? node<T>();
    edges.set(key, to);
    return to;
  }

  function match(text: string, tokens: readonly Token[]): Match<T>[] {
    const found: Match<T>[] = [];
    const forms = tokens.map((token) => formsOf(token.text));

    function visit(from: Node<T>, first: number, at: number): void {
      for (const value of from.values) found.push({ value, first, last: at - 1 });
      step(from, first, at);
      if (from.gap) {
        for (let skipped = 0; skipped <= GAP && at + skipped < tokens.length; skipped += 1) {
          if (at + skipped > 0 && breaks(text, tokens[at + skipped - 1] as Token, tokens[at + skipped] as Token)) break;
          step(from.gap, first, at + skipped);
        }
      }
    }

    function step(from: Node<T>, first: number, at: number): void {
      for (const form of forms[at] ?? []) {
        const whole = from.words.get(form);
        if (whole) visit(whole, first, at + 1);
        for (const length of from.lengths) {
          if (form.length < length) continue;
          const stem = from.stems.get(form.length === length ? form : form.slice(0, length));
          if (stem) visit(stem, first, at + 1);
        }
      }
    }

    for (let at = 0; at < tokens.length; at += 1) step(root, at, at);
    return found;
  }

  return {
    add: (words, value) => {
      let to = root;
      for (const word of words) to = child(to, word);
      to.values.push(value);
    },
    match,
  };
}

/** A sentence ends between two tokens (their text is already normalised). */
function breaks(text: string, before: Token, after: Token): boolean {
  for (let i = before.end; i < after.start; i += 1) if ('.!?؟;؛।።'.includes(text[i] ?? '')) return true;
  return false;
}

/** One word as written and, in Arabic script, without the little words that are written onto it (و ف, then ب ل ك, then ال). */
function formsOf(word: string): string[] {
  const code = word.charCodeAt(0);
  if (code < 0x600 || code > 0x6ff) return [word];
  const forms = [word];
  let rest = word;
  const cut = (size: number) => {
    rest = rest.slice(size);
    if (rest.length >= 3) forms.push(rest);
  };
  if (rest[0] === 'و' || rest[0] === 'ف') cut(1);
  if (rest.startsWith('لل')) cut(2);
  else if (rest[0] === 'ب' || rest[0] === 'ل' || rest[0] === 'ك') cut(1);
  if (rest.startsWith('ال')) cut(2);
  return forms;
}
