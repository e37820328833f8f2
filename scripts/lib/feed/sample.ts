/** The sample feed of `npm start`: invented posts, which of them are possible advertisements, and where they stand. Texts are in sample.json: swap one there. */
import type { Feed } from '../feed-server';
import { renderers, type FeedPlatform } from './index';
import type { FeedPost } from './post';
import texts from './sample.json';

export interface SamplePost extends FeedPost {
  platform: FeedPlatform;
  /** What must become of it. */
  expect: 'flag' | 'pass';
  /** What it is, in our words. */
  what: string;
}

/** The posts, the oldest some hours before `now` (ms since 1970). */
export function samplePosts(now: number): SamplePost[] {
  return texts.map((text, i) => {
    const platform = text.platform as FeedPlatform;
    // Whole seconds: TikTok's ids hold no more.
    const at = Math.floor(now / 1000 - (i + 1) * 1260) * 1000;
    const { author, lang, what, title } = text;
    return {
      platform,
      id: renderers[platform].id(i + 1, author, at),
      author,
      lang,
      what,
      at,
      text: text.text,
      expect: text.expect as SamplePost['expect'],
      ...(title ? { title } : {}),
    };
  });
}

/** One feed a platform, in the order of the posts. */
export const sampleFeeds = (posts: readonly SamplePost[]): Feed[] =>
  [...new Set(posts.map((post) => post.platform))].map((platform) => ({
    platform,
    posts: posts.filter((post) => post.platform === platform),
  }));
