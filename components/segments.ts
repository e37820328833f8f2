/**
 * A post's text as the pane draws it: paragraphs of parts (phone numbers and handles apart, so that mixed directions stay readable) of runs
 * (one set of signals each, and whether it carried the score) of pieces (text, or what would be invisible or unreadable as it is). Pure.
 */
import type { SignalId, Span } from '@/utils/types';
import type { Carried } from './carried';
import { pieces, type Piece } from './pieces';

export interface Run {
  /** Strongest first; empty where nothing is marked. */
  signals: SignalId[];
  /** The words carried the score. */
  carried: Carried | null;
  /** The mark begins or ends here (rounded there). */
  starts: boolean;
  ends: boolean;
  pieces: Piece[];
}

export interface Part {
  /** A phone number, handle or address: its direction touches nothing around it. */
  isolated: boolean;
  runs: Run[];
}

export interface Paragraph {
  title: boolean;
  /** Follows a blank line. */
  apart: boolean;
  /** Mostly Arabic script: taller lines. */
  arabic: boolean;
  parts: Part[];
}

/** Characters shown before `show all`, UTF-16 code units. */
export const FOLD = 4_000;

const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;
const ISOLATED =
  /(?:https?:\/\/|www\.)[^\s<>"']{1,300}|\b(?:t\.me|wa\.me|m\.me)\/[\w+./-]{1,100}|[@#][\w.]{2,60}|\+?\(?\d[\d\s().-]{5,30}\d/g;

/** Span edges moved out to whole grapheme clusters, so that no emoji or accented letter is cut; what lies outside the text is left out. */
export function wholeClusters<T extends Range>(text: string, spans: readonly T[]): T[] {
  const segments = clusters.segment(text);
  const at = (index: number) => segments.containing(index);
  return spans.flatMap((span) => {
    const from = Math.max(0, Math.floor(span.start));
    const to = Math.min(text.length, Math.floor(span.end));
    if (!(from < to)) return [];
    const last = at(to - 1);
    return [{ ...span, start: at(from)?.index ?? from, end: last ? last.index + last.segment.length : to }];
  });
}

/** Where a long text is folded: the end of a word near FOLD, or of a cluster; the text's length when it is short. */
export function foldAt(text: string): number {
  if (text.length <= FOLD) return text.length;
  const space = text.slice(0, FOLD).search(/\s\S*$/);
  if (space > FOLD - 200) return space;
  return clusters.segment(text).containing(FOLD)?.index ?? FOLD;
}

interface Range {
  start: number;
  end: number;
}

interface Slice {
  from: number;
  to: number;
}

function paragraphSlices(text: string, end: number): (Slice & { apart: boolean })[] {
  const slices: (Slice & { apart: boolean })[] = [];
  let from = 0;
  let apart = false;
  const add = (to: number) => {
    if (text.slice(from, to).trim() === '') apart = slices.length > 0;
    else {
      slices.push({ from, to, apart });
      apart = false;
    }
  };
  for (const match of text.slice(0, end).matchAll(BREAK)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(end);
  return slices;
}

function partSlices(text: string, { from, to }: Slice): (Slice & { isolated: boolean })[] {
  const slices: (Slice & { isolated: boolean })[] = [];
  let done = from;
  for (const match of text.slice(from, to).matchAll(ISOLATED)) {
    const start = from + match.index;
    if (start > done) slices.push({ from: done, to: start, isolated: false });
    done = start + match[0].length;
    slices.push({ from: start, to: done, isolated: true });
  }
  if (done < to) slices.push({ from: done, to, isolated: false });
  return slices;
}

const signalsOf = (spans: readonly Span[]): SignalId[] => [
  ...new Set([...spans].sort((a, b) => b.weight - a.weight || a.end - a.start - (b.end - b.start)).map((span) => span.signal)),
];

/** Cuts slices at every span's edge in one walk: neither spans nor parts are looked through again for each other. */
function runsOf(
  text: string,
  slices: readonly (Slice & { isolated: boolean })[],
  spans: readonly Span[],
  carried: readonly Carried[],
): Part[] {
  const edges = [...new Set([...spans, ...carried].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  let edge = 0;
  let next = 0;
  let open: Span[] = [];
  return slices.map(({ from, to, isolated }) => {
    const runs: Run[] = [];
    for (let at = from; at < to;) {
      while ((edges[edge] ?? Infinity) <= at) edge += 1;
      for (let span = spans[next]; span && span.start <= at; span = spans[next]) {
        open.push(span);
        next += 1;
      }
      open = open.filter((span) => span.end > at);
      const end = Math.min(to, edges[edge] ?? to);
      runs.push({
        signals: signalsOf(open),
        carried: carried.find((phrase) => phrase.start <= at && at < phrase.end) ?? null,
        starts: true,
        ends: true,
        pieces: pieces(text.slice(at, end)),
      });
      at = end;
    }
    return { isolated, runs };
  });
}

/** A mark that goes on in the next run is not rounded between them. */
function joinMarks(parts: readonly Part[]): void {
  const runs = parts.flatMap((part) => part.runs);
  runs.forEach((run, i) => {
    const shares = (other: Run | undefined) => other?.signals.some((signal) => run.signals.includes(signal)) ?? false;
    run.starts = !shares(runs[i - 1]);
    run.ends = !shares(runs[i + 1]);
  });
}

const mostlyArabic = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && (text.match(/\p{Script=Arabic}/gu)?.length ?? 0) * 2 > letters;
};

/** `titleLength`: how much of the text, from its start, is the post's title. Only the first `end` code units are drawn. `carried`: a handful. */
export function paragraphs(
  text: string,
  spans: readonly Span[],
  titleLength = 0,
  end = text.length,
  carried: readonly Carried[] = [],
): Paragraph[] {
  const whole = wholeClusters(text, spans).sort((a, b) => a.start - b.start);
  return paragraphSlices(text, end).map((slice) => {
    const within = <T extends Range>({ start, end: to }: T) => start < slice.to && to > slice.from;
    const parts = runsOf(text, partSlices(text, slice), whole.filter(within), carried.filter(within));
    joinMarks(parts);
    return {
      title: slice.to <= titleLength,
      apart: slice.apart,
      arabic: mostlyArabic(text.slice(slice.from, slice.to)),
      parts,
    };
  });
}

/** The phrases of each signal, in the order of the text, without repeats: the text alternative of the marks. */
export function phrases(text: string, spans: readonly Span[]): { signal: SignalId; phrases: string[] }[] {
  const found = new Map<SignalId, Set<string>>();
  for (const { start, end, signal } of wholeClusters(text, spans).sort((a, b) => a.start - b.start)) {
    const phrase = text.slice(start, end).trim();
    found.set(signal, (found.get(signal) ?? new Set()).add(phrase));
  }
  return [...found].map(([signal, set]) => ({ signal, phrases: [...set] }));
}
