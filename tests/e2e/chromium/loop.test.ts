import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { platforms } from '@/utils/platforms/index';
import { CHROME_BUILD, counter, expectedFlags, feedPosts, scrollThrough, tables } from '../lib';

const FEEDS = (['telegram', 'x', 'reddit', 'tiktok', 'facebook'] as const).map((platform) => ({
  platform,
  posts: feedPosts(platform, 30, 5),
}));
let server: FeedServer;
let chromium: Chromium;

describe('from post to flag, in Chromium', () => {
  beforeAll(async () => {
    server = await startFeedServer(FEEDS, { first: 8, more: 6 });
    chromium = await launchChromium(CHROME_BUILD, {
      hostsPort: server.port,
      grants: platforms.flatMap(({ matches }) => matches),
    });
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it.each(FEEDS.map(({ platform }) => platform))(
    '%s: every post of an endless feed is read, scored once, and the right ones are flagged',
    async (platform) => {
      const feed = FEEDS.find((one) => one.platform === platform);
      if (!feed) throw new Error('no feed');
      const expected = await expectedFlags(feed.posts);
      expect(expected.length).toBeGreaterThan(2);
      const desk = await chromium.page('manifest.json');
      const page = await chromium.browser.newPage();
      await page.goto(server.address(platform), { waitUntil: 'load' });
      await scrollThrough(page, 120);
      const found = await until('all posts scored', 60_000, async () => {
        const now = await tables(desk);
        const own = now.posts.filter((row) => row.key.startsWith(`${platform}\n`));
        if (own.length < feed.posts.length) await scrollThrough(page);
        return own.length >= feed.posts.length && own.every((row) => row.state === 'scored') ? now : null;
      });
      const flags = found.flags.filter((flag) => flag.post.platform === platform);
      expect(flags.map((flag) => flag.post.id).sort()).toEqual([...expected].sort());
      expect(found.posts.some((row) => row.post)).toBe(false);
      expect(JSON.stringify(found.posts)).not.toContain('bakery');
      expect(flags.every((flag) => flag.assessment.model !== 'rules')).toBe(true);
      await page.close();
      await desk.close();
    },
  );

  it('the toolbar says how many wait', async () => {
    const desk = await chromium.page('popup.html');
    const waiting = counter(await tables(desk), 'waiting');
    const badge = await desk.evaluate('chrome.action.getBadgeText({})');
    expect(Number(badge)).toBe(waiting);
    await desk.close();
  });

  it('seen again, nothing changes but how often', async () => {
    const desk = await chromium.page('manifest.json');
    const before = await tables(desk);
    const page = await chromium.browser.newPage();
    await page.goto(server.address('telegram'), { waitUntil: 'load' });
    await scrollThrough(page, 60);
    await pause(1500);
    const after = await tables(desk);
    expect(after.posts.map((row) => row.key).sort()).toEqual(before.posts.map((row) => row.key).sort());
    expect(counter(after, 'scored')).toBe(counter(before, 'scored'));
    expect(after.flags).toHaveLength(before.flags.length);
    await page.close();
    await desk.close();
  });
});
