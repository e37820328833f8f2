/** Pictures of every state of popup and settings, in light, dark and right-to-left, from the built extension in Chromium: to be looked at. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { seed, storeExists } from '../tests/e2e/seed';
import { EXIT, fail, readArgs } from './args';
import { launchChromium } from './lib/chromium';
import { pause, tidyOnSignals, tidyUp } from './lib/tidy';
import { states, type State } from './lib/shot-states';

const USAGE = `Usage: npm run shots -- [--build DIR] [--out DIR] [--only WORD] [--axe]
Opens the built extension (default .output/chrome-mv3) and saves pictures of every state whose name has WORD in it to out/shots. With --axe every
state is also held against the accessibility rules of axe-core; exit 1 when one is broken.`;

const LOOKS = [
  { name: 'light', theme: 'light', language: 'en' },
  { name: 'dark', theme: 'dark', language: 'en' },
  { name: 'rtl-light', theme: 'light', language: 'ar' },
  { name: 'rtl-dark', theme: 'dark', language: 'ar' },
] as const;

const { values } = readArgs('shots', USAGE, {
  build: { type: 'string', default: '.output/chrome-mv3' },
  out: { type: 'string', default: 'out/shots' },
  only: { type: 'string', default: '' },
  axe: { type: 'boolean', default: false },
});
const build = resolve(String(values.build));
const out = resolve(String(values.out));
if (!existsSync(join(build, 'manifest.json')))
  fail('shots', `there is no built extension in ${build}: npm run build makes one`, EXIT.noInput);

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}
let broken = 0;

/** Names every rule that the page breaks, with the elements. */
async function holdAgainstAxe(page: Page, name: string): Promise<void> {
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
  const found = (await page.evaluate(
    `axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  )) as Violation[];
  for (const { id, nodes } of found) {
    broken += 1;
    process.stdout.write(
      `${name}: ${id}\n${nodes.map((node) => `  ${node.target.join(' ')}: ${node.failureSummary ?? ''}`).join('\n')}\n`,
    );
  }
}

const POPUP = { width: 400, height: 600 };

async function shoot(page: Page, origin: string, state: State): Promise<void> {
  const address = `${origin}/${state.page ?? 'popup.html'}`;
  const { width, height } = state.size ?? POPUP;
  await page.setViewport({ width, height: height || POPUP.height, deviceScaleFactor: 2 });
  await page.goto(address);
  await storeExists(page);
  await page.evaluate('chrome.storage.local.clear()');
  await seed(page, { flags: [], verdicts: [], samples: [], counters: [], meta: [], log: [], ...state.rows });
  for (const { name, theme, language } of LOOKS) {
    await page.evaluate(`chrome.storage.local.set(${JSON.stringify({ settings: { theme, language }, ...state.local })})`);
    const trick = state.before ? await page.evaluateOnNewDocument(state.before) : null;
    await page.goto(address);
    await page.waitForSelector(state.shows);
    for (const step of state.steps ?? []) {
      if ('press' in step) await page.keyboard.press(step.press);
      else if ('hover' in step) await page.hover(step.hover);
      else if ('type' in step) await page.keyboard.type(step.type);
      else await page.click(step.click);
      await pause(60);
    }
    if (state.then) await page.waitForSelector(state.then, { timeout: 8_000 });
    await pause(150);
    await page.screenshot({ path: join(out, `${state.name}-${name}.png`) as `${string}.png`, fullPage: height === 0 });
    if (values.axe) await holdAgainstAxe(page, `${state.name}-${name}`);
    if (trick) await page.removeScriptToEvaluateOnNewDocument(trick.identifier);
  }
  process.stdout.write(`${state.name}\n`);
}

/** The background notes what the classifier runs on when it has started; from then on the row is ours to write. */
const classifierSaid = (page: Page) =>
  page.waitForFunction(
    `new Promise((done) => {
      const open = indexedDB.open('breakwater');
      open.onsuccess = () => {
        const get = open.result.transaction('meta').objectStore('meta').get('classifier');
        get.onsuccess = () => (open.result.close(), done(get.result !== undefined));
      };
    })`,
    { polling: 200 },
  );

async function run(granted: boolean): Promise<void> {
  const wanted = states(Date.now()).filter((state) => state.granted === granted && state.name.includes(String(values.only)));
  if (wanted.length === 0) return;
  const chromium = await launchChromium(build, granted ? { grants: ['https://t.me/*'] } : {});
  const page = await chromium.browser.newPage();
  await page.goto(`chrome-extension://${chromium.extensionId}/popup.html`);
  await storeExists(page);
  await classifierSaid(page);
  for (const state of wanted) await shoot(page, `chrome-extension://${chromium.extensionId}`, state);
  await chromium.close();
}

tidyOnSignals();
try {
  await mkdir(out, { recursive: true });
  await run(false);
  await run(true);
  if (values.axe) process.stdout.write(`${broken} accessibility rules broken\n`);
  if (broken) process.exitCode = 1;
} finally {
  await tidyUp();
}
