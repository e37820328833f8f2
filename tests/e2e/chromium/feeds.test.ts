import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import type { FeedPlatform } from '../../../scripts/lib/feed/index';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { CHROME_BUILD, feedPosts, scrollThrough, tables, type Tables } from '../lib';
import { ALL_HOSTS, drawn, marked, pageOf } from '../pages';

const PER_FEED = 40;
/** Every post an offer, each with a text of its own. */
const virtual = (['x', 'telegram', 'facebook'] as const).map((platform) => ({
  platform,
  posts: feedPosts(platform, PER_FEED, 1, `virtual_${platform}_00`),
}));
/** In-page navigation: two public feeds and a list that nobody may read. */
const other = Array.from({ length: 6 }, (_, i) => marked('x', `second feed ${i}`, 3000 + i));
const third = Array.from({ length: 6 }, (_, i) => marked('x', `third feed ${i}`, 3100 + i));
const closed = Array.from({ length: 6 }, (_, i) => marked('x', `canary ${i}`, 3200 + i));

const paid = {
  x: drawn('x', marked('x', 'paid', 3500))
    .replace('<article', '<div data-testid="placementTracking"><article')
    .replace('</article>', '</article></div>'),
  facebook: drawn('facebook', marked('facebook', 'paid', 3501)).replace(
    /(<a role="link" href="[^"]*\/posts\/)/,
    '<a role="link" aria-label="Sponsored" href="#"></a>$1',
  ),
  reddit: drawn('reddit', marked('reddit', 'paid', 3502)).replaceAll('shreddit-post', 'shreddit-ad-post'),
  telegram: drawn('telegram', marked('telegram', 'paid erid: 2SDnjcabcdef', 3503)),
  tiktok: drawn('tiktok', marked('tiktok', 'paid', 3504)).replace(
    'class="css-3-DivTextInfoContainer">',
    '$&<span data-e2e="ad-tag">Paid</span>',
  ),
} satisfies Record<FeedPlatform, string>;
/** TikTok's and Facebook's feeds do not say that a post is not paid. */
const UNPAID: Record<FeedPlatform, 'no' | 'unknown'> = {
  x: 'no',
  facebook: 'unknown',
  reddit: 'no',
  telegram: 'no',
  tiktok: 'unknown',
};
const ADS = (Object.keys(paid) as FeedPlatform[]).map((platform) => ({
  platform,
  path: { facebook: '/hashtag/ads', reddit: '/r/ads_00/', telegram: '/s/ads_board_00', tiktok: '/tag/ads', x: '/hashtag/ads' }[
    platform
  ],
}));
const HOSTS: Record<FeedPlatform, string> = {
  facebook: 'www.facebook.com',
  reddit: 'www.reddit.com',
  telegram: 't.me',
  tiktok: 'www.tiktok.com',
  x: 'x.com',
};

const edited = marked('telegram', 'first words', 3600);
const clipped = marked('facebook', 'clipped', 3601);
const pages = {
  ...Object.fromEntries(
    ADS.map(({ platform, path }, i) => [
      `${HOSTS[platform]}${path}`,
      pageOf(platform, `${paid[platform]}${drawn(platform, marked(platform, 'unpaid', 3550 + i))}`),
    ]),
  ),
  't.me/s/edit_board_00': pageOf('telegram', drawn('telegram', edited)),
  'www.facebook.com/edit.page': pageOf(
    'facebook',
    drawn('facebook', clipped).replace(/ clipped<\/div>/, '… <div role="button" tabindex="0">See more</div></div>'),
  ),
};

let server: FeedServer;
let chromium: Chromium;
let desk: Page;
let page: Page;

/** What is stored once everything there is scored and `ready` holds. */
const settled = (what: string, ready: (now: Tables) => boolean): Promise<Tables> =>
  until(what, 20_000, async () => {
    const now = await tables(desk);
    return now.posts.every((row) => row.state === 'scored') && ready(now) ? now : null;
  });
const textsOf = (now: Tables, platform: string): Map<string, string> =>
  new Map(now.flags.filter((flag) => flag.post.platform === platform).map(({ post }) => [post.id, post.text]));

describe('feeds as the sites build them', () => {
  beforeAll(async () => {
    const feeds = [
      ...virtual,
      { platform: 'x' as const, path: '/explore', posts: other },
      { platform: 'x' as const, path: '/second_00', posts: third },
      { platform: 'x' as const, path: '/messages', posts: closed },
    ];
    server = await startFeedServer(feeds, { virtual: 12, pages });
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grants: ALL_HOSTS });
    desk = await chromium.page('manifest.json');
    // Everything that is read is flagged, so that its text stays and can be looked at.
    await desk.evaluate('chrome.storage.local.set({ settings: { threshold: 0 } })');
  });
  afterEach(async () => {
    await page.close();
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it.each(virtual)(
    '$platform: elements that are used again give each post under its own id with its own text',
    async ({ platform, posts }) => {
      page = await chromium.browser.newPage();
      await page.goto(server.address(platform), { waitUntil: 'load' });
      await page.waitForSelector('[data-feed] > *');
      for (let i = 0; i < 80; i += 1) {
        const end = await page.evaluate('scrollBy(0, 300), innerHeight + scrollY >= document.documentElement.scrollHeight - 4');
        await pause(60);
        if (end) break;
      }
      const own = (now: Tables) => now.posts.filter((row) => row.key.startsWith(`${platform}\n`));
      const now = await settled('every post', (all) => own(all).length >= PER_FEED);
      expect(
        own(now)
          .map((row) => row.key)
          .sort(),
      ).toEqual(posts.map((post) => `${platform}\n${post.id}`).sort());
      expect(textsOf(now, platform)).toEqual(new Map(posts.map((post) => [post.id, post.text])));
      expect(now.revisions, 'no post was ever read with the words of another').toEqual([]);
      expect(own(now).every((row) => row['rev'] === 0)).toBe(true);
      expect((await page.evaluate('document.querySelectorAll("[data-feed] > *").length')) as number).toBe(12);
    },
  );

  it('in-page navigation: the next feed is read, a list that is not public is not, and the one after it is', async () => {
    page = await chromium.browser.newPage();
    await page.goto(server.address('x'), { waitUntil: 'load' });
    await page.evaluate('feed.go("/explore")');
    await scrollThrough(page);
    await settled('the second feed', (now) => other.every((post) => textsOf(now, 'x').get(post.id) === post.text));

    await page.evaluate('feed.go("/messages")');
    await page.evaluate(
      (html) => {
        setInterval(
          () =>
            document
              .querySelector('[data-feed]')
              ?.append(new DOMParser().parseFromString(html, 'text/html').body.firstElementChild as Element),
          50,
        );
      },
      drawn('x', marked('x', 'canary added later', 3300)),
    );
    await page.evaluate('scrollBy(0, 500)');
    await pause(1500);
    expect(await page.evaluate('document.body.textContent.match(/canary added later/g)?.length ?? 0')).toBeGreaterThan(10);
    const between = await tables(desk);
    expect(JSON.stringify(between)).not.toContain('canary');
    expect(between.posts.map((row) => row.key).filter((key) => closed.some((post) => key === `x\n${post.id}`))).toEqual([]);

    await page.goto(server.address('x', '/messages'), { waitUntil: 'load' });
    await pause(500);
    await page.evaluate('feed.go("/second_00")');
    await scrollThrough(page);
    const now = await settled('the third feed', (all) => third.every((post) => textsOf(all, 'x').get(post.id) === post.text));
    expect(JSON.stringify(now)).not.toContain('canary');
  });

  it('an edit in place: the same key, the new words scored, the old ones kept as a revision', async () => {
    page = await chromium.browser.newPage();
    await page.goto('https://t.me/s/edit_board_00', { waitUntil: 'load' });
    await settled('the first words', (now) => textsOf(now, 'telegram').get(edited.id)?.includes('first words') === true);
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.nodeValue?.includes('first words')) node.nodeValue = node.nodeValue.replace('first words', 'second words');
    });
    const now = await settled(
      'the second words',
      (all) => textsOf(all, 'telegram').get(edited.id)?.includes('second words') === true,
    );
    const key = `telegram\n${edited.id}`;
    expect(now.posts.filter((row) => row.key === key)).toMatchObject([{ rev: 1, state: 'scored' }]);
    expect(now.flags.filter((flag) => flag.key === key)).toHaveLength(1);
    expect(now.revisions.filter((row) => row['key'] === key)).toMatchObject([{ rev: 0, post: { text: edited.text } }]);
  });

  it('"See more": the whole text takes the place of the clipped one, under the same key', async () => {
    page = await chromium.browser.newPage();
    await page.goto('https://www.facebook.com/edit.page', { waitUntil: 'load' });
    const key = `facebook\n${clipped.id}`;
    const before = await settled('the clipped text', (now) => now.flags.some((flag) => flag.key === key));
    expect(before.flags.find((flag) => flag.key === key)?.post).toMatchObject({
      truncated: true,
      text: expect.stringMatching(/…$/) as string,
    });
    await page.evaluate((text) => {
      const button = document.querySelector('[data-ad-preview="message"] [role="button"]');
      const line = button?.parentElement;
      button?.remove();
      if (line) line.textContent = text;
    }, clipped.text);
    const now = await settled('the whole text', (all) => textsOf(all, 'facebook').get(clipped.id) === clipped.text);
    expect(now.flags.filter((flag) => flag.key === key)).toMatchObject([{ rev: 1, post: { truncated: false } }]);
    expect(now.revisions.filter((row) => row['key'] === key)).toHaveLength(1);
  });

  it('paid posts are marked, others are not', async () => {
    page = await chromium.browser.newPage();
    for (const { platform, path } of ADS) {
      await page.goto(`https://${HOSTS[platform]}${path}`, { waitUntil: 'load' });
      const now = await settled(
        `${platform}: both posts`,
        (all) => [...textsOf(all, platform).values()].filter((text) => /\bpaid|unpaid/.test(text)).length === 2,
      );
      const adOf = (word: RegExp) =>
        now.flags
          .filter((flag) => flag.post.platform === platform && word.test(flag.post.text))
          .map((flag) => (flag.post as unknown as { ad: string }).ad);
      expect(adOf(/\bpaid/), platform).toEqual(['yes']);
      expect(adOf(/\bunpaid/), platform).toEqual([UNPAID[platform]]);
    }
  });
});
