import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { adapterFor, platforms } from '@/utils/platforms';
import { readPage } from '@/utils/platforms/read-page';
import { postSchema } from '@/utils/post-schema';
import { cases, pageOf, type Case } from './load';

const all = cases();

function check({ platform, html, json }: Case): void {
  if (!json) throw new Error('the .json beside this page is missing');
  if (!html) throw new Error('the .html beside this expectation is missing or empty');
  const url = new URL(json.url);
  const adapter = platforms.find(({ id }) => id === platform);
  if (!adapter) throw new Error(`there is no adapter ${platform}`);
  expect(adapterFor(url)?.id, 'the address belongs to another adapter').toBe(platform);

  const document = pageOf(html, json.url);
  const before = document.documentElement.outerHTML;
  const reading = readPage(adapter, document, url);
  expect(document.documentElement.outerHTML, 'reading changed the page').toBe(before);

  expect(reading.surface).toBe(json.expect.surface);
  expect(reading.posts.length, JSON.stringify(reading, null, 1)).toBe(json.expect.posts.length);
  json.expect.posts.forEach((post, index) => expect(reading.posts[index]).toMatchObject(post));
  expect(reading.skipped).toMatchObject(json.expect.skipped ?? {});
  for (const post of reading.posts) v.parse(postSchema, { ...post, surface: reading.surface, seenAt: 0 });
  for (const canary of json.canaries ?? []) {
    expect(html, 'a canary that is not on the page proves nothing').toContain(canary);
    expect(JSON.stringify(reading)).not.toContain(canary);
  }
}

describe('saved shapes of pages', () => {
  it('are there', () => expect(all.length).toBeGreaterThan(0));
  for (const platform of new Set(all.map((one) => one.platform))) {
    describe(platform, () => {
      for (const one of all.filter((other) => other.platform === platform)) it(one.name, () => check(one));
    });
  }
});
