import type { CDPSession, KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { pause, until } from '../../../scripts/lib/tidy';
import { CHROME_BUILD, tables } from '../lib';
import { countersOf, flagOf, seed, storeExists } from '../seed';
import { killBackground, watchErrors } from './lib';

const HEALTH = { platform: 'telegram', seen: 4, read: 4, unreadable: 0, flagged: 4 };
/** Sixteen sentences: about a second's work for the judge. */
const sentences = (id: string) =>
  Array.from({ length: 16 }, (_, i) => `Sentence ${i} of post ${id} tells of a boat with a place for you and your family.`).join(
    '\n',
  );
const four = (now: number) =>
  ['a', 'b', 'c', 'd'].map((id, i) =>
    flagOf({ id, marked: `Post ${id}: [a boat|offer]\n${sentences(id)}`, score: 0.95 - i / 20 }, now),
  );

/** Notes what goes to the classifier worker and what comes back, about explanations, in order. */
const LISTEN = `
  globalThis.noted = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    if (!this.noting) this.addEventListener('message', ({ data }) => {
      for (const what of ['step', 'explained', 'failed']) if (what in data) noted.push({ what, id: data.id, done: data.step?.done, of: data.step?.of });
    });
    this.noting = true;
    if ('explain' in message) noted.push({ what: 'asked', id: message.id, text: message.explain.slice(0, 6) });
    if ('cancel' in message) noted.push({ what: 'cancelled', id: message.cancel });
    return post.call(this, message);
  };`;

interface Note {
  what: 'asked' | 'cancelled' | 'step' | 'explained' | 'failed';
  id: number;
  text?: string;
  done?: number;
  of?: number;
}

let chromium: Chromium;
let page: Page;
let offscreen: CDPSession;
let errors: string[];

const press = async (...keys: KeyInput[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const shows = (id: string) =>
  page.waitForFunction(`document.querySelector('.post-text')?.textContent.startsWith('Post ${id}:')`, { polling: 20 });
const state = (wanted: string, where = page) => where.waitForSelector(`.carried-line[data-state="${wanted}"]`);
/** The first phrases are in. */
const underWay = (where = page) =>
  where.waitForFunction(`/: \\d+ of \\d+/.test(document.querySelector('.carried-line')?.textContent ?? '')`, { polling: 20 });

async function noted(): Promise<Note[]> {
  const { result } = await offscreen.send('Runtime.evaluate', { expression: 'noted', returnByValue: true });
  return result.value as Note[];
}
const about = async (text: string): Promise<Note[]> => {
  const all = await noted();
  const id = all.findLast((note) => note.text === text)?.id;
  return all.filter((note) => note.id === id);
};

/** Its question was called off, at once, and not answered any more: one step may have been on its way. */
async function calledOff(text: string): Promise<void> {
  const cut = await until(`${text} called off`, 3000, async () => {
    const notes = await about(text);
    return notes.some(({ what }) => what === 'cancelled') ? notes : null;
  });
  const so = cut.findIndex(({ what }) => what === 'cancelled');
  const steps = cut.slice(0, so).filter(({ what }) => what === 'step');
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.at(-1)?.done).toBeLessThan(steps.at(-1)?.of ?? 0);
  await pause(600);
  const after = (await about(text)).slice(so + 1);
  expect(after.filter(({ what }) => what === 'step').length).toBeLessThanOrEqual(1);
  expect(after.filter(({ what }) => what !== 'step')).toEqual([]);
}

async function start(): Promise<void> {
  chromium = await launchChromium(CHROME_BUILD, { grants: ['https://t.me/*'] });
  page = await chromium.page('popup.html');
  await page.setViewport({ width: 400, height: 600 });
  await storeExists(page);
  await until('the classifier', 60_000, async () => (await tables(page)).meta.find(({ name }) => name === 'classifier'));
  const target = await chromium.browser.waitForTarget((one) => one.url().endsWith('/offscreen.html'));
  offscreen = await target.createCDPSession();
  await offscreen.send('Runtime.evaluate', { expression: LISTEN });
}

async function fresh(): Promise<void> {
  const now = Date.now();
  await seed(page, { flags: four(now), verdicts: [], log: [], ...countersOf(4, now, HEALTH) });
  await page.reload();
  await shows('a');
}

describe('the words that carried the score', () => {
  beforeAll(async () => {
    await start();
    errors = await watchErrors(chromium.browser);
  });
  afterAll(() => chromium?.close());
  beforeEach(fresh);

  it('arrive one after the other, and stand in the text at the end', async () => {
    const counts = new Set<string>();
    const ended = async () => {
      const [line, now] = (await page.evaluate(
        `[document.querySelector('.carried-line')?.textContent, document.querySelector('.carried-line')?.dataset.state]`,
      )) as [string, string];
      const count = /(\d+) of \d+/.exec(line)?.[1];
      if (count) counts.add(count);
      return now === 'done' || null;
    };
    await until('the end', 30_000, ended, 15);
    expect(counts.size).toBeGreaterThan(2);
    const marked = await page.$$eval('.post-text .carried', (all) => all.map((one) => one.textContent ?? ''));
    expect(marked.length).toBeGreaterThan(0);
    const text = await page.$eval('.post-text', (element) => element.textContent ?? '');
    for (const words of marked) expect(text).toContain(words);
    const spoken = await page.$eval('.carried-line [role=status]', (element) => element.textContent ?? '');
    expect(spoken).toMatch(/^Words that carried the score most: “/);
    const notes = await about('Post a');
    expect(notes.map(({ what }) => what).filter((what) => what !== 'step')).toEqual(['asked', 'explained']);
  });

  it('of a flag that is left are looked for no more; those of the next are', async () => {
    await underWay();
    await press('j');
    await shows('b');
    await calledOff('Post a');
    await state('done');
    expect((await about('Post b')).at(-1)?.what).toBe('explained');
  });

  it('are not asked for while the reviewer only passes by', async () => {
    await state('done');
    const before = (await noted()).filter(({ what }) => what === 'asked').length;
    await press('j', 'j', 'j');
    await shows('d');
    await state('done');
    const asked = (await noted()).filter(({ what }) => what === 'asked').slice(before);
    expect(asked.map(({ text }) => text)).toEqual(['Post d']);
  });

  it('hold up no verdict', async () => {
    await underWay();
    const from = Date.now();
    await press('a', '1');
    await shows('b');
    const took = Date.now() - from;
    await calledOff('Post a');
    await until('the verdict', 5000, async () => (await tables(page)).verdicts.length === 1 || null);
    process.stdout.write(`verdict to next post, while an explanation runs: ${took} ms\n`);
  });

  it('are kept: who comes back asks nothing', async () => {
    await state('done');
    await press('j');
    await shows('b');
    await press('k');
    await shows('a');
    expect(await page.$('.carried-line[data-state="done"]')).not.toBeNull();
    const notes = await noted();
    await pause(400);
    expect((await noted()).length).toBe(notes.length);
  });

  it('are looked for no more when the popup closes', async () => {
    await state('done');
    const other = await chromium.page('popup.html');
    await underWay(other);
    await other.close();
    await page.bringToFront();
    await calledOff('Post a');
  });

  it('are not asked for in rules-only mode', async () => {
    const rules = { name: 'classifier', value: { mode: 'rules', version: 'rules', reason: 'A test.' } };
    await seed(page, { meta: [{ name: 'epoch', value: 1 }, rules] });
    await page.reload();
    await state('off');
    const notes = (await noted()).length;
    await pause(500);
    expect((await noted()).length).toBe(notes);
    expect(await page.$('.post-text .carried')).toBeNull();
  });

  it('and nothing went wrong unheard', () => expect(errors).toEqual([]));
});

/** In a browser of its own: a session that listens for errors keeps a background alive that is to die. */
describe('the words that carried the score, when the background dies', () => {
  beforeAll(start);
  afterAll(() => chromium?.close());
  beforeEach(fresh);

  it('are given up with words, and looked for again on a click', async () => {
    await underWay();
    expect(await killBackground(chromium.browser)).toBe(true);
    await state('failed');
    expect(await page.$eval('.carried-line > p', (element) => element.textContent)).toBe(
      'The words that carried the score were not found.',
    );
    await calledOff('Post a');
    await page.click('.carried-line button');
    await state('done');
  });
});
