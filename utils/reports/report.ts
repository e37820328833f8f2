/** The contract of a report: what a row says, and what a format is. One object, one file, as with platforms. */
import type { Flag, FlagStatus, Kind, Label, Reason, Service, SignalId, Verdict } from '../types';

/** Whether a report may say who wrote a post and where it is. */
export type Identity = 'pseudonyms' | 'links-and-authors';

/** A flag with the verdict that stands; null while it waits. */
export interface Case {
  flag: Flag;
  verdict: Verdict | null;
}

/** A reason in the text: the phrase, where it is in `title + line break + text` (UTF-16, end exclusive), and its weight in (0, 1]. */
export interface ReportSpan {
  signal: SignalId;
  phrase: string;
  start: number;
  end: number;
  weight: number;
}

/**
 * One flag in a report. The names are the columns of every format and stay as they are; a change of meaning raises `record`. Times are ISO 8601, UTC.
 * Nothing about the reviewer is in it but what they wrote themselves: no name, no time spent (reliability P16).
 */
export interface ReportRow {
  record: 'breakwater-flag/1';
  platform: string;
  /** The platform's id, or a stand-in: `post-` + 16 hex digits of an HMAC, the same in every report of this machine. */
  post_id: string;
  /** null in a pseudonymised report. */
  url: string | null;
  /** Handle or shown name, or a stand-in: `author-` + 16 hex digits, the first 8 being those of the popup; null where unknown. */
  author: string | null;
  identity: Identity;
  post_kind: Flag['post']['kind'];
  surface: string;
  /** `post_id` of the post that this one answers or is quoted in. */
  parent_id: string | null;
  title: string | null;
  text: string;
  picture_text: string | null;
  /** Written by the platform's machine, not by the author. */
  machine_text: string | null;
  /** BCP 47, the classifier's guess. */
  language: string | null;
  posted_at: string | null;
  seen_at: string;
  times_seen: number;
  /** Whether the platform marks it as a paid advertisement. */
  paid_ad: Flag['post']['ad'];
  truncated: boolean;
  translated: boolean;
  /** Found by a machine: always (reliability P11). */
  automated_detection: 'yes';
  /** Decided by a machine: never. The machine only flags; a person decides. */
  automated_decision: 'no';
  /** 0..1. */
  score: number;
  threshold: number;
  /** Version, or `rules` for a score of rules alone. */
  model: string;
  flagged_at: string;
  services: readonly Service[];
  likely_kind: Kind;
  /** The likeliest harmless reading and its probability 0..1. */
  other_reading: Kind;
  other_reading_score: number;
  spans: readonly ReportSpan[];
  status: FlagStatus;
  verdict: Label | null;
  reason: Reason | null;
  note: string | null;
  decided_at: string | null;
}

export interface ReportOptions {
  /** U+FEFF first: without it Excel takes UTF-8 for something else. */
  byteOrderMark?: boolean;
  /** Between cells: Excel expects `;` where numbers have a decimal comma. */
  separator?: ',' | ';';
}

/** Rows come page by page, so that no report is ever in memory as one string. */
export type Pages = AsyncIterable<readonly ReportRow[]> | Iterable<readonly ReportRow[]>;

export interface ReportFormat {
  /** Also the file's name in this folder. */
  id: string;
  /** As a reviewer would say it. */
  label: string;
  /** Without the dot. */
  extension: string;
  mime: string;
  /** The options that it knows. */
  options: readonly (keyof ReportOptions)[];
  /** The file in pieces, at most one a page and one before and after. */
  format: (pages: Pages, options: ReportOptions) => AsyncIterable<string>;
}
