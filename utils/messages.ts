/** The one message a content script may send, parsed and never believed: a hostile page can speak as the content script (reliability T09). */
import * as v from 'valibot';
import { postSchema } from './post-schema';
import type { PostsMessage } from './posts-message';
import { CAPS, type Post } from './types';

const amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

const postsMessageSchema = v.strictObject({
  type: v.literal('posts'),
  batch: v.pipe(v.string(), v.minLength(8), v.maxLength(CAPS.batchId)),
  platform: v.pipe(v.string(), v.maxLength(40)),
  posts: v.array(v.unknown()),
  health: v.strictObject({ seen: amount, read: amount, unreadable: amount, withheld: amount }),
});

export type Parsed = { message: PostsMessage; refused: number } | { error: string };

/**
 * Parses what a content script sent. One bad post does not sink its batch: it is refused and counted. Posts of another platform than the
 * message's are refused too. Lists are measured before they are walked, so a message with 10⁶ posts costs nothing.
 */
export function parsePosts(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || !('posts' in input) || !Array.isArray(input.posts))
    return { error: 'not a posts message' };
  if (input.posts.length > CAPS.postsPerBatch) return { error: `more than ${CAPS.postsPerBatch} posts in a batch` };
  const outer = v.safeParse(postsMessageSchema, input);
  if (!outer.success) return { error: outer.issues[0].message };
  const posts: Post[] = [];
  for (const candidate of outer.output.posts) {
    const post = v.safeParse(postSchema, candidate);
    if (post.success && post.output.platform === outer.output.platform) posts.push(post.output);
  }
  return { message: { ...outer.output, posts }, refused: outer.output.posts.length - posts.length };
}
