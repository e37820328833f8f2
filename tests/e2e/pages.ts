/** Posts and whole pages in the platforms' markup, for end-to-end tests. */
import { renderers, type FeedPlatform } from '../../scripts/lib/feed/index';
import type { FeedPost } from '../../scripts/lib/feed/post';
import { platforms } from '@/utils/platforms/index';
import { feedPosts } from './lib';

/** Every match pattern of every platform. */
export const ALL_HOSTS = platforms.flatMap(({ matches }) => matches);

/** An offer that the model flags, so that its text stays in the database once it was read; `mark` is found in text and id alike. */
export function marked(platform: FeedPlatform, mark: string, n: number): FeedPost {
  const [post] = feedPosts(platform, 1, 1);
  if (!post) throw new Error('no post');
  return { ...post, id: renderers[platform].id(n, post.author, post.at + n * 60_000), text: `${post.text} ${mark}` };
}

/** A page of the platform with these posts, and more markup before the list or in place of a marker of a post. */
export function pageOf(platform: FeedPlatform, list: string, beside = ''): string {
  const logged = platform === 'facebook' ? ' id="facebook"' : '';
  return `<!doctype html><html lang="en"${logged}><head><meta charset="utf-8"><title>Test</title></head><body>${renderers[platform].page(list)}${beside}</body></html>`;
}
export const drawn = (platform: FeedPlatform, post: FeedPost): string => renderers[platform].post(post);
