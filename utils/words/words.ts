/** Every word that the interface says, typed: a language is one object of this shape, and a missing word does not compile. */
import type { SettingsWords } from './settings-words';
import type { Kind, Label, Reason, Service, SignalId } from '../types';

export const LANGUAGES = ['en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

type BenignKind = Exclude<Kind, 'advertisement'>;

/** What went wrong with the database, as far as it changes what a reviewer can do. */
export type StorageProblem = 'full' | 'old' | 'slow' | 'other';

/** What both pages say about a flag. */
export interface SharedWords {
  labels: Record<Label, string>;
  /** Same, short: on buttons. */
  verdicts: Record<Label, string>;
  reasons: Record<Reason, string>;
  signals: Record<SignalId, string>;
  services: Record<Service, string>;
  /** Names of platforms in this language's own letters; where there is none, the platform's own label stands. */
  platforms: Readonly<Record<string, string>>;
  kinds: Record<Kind, string>;
  settings: string;
}

/** What the popup says. */
export interface PopupWords {
  waiting: (n: number) => string;
  /** Posts in languages that the model knows too little: shown apart, never counted as flagged. */
  assistOnly: { shelf: (n: number) => string; about: string; none: string };
  openInTab: string;
  reading: (platform: string, seen: number, read: number, flagged: number) => string;
  partlyRead: (platform: string, seen: number, unreadable: number) => string;
  notReading: string;
  unscored: (n: number) => string;
  position: (at: number, of: number) => string;
  postKinds: Record<'comment' | 'quote' | 'video', string>;
  paidAd: string;
  seenTimes: (n: number) => string;
  possible: string;
  possibleByRules: string;
  flagsFrom: (score: string, threshold: string) => string;
  scoreLabel: string;
  offers: (services: string) => string;
  textOfPost: string;
  showAll: (hidden: number) => string;
  hiddenCharacter: (name: string, times: number) => string;
  droppedMarks: (n: number) => string;
  truncated: string;
  translated: string;
  picture: string;
  byMachine: string;
  reasonsLabel: string;
  noSpans: string;
  /** Same, where the words that carried the score are marked. */
  noSpansButCarried: string;
  /** The words that carried the score: those whose absence lowers it most. */
  carried: {
    looking: string;
    soFar: (done: number, of: number) => string;
    done: string;
    off: string;
    failed: string;
    /** For those who hear the page. */
    spoken: (phrases: string) => string;
    falls: (by: string) => string;
  };
  quote: (text: string) => string;
  couldAlsoBe: (reading: string, score: string) => string;
  /** The classifier's own reading is a benign one, and how likely it finds it. */
  readsLike: (reading: string) => string;
  likely: Record<'veryLikely' | 'likely' | 'even' | 'lessLikely', (score: string) => string>;
  benign: Record<BenignKind, { reading: string; look: string }>;
  author: string;
  authorUnknown: string;
  reveal: string;
  hide: string;
  revealIsLogged: string;
  openPost: string;
  noLink: string;
  verdictBar: string;
  why: (verdict: string) => string;
  noteLabel: string;
  noteHint: string;
  close: string;
  last: string;
  lastVerdict: (verdict: string, reason: string, ago: string) => string;
  lastGone: (verdict: string) => string;
  undo: string;
  skip: string;
  allKeys: string;
  decided: (verdict: string, reason: string, ago: string) => string;
  decideAgain: string;
  back: string;
  notices: {
    recorded: (verdict: string, reason: string) => string;
    undone: (verdict: string) => string;
    nothingToUndo: string;
    skipped: string;
    taken: (verdict: string, reason: string) => string;
    elsewhere: (verdict: string, reason: string) => string;
    changed: string;
    gone: string;
  };
  rulesOnly: string;
  rulesOnlyWhy: (reason: string) => string;
  storage: {
    cannotRead: string;
    cannotWrite: Record<'verdict' | 'undo' | 'reveal', string>;
    kept: string;
    problems: Record<StorageProblem, string>;
    again: string;
    dismiss: string;
    details: string;
  };
  empty: { title: string; body: (readToday: number) => string; nothingRead: string };
  firstRun: { title: string; body: string; privacy: string; open: string };
  loading: string;
  keys: {
    title: string;
    decide: string;
    reason: string;
    otherReason: string;
    note: string;
    undo: string;
    skip: string;
    next: string;
    previous: string;
    shelf: string;
    scroll: string;
    reveal: string;
    open: string;
    help: string;
    close: string;
  };
}

export interface Words extends Formats {
  lang: Language;
  dir: 'ltr' | 'rtl';
  shared: SharedWords;
  popup: PopupWords;
  settings: SettingsWords;
}

/** Numbers, times and names of languages, as the language writes them. */
export interface Formats {
  /** A count, in the language's own digits. */
  number: (n: number) => string;
  /** A score 0..1 with two Latin digits, rounded down: 0.999 is not certain. */
  score: (score: number) => string;
  /** How long ago, ms since 1970 both; the date beyond 30 days. */
  ago: (at: number, now: number) => string;
  /** Date and time in full. */
  when: (at: number) => string;
  /** Name of a BCP 47 language; the tag itself where there is none. */
  language: (tag: string) => string;
  list: (items: readonly string[]) => string;
}
