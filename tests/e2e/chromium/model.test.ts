import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyGranted } from '../../../scripts/lib/build';
import { launchChromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { manifest, shippedModel } from '../../../scripts/lib/model';
import { temporaryFolder, until } from '../../../scripts/lib/tidy';
import { assess } from '@/utils/scoring/assess';
import { MODEL_FILES, type ModelFile } from '@/utils/scoring/model-files';
import { RULES_THRESHOLD } from '@/utils/scoring/rules';
import { CHROME_BUILD, counter, expectedFlags, feedPosts, scrollThrough, tables } from '../lib';
import { watchErrors } from './lib';

const posts = feedPosts('telegram', 12, 3);
/** How far the command line and the extension may lie apart, probability. */
const SAME = 1e-3;
let server: FeedServer;

type Damage = (file: string) => Promise<void>;
const flip: Damage = async (file) => {
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
};
const cut: Damage = async (file) => writeFile(file, (await readFile(file)).subarray(0, 1_000_000));
const remove: Damage = (file) => rm(file);

/** What may happen to the files of a model on a reviewer's disk; the reason that the reviewer is shown. */
const DAMAGE: { file: ModelFile; name: string; damage: Damage; reason: RegExp }[] = [
  ...MODEL_FILES.map((file) => ({
    file,
    name: 'one bit is flipped',
    damage: flip,
    reason: /^\S+ is not the file .*SHA-256 differs/,
  })),
  ...MODEL_FILES.map((file) => ({ file, name: 'it is cut short', damage: cut, reason: /^\S+ has 1000000 bytes instead of \d+/ })),
  ...MODEL_FILES.map((file) => ({ file, name: 'it is missing', damage: remove, reason: /^models\/\S+ is missing/ })),
];

interface Status {
  mode: string;
  version: string;
  reason: string;
}

/** A browser with a copy of the build, damaged or not, on the feed until every post is scored. */
async function browse(damage: (folder: string) => Promise<void>) {
  const copy = await temporaryFolder('model');
  try {
    await copyGranted(CHROME_BUILD, copy.path);
    await damage(copy.path);
    const chromium = await launchChromium(copy.path, { hostsPort: server.port });
    try {
      const errors = await watchErrors(chromium.browser);
      const desk = await chromium.page('manifest.json');
      const page = await chromium.browser.newPage();
      await page.goto(server.address('telegram'), { waitUntil: 'load' });
      const found = await until('every post scored', 30_000, async () => {
        await scrollThrough(page);
        const now = await tables(desk);
        return now.posts.length === posts.length && now.posts.every((row) => row.state === 'scored') ? now : null;
      });
      const status = found.meta.find(({ name }) => name === 'classifier')?.value as Status | undefined;
      // A copy: what a closing browser throws at its own scripts is not ours.
      return { found, status, errors: [...errors] };
    } finally {
      await chromium.close();
    }
  } finally {
    await copy.remove();
  }
}

describe('the bundled model', () => {
  beforeAll(async () => {
    server = await startFeedServer([{ platform: 'telegram', posts }]);
  });
  afterAll(async () => {
    await server?.close();
  });

  it('intact: it decides, and says so', async () => {
    const { found, status, errors } = await browse(() => Promise.resolve());
    expect(status).toEqual({ mode: 'model', version: manifest.version, reason: '' });
    const expected = await expectedFlags(posts);
    expect(expected.length).toBeGreaterThan(2);
    expect(found.flags.map((flag) => flag.post.id).sort()).toEqual(expected.sort());
    expect(found.flags.every((flag) => flag.assessment.model === manifest.version)).toBe(true);
    const model = await shippedModel();
    for (const { post, assessment } of found.flags) {
      const { score } = await assess(post.text, model);
      expect(Math.abs(assessment.score - score)).toBeLessThanOrEqual(SAME);
    }
    expect(errors).toEqual([]);
  });

  it.each(DAMAGE)('$file, $name: rules only, with the reason, and every post still scored', async ({ file, damage, reason }) => {
    const { found, status, errors } = await browse((folder) => damage(join(folder, 'models', file)));
    expect(status?.mode).toBe('rules');
    expect(status?.version).toBe('rules');
    expect(status?.reason).toMatch(reason);
    expect(status?.reason).toContain(file);
    expect(counter(found, 'scored')).toBe(posts.length);
    expect(counter(found, 'errors')).toBe(0);
    const scores = await Promise.all(posts.map(async (post) => ({ id: post.id, score: (await assess(post.text, null)).score })));
    const expected = scores.filter(({ score }) => score >= RULES_THRESHOLD).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(2);
    expect(found.flags.map((flag) => flag.post.id).sort()).toEqual(expected.sort());
    expect(found.flags.every((flag) => flag.assessment.model === 'rules')).toBe(true);
    expect(errors).toEqual([]);
  });
});
