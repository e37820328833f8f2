import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { platforms } from '@/utils/platforms/index';
import { CHROME_BUILD, counter, expectedFlags, feedPosts, tables } from '../lib';
import { killBackground } from './lib';

const POSTS = 2000;
const KILLS = 50;
/** Few enough to be in view: what is never seen is never read. */
const FIRST = 4;
const posts = feedPosts('telegram', POSTS);
let server: FeedServer;
let chromium: Chromium;

describe('a background that dies', () => {
  beforeAll(async () => {
    server = await startFeedServer([{ platform: 'telegram', posts }], { first: FIRST, perSecond: 30 });
    chromium = await launchChromium(CHROME_BUILD, {
      hostsPort: server.port,
      grants: platforms.flatMap(({ matches }) => matches),
    });
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it(`${KILLS} times during a feed of ${POSTS} posts: every post is stored, and scored exactly once`, async () => {
    const desk = await chromium.page('manifest.json');
    const page = await chromium.browser.newPage();
    await page.goto(server.address('telegram'), { waitUntil: 'load' });
    await page.bringToFront();
    let kills = 0;
    while (kills < KILLS) {
      await pause(Math.random() * 800);
      await until('the background to be there again', 40_000, async () => (await killBackground(chromium.browser)) || null, 20);
      kills += 1;
    }
    const shown = await until('the feed to end', 120_000, async () => {
      const count = (await page.evaluate('feed.shown.length')) as number;
      return count >= POSTS - FIRST ? count : null;
    });
    expect(shown).toBe(POSTS - FIRST);
    const end = await until('every post scored', 120_000, async () => {
      const now = await tables(desk);
      return now.posts.length === POSTS && now.posts.every((row) => row.state === 'scored') ? now : null;
    }).catch(async () => tables(desk));
    expect(end.posts.map((row) => row.key).sort()).toEqual(posts.map((post) => `telegram\n${post.id}`).sort());
    expect(end.posts.filter((row) => row.state !== 'scored')).toEqual([]);
    expect(counter(end, 'scored')).toBe(POSTS);
    expect(counter(end, 'posts')).toBe(POSTS);
    expect(end.flags.map((flag) => flag.post.id).sort()).toEqual((await expectedFlags(posts)).sort());
    expect(counter(end, 'flagged')).toBe(end.flags.length);
    expect(counter(end, 'waiting')).toBe(end.flags.length);
  }, 360_000);
});
