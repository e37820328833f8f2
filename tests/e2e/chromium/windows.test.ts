import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { until } from '../../../scripts/lib/tidy';
import { verdictHash } from '@/utils/store/verdicts';
import type { Verdict } from '@/utils/types';
import { CHROME_BUILD, counter, tables } from '../lib';
import { flagOf, seedMany, storeExists } from '../seed';

const FLAGS = 500;
let chromium: Chromium;

/** A reviewer who presses the same two keys until nothing waits. Returns how often. */
async function decideAll(page: Page): Promise<number> {
  let presses = 0;
  for (; presses < FLAGS * 3; presses += 1) {
    if (!(await page.$('article'))) {
      await page.waitForSelector('article', { timeout: 1500 }).catch(() => null);
      if (!(await page.$('article'))) break;
    }
    await page.keyboard.press('n');
    await page.keyboard.press('3');
  }
  return presses;
}

describe('two windows', () => {
  beforeAll(async () => {
    chromium = await launchChromium(CHROME_BUILD);
  });
  afterAll(() => chromium?.close());

  it(`never decide one flag twice: ${FLAGS} flags, exactly ${FLAGS} verdicts in one unbroken chain`, async () => {
    const desk = await chromium.page('popup.html');
    await storeExists(desk);
    await seedMany(desk, FLAGS, flagOf({ id: 'many', marked: 'An [offer|offer] that is invented' }, Date.now()));
    const windows = [await chromium.page('popup.html'), await chromium.page('popup.html')];
    await Promise.all(windows.map((page) => page.waitForSelector('article')));
    const presses = await Promise.all(windows.map(decideAll));
    const end = await until('all decided', 60_000, async () => {
      const now = await tables(desk);
      return now.flags.every((flag) => flag.status === 'decided') ? now : null;
    });
    expect(
      presses.every((n) => n > 20),
      `both windows worked: ${presses.join(', ')}`,
    ).toBe(true);
    expect(end.verdicts).toHaveLength(FLAGS);
    expect(new Set(end.verdicts.map((verdict) => verdict.flag)).size).toBe(FLAGS);
    expect(counter(end, 'waiting')).toBe(0);
    let prev = '0'.repeat(64);
    for (const verdict of end.verdicts as unknown as Verdict[]) {
      const { hash, ...bare } = verdict;
      expect(verdict.prevHash).toBe(prev);
      expect(await verdictHash(bare)).toBe(hash);
      prev = hash;
    }
  });
});
