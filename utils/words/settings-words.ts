/** What the settings page says: its part of the words, and the formats that only it needs. */
import type { FlagStatus } from '../types';
import type { Identity } from '../reports/report';

/** Parts of the page, in their order. */
export const SECTIONS = ['platforms', 'threshold', 'keep', 'look', 'export', 'model', 'privacy', 'wipe'] as const;
export type Section = (typeof SECTIONS)[number];

/** The thresholds that the model comes with, from few flags to many. */
export const POINTS = ['cautious', 'balanced', 'wide'] as const;
export type Point = (typeof POINTS)[number];

/** A heading with what it says. */
export interface Said {
  head: string;
  body: string;
}

export interface SettingsWords extends SettingsFormats {
  openQueue: string;
  contents: string;
  sections: Record<Section, string>;
  saved: string;
  notSaved: (why: string) => string;
  cannotRead: string;
  again: string;
  cancel: string;
  numberFrom: (from: string, to: string) => string;
  wholeNumberFrom: (from: string, to: string) => string;
  notice: {
    title: string;
    intro: string;
    points: readonly Said[];
    accept: string;
    accepted: (when: string) => string;
    show: string;
    hide: string;
    first: string;
  };
  platforms: {
    intro: string;
    on: string;
    off: string;
    /** Names the switch. */
    read: (platform: string) => string;
    pages: (hosts: string) => string;
    limits: Readonly<Record<string, string>>;
    noLimits: string;
    asking: string;
    refused: (platform: string) => string;
    failed: (why: string) => string;
    unknown: string;
  };
  threshold: {
    intro: string;
    points: Record<Point | 'own', Said>;
    slider: string;
    number: string;
    wouldFlag: (n: number, total: number, flags: number, samples: number) => string;
    nothingStored: string;
    counting: string;
    aboutSamples: (posts: number) => string;
    rulesNow: (rules: string) => string;
  };
  keep: {
    sample: string;
    sampleHint: string;
    undecided: string;
    decided: string;
    daysHint: string;
    percentUnit: string;
    /** The word after a number of days. */
    daysUnit: (days: number) => string;
    used: string;
    usedOf: (used: string, free: string) => string;
    usedUnknown: string;
    rows: (waiting: number, assist: number, decided: number, samples: number, verdicts: number) => string;
  };
  look: {
    language: string;
    asBrowser: string;
    theme: string;
    themes: Record<'system' | 'light' | 'dark', string>;
  };
  export: {
    which: string;
    whichOf: Record<FlagStatus, (n: number) => string>;
    format: string;
    formats: Readonly<Record<string, string>>;
    byteOrderMark: string;
    separator: string;
    separators: Record<',' | ';', string>;
    identity: string;
    identities: Record<Identity, Said>;
    confirm: { title: string; body: string; yes: string; no: string };
    chosen: string;
    make: (n: number) => string;
    nothing: string;
    progress: (done: number, total: number) => string;
    cancelled: string;
    done: (n: number, file: string) => string;
    failed: (why: string) => string;
    always: string;
  };
  model: {
    state: string;
    running: string;
    rulesOnly: (why: string) => string;
    notStarted: string;
    version: string;
    file: string;
    size: string;
    sha256: string;
    flagsFrom: string;
    trainedOn: string;
    trainedOnOf: (written: number, ordinary: number) => string;
    languages: string;
    isNot: string;
    isNotPoints: readonly string[];
  };
  privacy: readonly Said[];
  wipe: {
    intro: string;
    goes: readonly string[];
    stays: string;
    start: string;
    title: string;
    /** The word to type. */
    word: string;
    type: (word: string) => string;
    mismatch: (word: string) => string;
    yes: string;
    working: string;
    done: string;
    failed: (why: string) => string;
  };
}

export interface SettingsFormats {
  /** Bytes, in the unit that reads best. */
  size: (bytes: number) => string;
  /** A share 0..1. */
  percent: (share: number) => string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `locale` may carry a numbering system (`ar-u-nu-arab`). */
export function settingsFormats(locale: string): SettingsFormats {
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return {
    size(bytes) {
      const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
      const unit = UNITS[step] ?? 'byte';
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: step ? 1 : 0 }).format(
        bytes / 1000 ** step,
      );
    },
    percent: (share) => percents.format(share),
  };
}
