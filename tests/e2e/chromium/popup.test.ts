import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { pause, until } from '../../../scripts/lib/tidy';
import { CHROME_BUILD, counter, tables } from '../lib';
import { countersOf, flagOf, seed, seedMany, storeExists } from '../seed';

const HEALTH = { platform: 'telegram', seen: 5, read: 5, unreadable: 0, flagged: 5 };
const five = (now: number) =>
  ['a', 'b', 'c', 'd', 'e'].map((id, i) => flagOf({ id, marked: `Post ${id}: [a boat|offer]`, score: 0.95 - i / 20 }, now));
let chromium: Chromium;
let page: Page;

const onDesk = () => page.$eval('.post-text', (element) => element.textContent ?? '').catch(() => '');
const press = async (...keys: KeyInput[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Waits until the post is on the desk. */
const shows = (id: string, where = page) =>
  where.waitForFunction(`document.querySelector('.post-text')?.textContent.startsWith('Post ${id}:')`, { polling: 50 });
/** The verdicts, when there are so many: the screen is ahead of the disk. */
const verdicts = (n: number) =>
  until(`${n} verdicts`, 5000, async () => {
    const now = await tables(page);
    return now.verdicts.length === n ? now : null;
  });
const text = (selector: string, where = page) => where.$eval(selector, (element) => element.textContent ?? '');
/** All of them: the background may say something about the model at any time. */
const banners = (where = page) => where.$$eval('.banner', (all) => all.map((one) => one.textContent ?? '').join(' | '));

describe('the popup, by keyboard', () => {
  beforeAll(async () => {
    chromium = await launchChromium(CHROME_BUILD, { grants: ['https://t.me/*'] });
    page = await chromium.page('popup.html');
    await page.setViewport({ width: 400, height: 600 });
    await storeExists(page);
  });
  afterAll(() => chromium?.close());
  beforeEach(async () => {
    const now = Date.now();
    await seed(page, { flags: five(now), verdicts: [], log: [], ...countersOf(5, now, HEALTH) });
    await page.reload();
    await shows('a');
  });

  it('decides: a reason, none in particular twice over, a note; the next post at once', async () => {
    await press('a', '1');
    await shows('b');
    await press('n', 'n');
    await shows('c');
    await press('u', 'Enter');
    await shows('d');
    await press('e', '0');
    await page.keyboard.type('see a1 first');
    await press('Enter', '2');
    await shows('e');
    const written = await verdicts(4);
    expect(written.verdicts.map(({ label, reason, note }) => [label, reason, note])).toEqual([
      ['advertisement', 'crossing', undefined],
      ['not-advertisement', 'other', undefined],
      ['unsure', 'other', undefined],
      ['escalate', 'minors', 'see a1 first'],
    ]);
    expect(counter(written, 'waiting')).toBe(1);
    expect(await text('.pill')).toBe('1 waiting');
  });

  it('keeps assist-only posts on a shelf of their own, one key away, and takes a verdict back to where its post lay', async () => {
    const now = Date.now();
    const apart = flagOf(
      { id: 'x', marked: 'Post x: [a boat|offer]', score: 0.99, lang: 'ti', assessment: { assist: true, decision: 'assist' } },
      now,
    );
    const counted = countersOf(5, now, HEALTH);
    await seed(page, {
      flags: [...five(now), { ...apart, status: 'assist' }],
      verdicts: [],
      log: [],
      ...counted,
      counters: [...(counted.counters ?? []), { name: 'assist', value: 1 }],
    });
    await page.reload();
    await shows('a');
    expect(await text('button.pill')).toBe('assist: 1');
    await press('l');
    await shows('x');
    expect(await page.$eval('button.pill', (button) => button.getAttribute('aria-pressed'))).toBe('true');
    expect(await banners()).toContain('the score is only a hint');
    await press('a', '1');
    expect(counter(await verdicts(1), 'assist')).toBe(0);
    await page.waitForSelector('.state');
    await press('l');
    await shows('a');
    await press('z');
    await shows('x');
    const back = await verdicts(2);
    expect([counter(back, 'assist'), counter(back, 'waiting')]).toEqual([1, 5]);
    await press('l');
    await shows('x');
  });

  it('takes back with one key, and changes a verdict that is opened again', async () => {
    await press('a', '1');
    await shows('b');
    await press('z');
    await shows('a');
    expect(await banners()).toContain('Taken back: Advertisement');
    await press('n', '2');
    await shows('b');
    await page.waitForSelector('.last-one');
    await page.click('.last-one');
    await shows('a');
    expect(await banners()).toContain('Not an advertisement: News report');
    await press('u', '1');
    await shows('b');
    const { flags, verdicts: written } = await verdicts(4);
    expect(flags.find((flag) => flag.post.id === 'a')?.label).toBe('unsure');
    expect(written.map(({ label }) => label)).toEqual(['advertisement', 'withdrawn', 'not-advertisement', 'unsure']);
  });

  it('moves, skips to the end, and closes with Escape', async () => {
    await press('j');
    await shows('b');
    await press('k');
    await shows('a');
    await press('s');
    await shows('b');
    await press('a', 'Escape');
    expect(await page.$('.reasons')).toBeNull();
    for (const next of ['c', 'd', 'e', 'a']) {
      await press('u', '1');
      await shows(next);
    }
    await press('u', '1');
    await page.waitForSelector('.state');
    expect(await text('.state h2')).toBe('All clear');
  });

  it('hears no modifiers, no held keys, no scripts', async () => {
    await page.keyboard.down('Control');
    await press('a');
    await page.keyboard.up('Control');
    await page.keyboard.down('Shift');
    await press('n');
    await page.keyboard.up('Shift');
    await page.evaluate(`document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))`);
    await page.keyboard.down('s');
    for (let i = 0; i < 5; i += 1) await page.keyboard.down('s');
    await page.keyboard.up('s');
    await shows('b');
    expect(await page.$('.reasons')).toBeNull();
  });

  it('reveals the author only after it is on record', async () => {
    const hidden = await text('.author');
    expect(hidden).toMatch(/^Author (?:·{8}|[0-9a-f]{8})$/);
    await press('r');
    await page.waitForSelector('.author-name');
    expect(await text('.author')).toBe('Author harbour_board_00');
    expect((await tables(page)).log).toMatchObject([{ what: 'reveal', detail: 'telegram\na' }]);
    await press('r');
    await page.waitForSelector('.stand-in');
  });

  it('says so when another window decided first, and how the flag stands', async () => {
    const other = await chromium.page('popup.html');
    await shows('a', other);
    await other.keyboard.press('n');
    await other.waitForSelector('.reasons');
    await page.bringToFront();
    await press('a', '1');
    await shows('b');
    await pause(200);
    await other.bringToFront();
    await other.keyboard.press('2');
    await shows('b', other);
    await other.waitForFunction(`document.querySelector('.desk')?.textContent.includes('Another window')`, { polling: 50 });
    expect(await banners(other)).toContain('Another window decided that one first: Advertisement, Offers a crossing.');
    await shows('b', other);
    await page.bringToFront();
    await press('u', '1');
    await shows('c');
    await shows('c', other);
    await other.waitForFunction(`document.querySelector('.desk')?.textContent.includes('decided the last one')`, { polling: 50 });
    expect(await banners(other)).toContain('Another window decided the last one: Unsure');
    await verdicts(2);
    await other.close();
  });

  it('keeps the post when the write fails, and tries again', async () => {
    await page.evaluate(`window.realAdd = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = function () { throw new DOMException('Full.', 'QuotaExceededError'); }`);
    await press('a', '1');
    await page.waitForSelector('.storage-error');
    await shows('a');
    expect(await text('.storage-error')).toContain('The disk is full.');
    await page.evaluate('IDBObjectStore.prototype.add = window.realAdd');
    await page.click('.storage-error .button');
    await shows('b');
    expect((await verdicts(1)).verdicts).toMatchObject([{ label: 'advertisement', reason: 'crossing' }]);
  });

  it('gives up on a write that never settles after 5 s, and works again afterwards', async () => {
    await page.evaluate(`window.realAdd = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = () => ({})`);
    await press('a', '1');
    await shows('b');
    await page.waitForSelector('.storage-error', { timeout: 7000 });
    await shows('a');
    await page.evaluate('IDBObjectStore.prototype.add = window.realAdd');
    await page.click('.storage-error .button');
    await shows('b');
    await verdicts(1);
  });

  it('opens as fast with 20,000 flags as with five', async () => {
    const opening = async () => {
      const times: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const from = Date.now();
        await page.reload();
        await page.waitForSelector('.verdict');
        times.push(Date.now() - from);
      }
      return times.sort((a, b) => a - b)[2] ?? 0;
    };
    const few = await opening();
    await seedMany(page, 20_000, flagOf({ id: 'x', marked: 'Post many: [a boat|offer]' }, Date.now()));
    const many = await opening();
    expect(many, `${few} ms with 5, ${many} ms with 20,000`).toBeLessThan(few * 1.5 + 100);
    process.stdout.write(`popup opens in ${few} ms with 5 flags, in ${many} ms with 20,000\n`);
  });

  it('nothing scrolls but the text', async () => {
    await seed(page, { flags: [flagOf({ id: 'long', marked: 'Post long: [a boat|offer] '.repeat(300) }, Date.now())] });
    await page.reload();
    await shows('long');
    expect(
      await page.evaluate(
        'document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth',
      ),
    ).toBe(true);
    await press('ArrowDown');
    expect(await page.$eval('#post-text', (element) => element.scrollTop)).toBeGreaterThan(0);
    expect(await onDesk()).toContain('Post long');
  });
});
