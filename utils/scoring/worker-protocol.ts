/** What the classifier worker and its owner say to each other. */
import type { Scored } from '../types';
import type { Explanation, ExplainStep } from './explain';

/** What the classifier runs on: the model, or rules only and why. */
export interface ClassifierStatus {
  mode: 'model' | 'rules';
  version: string;
  /** Why it is rules only; empty otherwise. */
  reason: string;
}

/** Score these texts. */
export interface WorkerRequest {
  id: number;
  texts: string[];
}

/** Explain this text: steps come, and at the end `explained` or `failed`. After a cancel of the same id nothing more comes. */
export interface ExplainRequest {
  id: number;
  explain: string;
}

export interface CancelRequest {
  cancel: number;
}

export type ToWorker = WorkerRequest | ExplainRequest | CancelRequest;

/** One result per text, in order; null where a text could not be scored. */
export interface WorkerReply {
  id: number;
  results: (Scored | null)[];
  status: ClassifierStatus;
}

export type ExplainReply =
  { id: number; step: ExplainStep } | { id: number; explained: Explanation } | { id: number; failed: string };

export type FromWorker = WorkerReply | ExplainReply;

/** What an explanation fails with in rules-only mode. */
export const NO_JUDGE = 'Rules only: there is no judge to ask.';
