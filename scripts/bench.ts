/** The figures of this machine: `npm run bench`. Each stands beside a peer or a limit measured in the same run. Saved to out/bench.json. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { Browser } from 'puppeteer-core';
import { platforms } from '../utils/platforms/index';
import { MODEL_FILES } from '../utils/scoring/model-files';
import { launchChromium, type Chromium } from './lib/chromium';
import { startFeedServer } from './lib/feed-server';
import { countRows, feed, fill, offer, talk } from './lib/bench-rows';
import { pause, tidyUp, until } from './lib/tidy';
import { NEW_WORKER } from './lib/variants';

const BUILD = resolve('.output/chrome-mv3');
const GRANTS = platforms.flatMap(({ matches }) => matches);
type Figures = Record<string, number | string>;
const results: Record<string, Figures> = {};

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

function report(name: string, figures: Figures): void {
  results[name] = figures;
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries(figures)) console.log(`  ${what.padEnd(58)} ${value}`);
}

/** Scrolls a long page to its end and gives its script time (s), long tasks (ms each) and tasks' time (s). */
async function scrollCost(browser: Browser, address: string): Promise<{ script: number; task: number; long: number[] }> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(
    'window.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });',
  );
  await page.goto(address, { waitUntil: 'load' });
  await page.bringToFront();
  for (;;) {
    const done = (await page.evaluate(
      'window.scrollBy(0, 1200), innerHeight + scrollY >= document.documentElement.scrollHeight - 4',
    )) as boolean;
    await pause(30);
    if (done) break;
  }
  await pause(1500);
  const { ScriptDuration = 0, TaskDuration = 0 } = await page.metrics();
  const long = (await page.evaluate('longTasks')) as number[];
  await page.close();
  return { script: ScriptDuration, task: TaskDuration, long };
}

/** 1,000 posts scrolled through, with the extension reading and without it. */
async function contentScript(): Promise<void> {
  const server = await startFeedServer([{ platform: 'telegram', posts: feed(1000, talk) }]);
  const runs: { on: Awaited<ReturnType<typeof scrollCost>>[]; off: Awaited<ReturnType<typeof scrollCost>>[] } = {
    on: [],
    off: [],
  };
  let read = 0;
  for (const [mode, grants] of [
    ['off', undefined],
    ['on', GRANTS],
  ] as const) {
    const chromium = await launchChromium(BUILD, { hostsPort: server.port, grants });
    for (let i = 0; i < 3; i += 1) runs[mode].push(await scrollCost(chromium.browser, server.address('telegram')));
    if (mode === 'on') read = await countRows(await chromium.page('manifest.json'), 'posts');
    await chromium.close();
  }
  await server.close();
  const median = (mode: 'on' | 'off', what: 'script' | 'task') =>
    quantile(
      runs[mode].map((run) => run[what]),
      0.5,
    );
  const extra = (median('on', 'script') - median('off', 'script')) * 1000;
  report('content script, 1,000-post feed scrolled through (median of 3)', {
    'posts read': read,
    'script time a post, ms (page with us − without; prototype 0.07)': round(extra / 1000, 3),
    'script time of the whole page, ms, with / without': `${round(median('on', 'script') * 1000, 0)} / ${round(median('off', 'script') * 1000, 0)}`,
    'task time of the whole page, with ÷ without': round(median('on', 'task') / median('off', 'task')),
    'long tasks (> 50 ms), with / without': `${quantile(
      runs.on.map((run) => run.long.length),
      0.5,
    )} / ${quantile(
      runs.off.map((run) => run.long.length),
      0.5,
    )}`,
    'longest task, ms, with / without': `${round(Math.max(0, ...runs.on.flatMap((run) => run.long)), 0)} / ${round(Math.max(0, ...runs.off.flatMap((run) => run.long)), 0)}`,
  });
}

/** The shipped worker, asked from a page of the extension: one text a message, after a warm-up; an empty message is the limit below it. */
async function gate(chromium: Chromium): Promise<void> {
  const page = await chromium.page('manifest.json');
  const timings = (await page.evaluate(`(async () => {
    const worker = ${NEW_WORKER};
    let id = 0;
    const ask = (texts) => new Promise((done) => { const start = performance.now(); worker.onmessage = ({ data }) => done([performance.now() - start, data]); worker.postMessage({ id: (id += 1), texts }); });
    const [start, first] = await ask([]);
    const text = ${JSON.stringify(talk(0))};
    for (let i = 0; i < 500; i += 1) await ask([text + i]);
    const offer = ${JSON.stringify(offer(0))};
    const one = [], empty = [], long = [], judged = [], sixtyFour = [];
    for (let i = 0; i < 1000; i += 1) { one.push((await ask([text + i]))[0]); empty.push((await ask([]))[0]); }
    for (let i = 0; i < 200; i += 1) long.push((await ask([(text + i + ' ').repeat(20)]))[0]);
    for (let i = 0; i < 200; i += 1) { judged.push((await ask([offer + i]))[0]); sixtyFour.push((await ask([(offer + ' ' + offer).slice(0, 220) + i]))[0]); }
    const batch = await ask(Array.from({ length: 1000 }, (_, i) => text + i));
    return { start, mode: first.status.mode, one, empty, long, judged, sixtyFour, batch: batch[0] / 1000 };
  })()`)) as Record<'one' | 'empty' | 'long' | 'judged' | 'sixtyFour', number[]> & { start: number; mode: string; batch: number };
  await page.close();
  const both = (times: readonly number[]): string => `${round(quantile(times, 0.5))} / ${round(quantile(times, 0.95))}`;
  report('classifier in the extension’s worker (normalise, signals, gate, judge, calibrate)', {
    'runs on': timings.mode,
    'cold start to the first answer, ms': round(timings.start, 0),
    'an everyday post of 120 characters, ms, median / p95': both(timings.one),
    'an offer of 140 characters, so that the judge is asked, ms, median / p95': both(timings.judged),
    'an offer of 64 pieces (budget 25), ms, median / p95': both(timings.sixtyFour),
    'an empty message (the limit), ms, median': round(quantile(timings.empty, 0.5)),
    'a post in a batch of 1,000, ms': round(timings.batch, 3),
    'posts a second in that batch': round(1000 / timings.batch, 0),
    'a 2,400-character post, ms, median': round(quantile(timings.long, 0.5)),
  });
}

/** From the moment a post is added to the page to its assessment, at 10 posts a second; every post is an offer, so that each leaves a flag with its time. */
async function visibleToVerdict(): Promise<void> {
  const posts = feed(304, offer);
  const server = await startFeedServer([{ platform: 'telegram', posts }], { first: 4, perSecond: 10 });
  const chromium = await launchChromium(BUILD, { hostsPort: server.port, grants: GRANTS });
  const desk = await chromium.page('manifest.json');
  const page = await chromium.browser.newPage();
  await page.goto(server.address('telegram'), { waitUntil: 'load' });
  await page.bringToFront();
  await until('300 posts', 90_000, async () => (((await page.evaluate('feed.shown.length')) as number) >= 300 ? true : null));
  await until('all scored', 30_000, async () => ((await countRows(desk, 'flags')) >= 300 ? true : null)).catch(() => undefined);
  const shown = (await page.evaluate('feed.shown')) as number[];
  const times = (await desk.evaluate(`(async () => {
    const open = indexedDB.open('breakwater');
    await new Promise((done) => { open.onsuccess = done; });
    const all = open.result.transaction('flags').objectStore('flags').getAll();
    await new Promise((done) => { all.onsuccess = done; });
    return all.result.map((flag) => [flag.post.id, flag.assessment.at]);
  })()`)) as [string, number][];
  await chromium.close();
  await server.close();
  const at = new Map(times);
  const waits = shown.flatMap((when, i) => {
    const assessed = at.get(posts[i + 4]?.id ?? '');
    return assessed === undefined ? [] : [assessed - when];
  });
  report('visible → assessment at 10 posts a second (gathering 50 ms + 150 ms is by design)', {
    'posts measured of 300': waits.length,
    'ms, median / p95 / longest': `${round(quantile(waits, 0.5), 0)} / ${round(quantile(waits, 0.95), 0)} / ${round(quantile(waits, 1), 0)}`,
  });
}

/** Time from asking for the page to the first post on screen. */
async function opening(chromium: Chromium): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 7; i += 1) {
    const page = await chromium.browser.newPage();
    const start = performance.now();
    await page.goto(`chrome-extension://${chromium.extensionId}/popup.html`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('article', { timeout: 30_000 });
    times.push(performance.now() - start);
    await page.close();
  }
  return times.slice(1);
}

async function popup(chromium: Chromium): Promise<void> {
  const desk = await chromium.page('manifest.json');
  await until('the database', 20_000, async () => ((await countRows(desk, 'flags').catch(() => null)) === null ? null : true));
  const figures: Figures = {};
  const blank: number[] = [];
  for (let i = 0; i < 6; i += 1) {
    const start = performance.now();
    const page = await chromium.page('offscreen.html');
    blank.push(performance.now() - start);
    await page.close();
  }
  figures['an empty page of the extension (the limit), ms, median'] = round(quantile(blank.slice(1), 0.5), 0);
  let before = 0;
  for (const n of [100, 10_000, 100_000]) {
    await fill(desk, before, n);
    before = n;
    const times = await opening(chromium);
    figures[`with ${n.toLocaleString('en')} flags, ms, median / worst of 6`] =
      `${round(quantile(times, 0.5), 0)} / ${round(quantile(times, 1), 0)}`;
  }
  await desk.close();
  report('opening the popup, to the first post on screen', figures);
}

function sizes(): void {
  const { status } = spawnSync('npx', ['wxt', 'zip'], { stdio: 'ignore', shell: process.platform === 'win32' });
  const firefox = spawnSync('npx', ['wxt', 'zip', '-b', 'firefox'], { stdio: 'ignore', shell: process.platform === 'win32' });
  if (status !== 0 || firefox.status !== 0) throw new Error('wxt zip failed');
  const size = (path: string): string => `${round(statSync(path).size / 1e6)} MB`;
  report('sizes', {
    ...Object.fromEntries(
      readdirSync('.output')
        .filter((name) => name.endsWith('.zip'))
        .sort()
        .map((name) => [name, size(join('.output', name))]),
    ),
    'content script': `${round(statSync(join(BUILD, 'platforms.js')).size / 1000, 0)} kB`,
    background: `${round(statSync(join(BUILD, 'background.js')).size / 1000, 0)} kB`,
    ...Object.fromEntries(MODEL_FILES.map((name) => [`models/${name}`, size(join(BUILD, 'models', name))])),
    'onnxruntime wasm': size(join(BUILD, 'ort/ort-wasm-simd-threaded.wasm')),
  });
}

async function main(): Promise<void> {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: process.platform,
  };
  console.log(
    `machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GiB, ${machine.platform}, node ${machine.node}`,
  );
  if (spawnSync('npx', ['wxt', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0)
    throw new Error('the build failed');
  await contentScript();
  const chromium = await launchChromium(BUILD, {});
  console.log(`\n(${await chromium.browser.version()})`);
  await gate(chromium);
  await popup(chromium);
  const version = await chromium.browser.version();
  await chromium.close();
  await visibleToVerdict();
  sizes();
  mkdirSync('out', { recursive: true });
  writeFileSync(
    'out/bench.json',
    `${JSON.stringify({ at: new Date().toISOString(), machine, browser: version, results }, null, 1)}\n`,
  );
  console.log('\nsaved to out/bench.json');
}

try {
  await main();
} finally {
  await tidyUp();
}
