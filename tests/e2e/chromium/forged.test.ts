import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { CHROME_BUILD, tables } from '../lib';
import { ALL_HOSTS, drawn, marked, pageOf } from '../pages';
import { watchErrors } from './lib';
import type { Line } from '@/utils/explain-port';

const first = marked('telegram', 'on the page', 1);
let server: FeedServer;
let chromium: Chromium;
let errors: string[];
let desk: Page;

const stored = (id: string) =>
  until(`post ${id}`, 15_000, async () => (await tables(desk)).flags.find((flag) => flag.post.id === id));

describe('a page that speaks as our own script', () => {
  beforeAll(async () => {
    server = await startFeedServer([], { pages: { 't.me/s/forged_board_00': pageOf('telegram', drawn('telegram', first)) } });
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grants: ALL_HOSTS });
    errors = await watchErrors(chromium.browser);
    desk = await chromium.page('manifest.json');
    await desk.evaluate('chrome.storage.local.set({ settings: { threshold: 0 } })');
    const page = await chromium.browser.newPage();
    await page.goto('https://t.me/s/forged_board_00', { waitUntil: 'load' });
    await stored(first.id);
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it('is refused, and the refusal logged; nothing of it is stored', async () => {
    const genuine = marked('telegram', 'said by our own script', 2);
    const before = await tables(desk);
    // A well-formed one is taken: so the others are refused for what they are.
    expect(await say('genuine', genuine.id)).toEqual({ ack: 'genuine-batch' });
    await stored(genuine.id);
    const refusals = [
      ['unknown', /unknown message/],
      ['decision', /unknown message/],
      ['nothing', /unknown message/],
      ['to the worker', /unknown message/],
      ['million', /more than 200 posts/],
      ['million in depth', /more than 200 posts/],
      ['another platform', /another platform/],
      ['extra field', /Unknown key|unknown|never/i],
      ['huge batch id', /length/i],
      ['counts', /value/i],
    ] as const;
    for (const [what, why] of refusals)
      expect(await say(what, `forged-${what}`), what).toEqual({ error: expect.stringMatching(why) as string });
    // One bad post does not sink its batch: the batch is acked, the post is not stored.
    for (const what of ['huge field', 'huge text', 'post of another platform', 'decided post', 'no id'])
      expect(await say(what, `forged-${what}`), what).toEqual({ ack: `batch of ${what}` });
    await pause(500);
    const after = await tables(desk);
    expect(after.posts.map((row) => row.key).sort()).toEqual(
      [...before.posts.map((row) => row.key), `telegram\n${genuine.id}`].sort(),
    );
    expect(after.verdicts).toEqual([]);
    expect(JSON.stringify(after.flags)).not.toContain('forged-');
    const logged = after.log.filter((row) => row['what'] === 'refused');
    expect(logged.length).toBe(refusals.length + 5);
    expect(JSON.stringify(after.log)).not.toContain('forged-');
    expect(errors).toEqual([]);
  });

  it('is let into no connection, and the attempt is logged', async () => {
    const refusals = async () => (await tables(desk)).log.filter((row) => row['detail'] === 'unknown connection').length;
    expect(await refusals()).toBe(0);
    expect(await inPage(connect, [])).toEqual({ closed: true, heard: [] });
    expect(await refusals()).toBe(1);
  });
});

/** Asks for an explanation as a page of ours does. */
function connect(): Promise<unknown> {
  return new Promise((done) => {
    const heard: unknown[] = [];
    const { chrome } = globalThis as unknown as { chrome: { runtime: { connect: (info: { name: string }) => Line } } };
    const port = chrome.runtime.connect({ name: 'explain' });
    port.onMessage.addListener((message: unknown) => heard.push(message));
    port.onDisconnect.addListener(() => done({ closed: true, heard }));
    port.postMessage({ text: 'a boat' });
    setTimeout(() => done({ closed: false, heard }), 3000);
  });
}

/** Speaks to the background as our own script in the page does; says what came back. */
const say = (what: string, id: string): Promise<unknown> => inPage(forge, [what, id]);

/** Runs a function in our own script's world of the page. */
async function inPage(func: (...args: string[]) => unknown, args: string[]): Promise<unknown> {
  const injected = `(async () => {
    const tabs = await chrome.tabs.query({ url: 'https://t.me/*' });
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tabs[0].id }, args: ${JSON.stringify(args)}, func: ${func.toString()} });
    return result;
  })()`;
  return desk.evaluate(injected);
}

/** Runs in the world of our own script: knows nothing of this file. */
async function forge(what: string, id: string): Promise<unknown> {
  const post = {
    platform: 'telegram',
    id,
    url: '',
    kind: 'post',
    surface: 'channel',
    text: 'said by our own script',
    author: 'a_00',
    seenAt: 1_760_000_000_000,
    ad: 'no',
    truncated: false,
    translated: false,
  };
  const health = { seen: 0, read: 0, unreadable: 0, withheld: 0 };
  const posts = (list: unknown, more: object = {}) => ({
    type: 'posts',
    batch: `batch of ${what}`,
    platform: 'telegram',
    posts: list,
    health,
    ...more,
  });
  const messages: Record<string, () => unknown> = {
    genuine: () => posts([post], { batch: 'genuine-batch' }),
    unknown: () => ({ type: 'wipe', everything: true }),
    decision: () => ({ type: 'verdict', flag: `telegram\n${id}`, label: 'advertisement', reason: 'crossing' }),
    nothing: () => 'posts',
    million: () => posts(Array.from({ length: 1_000_000 }, () => 0)),
    'million in depth': () => posts(Array.from({ length: 1_000_000 }, () => ({ id }))),
    'another platform': () => posts([{ ...post, platform: 'x' }], { platform: 'x' }),
    'extra field': () => posts([post], { verdicts: [{ label: 'advertisement' }] }),
    'huge batch id': () => posts([post], { batch: 'b'.repeat(10_000) }),
    counts: () => posts([post], { health: { ...health, read: 1e9 } }),
    'huge field': () => posts([{ ...post, url: `https://t.me/${'a'.repeat(5000)}` }]),
    'huge text': () => posts([{ ...post, text: 'a'.repeat(30_000) }]),
    'post of another platform': () => posts([{ ...post, platform: 'x' }]),
    'decided post': () => posts([{ ...post, label: 'not-advertisement', status: 'decided' }]),
    'no id': () => posts([{ ...post, id: '' }]),
    'to the worker': () => ({ to: 'offscreen', texts: ['a text'] }),
  };
  const { chrome } = globalThis as unknown as { chrome: { runtime: { sendMessage: (message: unknown) => Promise<unknown> } } };
  try {
    return (await chrome.runtime.sendMessage(messages[what]?.())) ?? { none: true };
  } catch (error) {
    return /port closed|receiving end/i.test(String(error)) ? { none: true } : { thrown: String(error) };
  }
}
