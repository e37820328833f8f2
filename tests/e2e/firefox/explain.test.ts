import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchFirefox, type Firefox } from '../../../scripts/lib/firefox';
import { until } from '../../../scripts/lib/tidy';
import { FIREFOX_BUILD, READ_TABLES, type Tables } from '../lib';
import { countersOf, flagOf, seedScript } from '../seed';

const HEALTH = { platform: 'telegram', seen: 2, read: 2, unreadable: 0, flagged: 2 };
const sentences = (id: string) =>
  Array.from({ length: 16 }, (_, i) => `Sentence ${i} of post ${id} tells of a boat with a place for you and your family.`).join(
    '\n',
  );
const two = (now: number) =>
  ['a', 'b'].map((id, i) => flagOf({ id, marked: `Post ${id}: [a boat|offer]\n${sentences(id)}`, score: 0.95 - i / 20 }, now));
const HALF_WAY = /: \d+ of \d+$/;
let firefox: Firefox;

interface Seen {
  post: string;
  state: string;
  line: string;
  waves: string[];
}
const seen = () =>
  firefox.script<Seen>(`
    const line = document.querySelector('.carried-line');
    return {
      post: document.querySelector('.post-text')?.textContent.slice(0, 6) ?? '',
      state: line?.dataset.state ?? '',
      line: line?.querySelector('p')?.textContent ?? '',
      waves: [...document.querySelectorAll('.post-text .carried')].map((wave) => wave.textContent),
    };`);
/** Follows the page until the post's explanation is complete; all that was seen of it. */
async function follow(post: string): Promise<Seen[]> {
  const all: Seen[] = [];
  const look = async () => {
    const now = await seen();
    if (now.post === post) all.push(now);
    return now.post === post && now.state === 'done' ? true : null;
  };
  await until(`the explanation of ${post}`, 40_000, look, 15);
  return all;
}

describe('the words that carried the score, in Firefox', () => {
  beforeAll(async () => {
    firefox = await launchFirefox(FIREFOX_BUILD);
    await firefox.tab(firefox.url('popup.html'));
    await until('the classifier', 60_000, async () => {
      const { meta } = await firefox.script<Partial<Tables>>(READ_TABLES);
      return meta?.find(({ name }) => name === 'classifier');
    });
    const now = Date.now();
    await firefox.script(seedScript({ flags: two(now), verdicts: [], ...countersOf(2, now, HEALTH) }));
    await firefox.navigate(firefox.url('popup.html'));
  });
  afterAll(() => firefox?.close());

  it('arrive one after the other, and of the next flag when the first is left half-way', async () => {
    await until('first phrases', 30_000, async () => (HALF_WAY.test((await seen()).line) ? true : null), 15);
    await firefox.click('.last .quiet[aria-keyshortcuts="S"]');
    const b = await follow('Post b');
    expect(b.at(-1)?.waves.length).toBeGreaterThan(0);
    await firefox.click('.last .quiet[aria-keyshortcuts="S"]');
    const a = await follow('Post a');
    expect(a.at(-1)?.waves.length).toBeGreaterThan(0);
    expect(new Set(b.map(({ line }) => line).filter((line) => HALF_WAY.test(line))).size).toBeGreaterThan(1);
    const states = [...a, ...b].map(({ state }) => state);
    expect(states).not.toContain('failed');
    expect(states).not.toContain('off');
  });
});
