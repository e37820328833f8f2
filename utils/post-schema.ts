/** The trust boundary's schema of a post; `Post` in types.ts is its type. Apart from types.ts, so that the content script carries no validator. */
import * as v from 'valibot';
import { CAPS } from './types';

const shortText = v.pipe(v.string(), v.maxLength(CAPS.field));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(CAPS.id));

/** Whether the platform marks the post as a paid advertisement. `unknown` is a normal answer. */
export const adMark = v.picklist(['yes', 'no', 'unknown']);
export const postKind = v.picklist(['post', 'comment', 'quote', 'video']);

/** A public post as read from a page. Unknown fields are refused: nothing is stored that is not named here. */
export const postSchema = v.strictObject({
  /** Adapter id, such as `telegram`. With `id` it is the post's key. */
  platform: id,
  /** The platform's own id, stable across visits; `hash:` + 16 hex digits where the page shows none. */
  id,
  /** Permalink, absolute; empty string where the page shows none. */
  url: v.pipe(v.string(), v.maxLength(CAPS.field)),
  kind: postKind,
  /** Where it was seen: feed, profile, thread, search, video, channel … (adapter's own word). */
  surface: v.pipe(v.string(), v.maxLength(40)),
  /** Line breaks and emoji kept; bidi and zero-width characters kept. */
  text: v.pipe(v.string(), v.maxLength(CAPS.text)),
  title: v.optional(shortText),
  /** Handle where there is one, else the shown name; empty where unknown. */
  author: v.pipe(v.string(), v.maxLength(300)),
  /** ISO 8601, UTC. */
  postedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  /** Milliseconds since 1970, the reviewer's clock. */
  seenAt: v.pipe(v.number(), v.finite()),
  /** BCP 47, the page's own guess: a hint only. */
  lang: v.optional(v.pipe(v.string(), v.maxLength(35))),
  altText: v.optional(v.pipe(v.string(), v.maxLength(CAPS.text))),
  /** Text that a machine wrote inside the post's box (summaries): kept apart, never scored as the author's. */
  machineText: v.optional(v.pipe(v.string(), v.maxLength(CAPS.text))),
  ad: adMark,
  /** The page clipped the text ("See more") or we did (CAPS.text). */
  truncated: v.boolean(),
  translated: v.boolean(),
  /** Id of the post that this one is quoted in or answers. */
  parent: v.optional(id),
});
