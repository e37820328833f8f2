import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { CAPS } from '@/utils/types';
import { CHROME_BUILD, tables, type Tables } from '../lib';
import { ALL_HOSTS, drawn, marked, pageOf } from '../pages';
import { ownWorlds, watchErrors } from './lib';

const BOARD = 'https://t.me/s/hostile_board_00';
const first = marked('telegram', 'the first post', 1);
const html = pageOf('telegram', drawn('telegram', first), '<main id="room"></main>');
/** The same page where the extension may not run. */
const OFF = 'https://unrelated.example/';

let server: FeedServer;
let chromium: Chromium;
let errors: string[];
let desk: Page;
let page: Page;
let made = 10;

const fresh = (mark: string) => marked('telegram', mark, (made += 1));
/** Every post is flagged (threshold 0, below), so its text stays. */
const textOf = (now: Tables, id: string): string | undefined => now.flags.find((flag) => flag.post.id === id)?.post.text;
const stored = (id: string): Promise<Tables['flags'][number]> =>
  until(`post ${id}`, 15_000, async () => (await tables(desk)).flags.find((flag) => flag.post.id === id));
const add = (markup: string): Promise<void> =>
  page.evaluate((one) => {
    const element = new DOMParser().parseFromString(one, 'text/html').body.firstElementChild;
    if (element) document.querySelector('[data-feed]')?.prepend(document.adoptNode(element));
  }, markup);
/** Proof that the script in the page is still at work. */
async function stillReads(what: string): Promise<void> {
  const post = fresh(`after ${what}`);
  await page.evaluate('scrollTo(0, 0)');
  await add(drawn('telegram', post));
  expect((await stored(post.id)).post.text).toBe(post.text);
}

describe('pages that mean no good', () => {
  beforeAll(async () => {
    server = await startFeedServer([], {
      pages: { 't.me/s/hostile_board_00': html, 'unrelated.example/': html, 'x.com/home': pageOf('x', '') },
    });
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grants: ALL_HOSTS });
    errors = await watchErrors(chromium.browser);
    desk = await chromium.page('manifest.json');
    await desk.evaluate('chrome.storage.local.set({ settings: { threshold: 0 } })');
    page = await chromium.browser.newPage();
    await page.goto(BOARD, { waitUntil: 'load' });
    await stored(first.id);
  });
  afterEach(() => {
    expect(errors, 'errors that nobody caught').toEqual([]);
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it('a post of 1 MB: stored with head and tail, capped, and marked as cut', async () => {
    const post = fresh('');
    const text = `Head of it. ${'lorem ipsum '.repeat(90_000)}Tail of it.`;
    expect(text.length).toBeGreaterThan(1_000_000);
    await add(drawn('telegram', { ...post, text }));
    const flag = await stored(post.id);
    expect(flag.post.text.length).toBeLessThanOrEqual(CAPS.text);
    expect(flag.post.text.length).toBeGreaterThan(CAPS.text - 100);
    expect(flag.post.text.startsWith('Head of it.')).toBe(true);
    expect(flag.post).toMatchObject({ truncated: true });
    await stillReads('1 MB');
  });

  it('elements nested 100,000 deep, in a post, beside it and around it', async () => {
    const [inside, beside, around, drawnDeep] = [
      fresh('deep inside'),
      fresh('deep beside'),
      fresh('deep around'),
      fresh('deep and drawn'),
    ];
    const posts = [inside, beside, around, drawnDeep].map((post) => drawn('telegram', post));
    await page.evaluate((markups) => {
      const parse = (markup: string) =>
        document.adoptNode(new DOMParser().parseFromString(markup, 'text/html').body.firstElementChild as Element);
      // In pieces: what is put into a deep place, or is deep itself, is walked by the browser each time.
      const nest = (bottom: Node, depth = 100_000): Element => {
        let below = bottom;
        for (let n = 0; n < depth; n += 1000) {
          const top = document.createElement('div');
          let tail: Element = top;
          for (let i = 1; i < Math.min(1000, depth); i += 1) tail = tail.appendChild(document.createElement('div'));
          tail.append(below);
          below = top;
        }
        return below as Element;
      };
      const [within, next, under, shown] = markups.map(parse) as [Element, Element, Element, Element];
      const feed = document.querySelector('[data-feed]');
      // Undrawn: the browser itself has no room on its stack to draw so many.
      const deep = nest(document.createTextNode('deep words'));
      deep.setAttribute('hidden', '');
      within.querySelector('.js-message_text')?.append(deep);
      const wall = nest(document.createTextNode('a wall'));
      wall.setAttribute('hidden', '');
      const buried = nest(under);
      buried.setAttribute('hidden', '');
      feed?.prepend(wall, next, within, buried, nest(shown, 300));
    }, posts);
    expect((await stored(inside.id)).post.text).toContain('deep inside');
    expect((await stored(beside.id)).post.text).toBe(beside.text);
    expect((await stored(drawnDeep.id)).post.text).toBe(drawnDeep.text);
    await page.evaluate(() => {
      for (const box of document.querySelectorAll('[data-feed] > [hidden]')) box.remove();
      document.querySelector('.js-message_text [hidden]')?.remove();
    });
    await stillReads('depth');
  });

  it('zero-width, bidirectional and broken characters: kept, and what is broken replaced', async () => {
    const post = fresh('MARK');
    await page.evaluate(
      (markup) => {
        const element = document.adoptNode(
          new DOMParser().parseFromString(markup, 'text/html').body.firstElementChild as Element,
        );
        const text = element.querySelector('.js-message_text');
        if (text)
          text.textContent = `\u202Eboat\u202C p\u200Bassage \u2066to\u2069 \u200Fcoast ${String.fromCharCode(0xd83d)} and ${String.fromCharCode(0xdc00)} end${'\u200B'.repeat(50)}`;
        document.querySelector('[data-feed]')?.prepend(element);
      },
      drawn('telegram', post),
    );
    const { text } = (await stored(post.id)).post;
    expect(text).toBe(`\u202Eboat\u202C p\u200Bassage \u2066to\u2069 \u200Fcoast \uFFFD and \uFFFD end${'\u200B'.repeat(50)}`);
    expect(text.isWellFormed()).toBe(true);
  });

  it('10,000 changes a second for 5 s: the page stays responsive, as it is without us', async () => {
    const off = await chromium.browser.newPage();
    await off.goto(OFF, { waitUntil: 'load' });
    await off.bringToFront();
    const without = await storm(off);
    await off.close();
    await page.bringToFront();
    const withUs = await storm(page);
    console.log(
      `longest gap of a 50 ms interval: ${without.gap} ms without the extension, ${withUs.gap} ms with it (${withUs.changes} changes)`,
    );
    expect(withUs.changes).toBeGreaterThan(49_000);
    expect(withUs.gap).toBeLessThan(Math.max(500, without.gap * 1.5));
    await stillReads('10,000 changes a second');
  });

  it('messages and events of the page change nothing', async () => {
    const before = await tables(desk);
    const forged = fresh('forged');
    await page.evaluate(
      (id, post) => {
        const message = {
          type: 'posts',
          batch: 'forged-batch-1',
          platform: 'telegram',
          posts: [post],
          health: { seen: 1, read: 1, unreadable: 0, withheld: 0 },
        };
        for (const one of [message, { type: 'stop', platform: 'telegram' }, { to: 'offscreen', texts: ['a'] }])
          window.postMessage(one, '*');
        for (const name of [
          'wxt:content-script-started',
          `${id}:platforms:wxt:content-script-started`,
          `${id}:content:wxt:content-script-started`,
        ]) {
          const detail = { contentScriptName: 'platforms', messageId: 'other' };
          document.dispatchEvent(new CustomEvent(name, { detail }));
          window.postMessage({ type: name, ...detail }, '*');
        }
        for (const name of [
          'wxt:locationchange',
          `${id}:platforms:wxt:locationchange`,
          'popstate',
          'pagehide',
          'visibilitychange',
          'freeze',
        ]) {
          window.dispatchEvent(new Event(name));
          document.dispatchEvent(new Event(name));
        }
        (window as unknown as { navigation: EventTarget }).navigation.dispatchEvent(new Event('currententrychange'));
      },
      chromium.extensionId,
      { ...forged, platform: 'telegram' },
    );
    await pause(800);
    const after = await tables(desk);
    expect(after.posts.map((row) => row.key)).toEqual(before.posts.map((row) => row.key));
    expect(after.posts.map((row) => row['seen'])).toEqual(before.posts.map((row) => row['seen']));
    expect(textOf(after, forged.id)).toBeUndefined();
    expect(await ownWorlds(page, chromium.extensionId)).toContain(true);
    expect(await page.evaluate('typeof chrome === "undefined" || typeof chrome.runtime?.sendMessage')).not.toBe('function');
    await stillReads('events of the page');
  });
});

/** 10,000 changes a second in posts and beside them, for 5 s; the longest gap between two calls of the page's own 50 ms interval. */
const storm = (target: Page): Promise<{ gap: number; changes: number }> =>
  target.evaluate(async () => {
    const room = document.querySelector('#room') as Element;
    const texts = [...document.querySelectorAll('.js-message_text')];
    let gap = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      gap = Math.max(gap, performance.now() - last);
      last = performance.now();
    }, 50);
    const start = last;
    let changes = 0;
    while (performance.now() < start + 5000) {
      for (const due = (performance.now() - start) * 10; changes < due;) {
        changes += 1;
        const box = document.createElement('div');
        if (changes % 10 === 0) {
          box.className = changes % 50 === 0 ? 'tgme_widget_message' : 'box';
          room.append(box);
        } else if (changes % 10 < 5) room.lastElementChild?.setAttribute('data-n', `${changes}`);
        else if (room.lastElementChild) room.lastElementChild.textContent = `${changes}`;
        const text = texts[changes % texts.length]?.firstChild;
        if (changes % 100 === 0 && text) text.nodeValue = `${text.nodeValue} `;
        if (room.childElementCount > 200) room.firstElementChild?.remove();
      }
      await new Promise((next) => setTimeout(next, 8));
    }
    clearInterval(clock);
    room.replaceChildren();
    return { gap: Math.round(gap), changes };
  });
