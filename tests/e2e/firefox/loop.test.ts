import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type Firefox } from '../../../scripts/lib/firefox';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { SCROLL_THROUGH } from '../../../scripts/lib/queue';
import { pause, until } from '../../../scripts/lib/tidy';
import { manifest } from '../../../scripts/lib/model';
import { counter, expectedFlags, feedPosts, FIREFOX_BUILD, READ_TABLES, type Tables } from '../lib';
import { drawn, marked } from '../pages';

const FEEDS = (['telegram', 'x', 'reddit'] as const).map((platform) => ({ platform, posts: feedPosts(platform, 20, 4) }));
const other = Array.from({ length: 4 }, (_, i) => marked('x', `second feed ${i}`, 3000 + i));
const closed = Array.from({ length: 4 }, (_, i) => marked('x', `canary ${i}`, 3100 + i));
type Platform = (typeof FEEDS)[number]['platform'];
let server: FeedServer;
let firefox: Firefox;
/** Tabs: the settings page, from which the database is read too, and a feed's. */
let desk: string;

async function tables(): Promise<Tables> {
  await firefox.switchTo(desk);
  const found = await firefox.script<Partial<Tables>>(READ_TABLES);
  const none = { posts: [], flags: [], verdicts: [], samples: [], revisions: [], counters: [], log: [], meta: [] };
  return { ...none, ...found };
}
const add = (markup: string) =>
  firefox.script(
    `const element = new DOMParser().parseFromString(args[0], 'text/html').body.firstElementChild;
     document.querySelector('[data-feed]').prepend(document.adoptNode(element));
     scrollTo(0, 0);`,
    markup,
  );
const switchOf = (id: string): string => `[data-platform="${id}"] [role="switch"]`;
const shown = (selector: string): Promise<boolean> =>
  firefox.script<boolean>('return document.querySelector(args[0]) !== null', selector);
/** A real click, as the browser wants it for a permission. */
async function clickSwitch(id: string, on: boolean): Promise<void> {
  await firefox.switchTo(desk);
  await until(`the switch of ${id}`, 10_000, async () =>
    (await shown(`${switchOf(id)}[aria-checked="${!on}"][aria-busy="false"]`)) ? true : null,
  );
  await firefox.click(switchOf(id));
  await until(`${id} switched`, 10_000, async () => ((await shown(`${switchOf(id)}[aria-checked="${on}"]`)) ? true : null));
}
const postsOf = ({ posts }: Tables, platform: string) => posts.filter((row) => row.key.startsWith(`${platform}\n`));
const feedOf = (platform: Platform) => FEEDS.find((one) => one.platform === platform)?.posts ?? [];

describe('from post to flag, in Firefox', () => {
  beforeAll(async () => {
    server = await startFeedServer([
      ...FEEDS,
      { platform: 'x', path: '/explore', posts: other },
      { platform: 'x', path: '/messages', posts: closed },
    ]);
    firefox = await launchFirefox(FIREFOX_BUILD, { proxyPort: server.proxyPort });
    desk = await firefox.tab(firefox.url('settings.html'));
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.close();
  });

  it('with nothing granted nothing is read', async () => {
    await firefox.tab(server.address('telegram'));
    await firefox.script(SCROLL_THROUGH);
    await pause(800);
    expect((await tables()).posts).toEqual([]);
  });

  it('the notice is read first, then platforms are switched on', async () => {
    await firefox.switchTo(desk);
    await until('the notice', 10_000, async () => ((await shown('#notice-accept')) ? true : null));
    await firefox.click('#notice-accept');
    await until('the notice to be read', 10_000, async () => ((await shown('#notice-accept')) ? null : true));
    for (const { platform } of FEEDS) await clickSwitch(platform, true);
  });

  it.each(FEEDS.map(({ platform }) => platform))(
    '%s: every post is read, scored by the model once, and the right ones are flagged',
    async (platform) => {
      const posts = feedOf(platform);
      const expected = await expectedFlags(posts);
      expect(expected.length).toBeGreaterThan(2);
      await firefox.tab(server.address(platform));
      await firefox.script(SCROLL_THROUGH);
      const found = await until('all posts scored', 40_000, async () => {
        const now = await tables();
        const own = postsOf(now, platform);
        return own.length >= posts.length && own.every((row) => row.state === 'scored') ? now : null;
      });
      expect(
        postsOf(found, platform)
          .map((row) => row.key)
          .sort(),
      ).toEqual(posts.map((post) => `${platform}\n${post.id}`).sort());
      const flags = found.flags.filter((flag) => flag.post.platform === platform);
      expect(flags.map((flag) => flag.post.id).sort()).toEqual([...expected].sort());
      expect(flags.every((flag) => flag.assessment.model === manifest.version)).toBe(true);
      expect(flags.every((flag) => posts.some((post) => post.id === flag.post.id && post.text === flag.post.text))).toBe(true);
      expect(found.posts.some((row) => row.post)).toBe(false);
      expect(counter(found, 'scored')).toBe(found.posts.length);
      expect(found.meta.find(({ name }) => name === 'classifier')?.value).toMatchObject({ mode: 'model' });
    },
  );

  it('the toolbar says how many wait', async () => {
    const waiting = counter(await tables(), 'waiting');
    expect(Number(await firefox.script('return browser.browserAction.getBadgeText({})'))).toBe(waiting);
  });

  it('in-page navigation: a list that is not public is not read, the next public feed is', async () => {
    await firefox.tab(server.address('x'));
    await firefox.script('await (window.wrappedJSObject ?? window).feed.go("/messages")');
    await firefox.script(SCROLL_THROUGH);
    await pause(1500);
    await firefox.script('await (window.wrappedJSObject ?? window).feed.go("/explore")');
    await firefox.script(SCROLL_THROUGH);
    const now = await until('the next feed', 20_000, async () => {
      const all = await tables();
      return other.every((post) => all.flags.some((flag) => flag.post.id === post.id && flag.post.text === post.text))
        ? all
        : null;
    });
    expect(JSON.stringify(now)).not.toContain('canary');
    expect(now.posts.map((row) => row.key).filter((key) => closed.some((post) => key === `x\n${post.id}`))).toEqual([]);
  });

  it('switched off: the script is unregistered and the open page stops within a second', async () => {
    const feed = await firefox.tab(server.address('telegram'));
    await pause(500);
    await clickSwitch('telegram', false);
    await pause(1000);
    const before = await tables();
    const registered = await firefox.script<string[]>(
      'return (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id).sort()',
    );
    expect(registered).toEqual(['reddit', 'x']);
    await firefox.switchTo(feed);
    await add(drawn('telegram', marked('telegram', 'after the end', 9000)));
    await pause(1500);
    const after = await tables();
    expect(after.posts.map((row) => row.key)).toEqual(before.posts.map((row) => row.key));
    await firefox.switchTo(feed);
    await firefox.navigate(server.address('telegram'));
    await pause(800);
    expect(postsOf(await tables(), 'telegram').map((row) => row['seen'])).toEqual(
      postsOf(before, 'telegram').map((row) => row['seen']),
    );
  });
});
