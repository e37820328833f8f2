/** What a content script and the background say to each other: one message, one answer. Types and the ack test only; parsing is messages.ts. */
import type { Post } from './types';

export interface PostsMessage {
  type: 'posts';
  batch: string;
  platform: string;
  posts: Post[];
  /** Counts since the last batch. */
  health: { seen: number; read: number; unreadable: number; withheld: number };
}

/** The only acknowledgement: a resolved send without it is a failure (reliability §0.2). */
export const isAck = (reply: unknown, batch: string): boolean =>
  typeof reply === 'object' && reply !== null && 'ack' in reply && reply.ack === batch;
