/** The nouns of the domain. A record only grows: Post ⊂ Flag {post, assessment, verdicts}. */
import type { InferOutput } from 'valibot';
import type { postSchema } from './post-schema';

/** Caps of the trust boundary: what a content script may say at most (reliability T03, T09). Lengths in UTF-16 code units. */
export const CAPS = { text: 20_000, field: 2_000, id: 300, postsPerBatch: 200, batchId: 64 } as const;

export type Post = InferOutput<typeof postSchema>;
/** `[platform, id]` joined: the key of a post in every table. */
export const postKey = (post: Pick<Post, 'platform' | 'id'>): string => `${post.platform}\n${post.id}`;

/** What the classifier reads: the title and the text, in the order the page shows them. Span offsets count in this string. */
export const scoredText = (post: Pick<Post, 'title' | 'text'>): string =>
  post.title ? `${post.title}\n${post.text}` : post.text;

/** What an advertisement offers; several may hold (DESIGN §4). */
export const SERVICES = [
  'sea',
  'land',
  'air',
  'documents',
  'visa',
  'package',
  'skipper',
  'driver',
  'housing',
  'money',
  'promotion',
] as const;
export type Service = (typeof SERVICES)[number];

/** What kind of post it is; all but the first are the benign readings (DESIGN §4). */
export const KINDS = [
  'advertisement',
  'seeking-help',
  'news',
  'aid',
  'awareness',
  'lawful-service',
  'testimony',
  'debate',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

/** The reasons that a highlight can name (domain brief §2b). */
export const SIGNALS = [
  'offer',
  'service',
  'price',
  'guarantee',
  'pay-on-arrival',
  'contact',
  'route',
  'urgency',
  'documents',
] as const;
export type SignalId = (typeof SIGNALS)[number];

/** A reason in the text: UTF-16 offsets into `scoredText(post)`, end exclusive; weight in (0, 1]. */
export interface Span {
  start: number;
  end: number;
  signal: SignalId;
  weight: number;
}

/** What the classifier said, before any threshold: the same record from the worker, the command line and the tests. */
export interface Scored {
  /** Calibrated P(advertisement), 0..1. In rules-only mode: the rules' score, 0..1, not calibrated. */
  score: number;
  /** Services with probability ≥ 0.5, most probable first. */
  services: Service[];
  /** The most probable kind. */
  kind: Kind;
  /** The most probable benign kind and its probability 0..1: shown first when the classifier is in doubt. */
  benign: { kind: Kind; score: number };
  /** Guess from script and words; null when there is too little text. BCP 47. */
  lang: string | null;
  spans: Span[];
  /** Set where the language is one that the model knows too little: the score is shown to help, but never makes a flag. */
  assist?: true;
  /** Model version, or `rules` in rules-only mode. */
  model: string;
}

export interface Assessment extends Scored {
  /** `assist`: at or above the threshold in a language that the model knows too little. Shown on a shelf of its own, never counted as flagged. */
  decision: 'flag' | 'assist' | 'pass';
  /** The threshold it was decided at, 0..1. */
  threshold: number;
  /** Milliseconds since 1970. */
  at: number;
}

export const LABELS = ['advertisement', 'not-advertisement', 'unsure', 'escalate'] as const;
export type Label = (typeof LABELS)[number];

/** Reasons per label: the reviewer's own words for why, fixed so that they can be counted. */
export const REASONS = {
  advertisement: ['crossing', 'documents-visa', 'recruitment', 'package', 'payment-service', 'other'],
  'not-advertisement': ['seeking-help', 'news', 'aid-ngo', 'awareness', 'lawful-service', 'debate', 'off-topic', 'other'],
  unsure: ['too-little-text', 'language', 'picture-needed', 'ambiguous', 'other'],
  escalate: ['risk-to-life', 'minors', 'exploitation', 'second-opinion', 'other'],
} as const satisfies Record<Label, readonly string[]>;
export type Reason = (typeof REASONS)[Label][number];

/** One decision of one person about one flag. Append-only: a later one supersedes, nothing is rewritten. */
export interface Verdict {
  /** Position in the chain, from 1. */
  seq: number;
  /** `postKey` of the flag. */
  flag: string;
  label: Label | 'withdrawn';
  reason: Reason | null;
  note?: string;
  /** The reviewer's pseudonym on this machine. */
  by: string;
  openedAt: number;
  decidedAt: number;
  /** seq of the verdict that this one replaces. */
  supersedes?: number;
  /** SHA-256, hex, of the verdict before; 64 zeros for the first. */
  prevHash: string;
  /** SHA-256, hex, over prevHash and every field above, in a fixed order. */
  hash: string;
}

/** Where an undecided post lies: in the queue of flags, or apart, as a help in languages that the model knows too little. Counters carry the same names. */
export type Shelf = 'waiting' | 'assist';
export type FlagStatus = Shelf | 'decided';
export const shelfOf = ({ assist }: Pick<Scored, 'assist'>): Shelf => (assist ? 'assist' : 'waiting');

/** A flagged post in the queue. `label` is the fold over its verdicts, kept beside them. */
export interface Flag {
  key: string;
  post: Post;
  assessment: Assessment;
  status: FlagStatus;
  label: Label | null;
  reason: Reason | null;
  /** Changes with every write: compare-and-set. */
  rev: number;
  /** How often the post was seen. */
  seen: number;
  flaggedAt: number;
}
