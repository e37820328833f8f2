/** `npm start`: the main job on a sample feed of invented posts, in a real browser. Started by start.mjs, which has installed what is needed. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { EXIT, fail, readArgs } from './args';
import { build, copyGranted } from './lib/build';
import { renderers } from './lib/feed/index';
import { sampleFeeds, samplePosts, type SamplePost } from './lib/feed/sample';
import { startFeedServer } from './lib/feed-server';
import { BROWSERS, canInstall, findBrowsers, hasDisplay, thisMachine, type FoundBrowser } from './lib/find-browsers';
import { ROOT } from './lib/install.mjs';
import { installBrowsers } from './lib/install-browsers';
import { problems, queueTable, scoredCount, type Stored } from './lib/queue';
import { startSession, type Session } from './lib/sessions';
import { isStopping, pause, tidyOnSignals, tidyUp } from './lib/tidy';

const USAGE = `usage: npm start [-- OPTIONS]

Builds the extension and runs it in a browser on a sample feed of invented posts, served on this machine under the platforms' own host names.
With a display the browser stays open on the feed and the popup's page; without one, the queue is printed and screenshots go to out/start/.
Exit 0: every expected flag arrived and no other sample post was flagged. Exit 1: something did not; it is said what.

  --browser NAME  chromium, chrome, edge or firefox; default: the first of these that is installed
  --real          the shipped build, no sample feed: opens the settings page, for your own sites; needs a display
  -h, --help      this text`;

const OUT = join(ROOT, 'out', 'start');
/** How long the sample posts may take from the last scroll to the last score, ms. */
const PATIENCE = 60_000;
const POPUP = { width: 400, height: 600 };
const PAGE = { width: 1280, height: 900 };

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const short = (path: string): string => relative(ROOT, path);

const { values, positionals } = readArgs('start', USAGE, { browser: { type: 'string' }, real: { type: 'boolean' } });
if (positionals.length) fail('start', `unexpected argument ${positionals[0]}\n\n${USAGE}`, EXIT.usage);
const wanted = BROWSERS.find((kind) => kind === values.browser);
if (values.browser !== undefined && !wanted)
  fail('start', `--browser is ${BROWSERS.join(', ')}, not ${values.browser}`, EXIT.usage);
const withWindow = hasDisplay(thisMachine);

tidyOnSignals();
const code = await (values.real ? runReal() : runSample()).catch((error: unknown) => {
  if (!isStopping()) process.stderr.write(`start: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
if (!isStopping()) {
  await tidyUp();
  process.exit(code);
}

/** The browser to use; on a bare Debian machine it is installed first. Throws an Error that says what to install. */
async function chooseBrowser(): Promise<FoundBrowser> {
  const choose = () => findBrowsers().find(({ kind }) => !wanted || kind === wanted);
  const found = choose();
  if (found) return found;
  const installable = !wanted || wanted === 'chromium' || wanted === 'firefox';
  if (installable && canInstall()) {
    say('No browser was found. Installing chromium and firefox-esr (apt-get; about a minute) …');
    await installBrowsers();
    const now = choose();
    if (now) return now;
  }
  const what = wanted ? `${wanted} was not found` : 'no Chromium, Chrome, Edge or Firefox was found';
  throw new Error(
    `${what}. Install one and run this again:\n  Debian, Ubuntu: sudo apt-get install chromium (or firefox-esr)\n  macOS, Windows: https://www.google.com/chrome/, https://www.microsoft.com/edge or https://www.mozilla.org/firefox/`,
  );
}

/** Builds what the browser needs; says how long it took. */
async function buildFor(browser: FoundBrowser): Promise<string> {
  const target = browser.kind === 'firefox' ? 'firefox' : 'chrome';
  say(`Browser: ${browser.kind}, ${browser.path}${withWindow ? '' : ' (no display, so without a window)'}`);
  const began = Date.now();
  const folder = await build(target);
  say(`Built ${short(folder)} in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  return folder;
}

async function runReal(): Promise<number> {
  if (!withWindow) throw new Error('--real needs a display: there is nobody to read the pages with.');
  const browser = await chooseBrowser();
  const extension = await buildFor(browser);
  const profile = join(OUT, `profile-${browser.kind}`);
  await mkdir(profile, { recursive: true });
  const session = await startSession({ browser, extension, headless: false, server: null, profile });
  await session.open('settings.html', null, null);
  say(`The browser is open on the settings page, with the build as it is shipped: switch a platform on there, then go to it.`);
  say(`Its profile stays in ${short(profile)} for the next time; delete that folder to forget everything.`);
  say('Close the browser or press Ctrl-C to end.');
  await session.closed;
  return 0;
}

async function runSample(): Promise<number> {
  const browser = await chooseBrowser();
  const shipped = await buildFor(browser);
  await mkdir(OUT, { recursive: true });
  for (const file of await readdir(OUT)) if (file.endsWith('.png')) await rm(join(OUT, file));
  const extension = join(OUT, `extension-${browser.kind}`);
  await copyGranted(shipped, extension);
  say(`No program can click a browser's permission prompt, so this run uses a copy of that build, ${short(extension)}:`);
  say('its manifest differs in one thing, the optional hosts are granted from the start.');

  const sample = samplePosts(Date.now());
  const feeds = sampleFeeds(sample);
  const server = await startFeedServer(feeds);
  const ads = sample.filter(({ expect }) => expect === 'flag').length;
  say(
    `Sample feed: ${sample.length} invented posts, ${ads} possible advertisements and ${sample.length - ads} that are none, on`,
  );
  say(`${feeds.map(({ platform }) => renderers[platform].host).join(', ')}: all of these lead to this machine only.`);

  const session = await startSession({ browser, extension, headless: !withWindow, server, profile: null });
  for (const { platform } of feeds)
    await session.visit(server.address(platform), withWindow ? null : join(OUT, `feed-${platform}.png`));
  const stored = await waitForScores(session, sample);
  if (withWindow) await session.open('popup.html', null, null);
  else {
    await session.open('popup.html', POPUP, join(OUT, 'popup.png'));
    await session.open('settings.html', PAGE, join(OUT, 'settings.png'));
  }
  const wrong = report(sample, stored);
  if (withWindow) {
    say('Look at: the tabs of the feed, and the last tab, which is what the popup of the toolbar button shows: decide there.');
    say('Close the browser or press Ctrl-C to end.');
    await session.closed;
  } else say(`Screenshots of the feed, the popup and the settings are in ${short(OUT)}.`);
  return wrong ? 1 : 0;
}

/** Asks until every sample post is scored, or until PATIENCE is over. */
async function waitForScores(session: Session, sample: readonly SamplePost[]): Promise<Stored | null> {
  const began = Date.now();
  for (;;) {
    const stored = await session.stored();
    const done = scoredCount(sample, stored);
    const late = Date.now() - began > PATIENCE;
    if (done === sample.length || late) {
      say(`${done} of ${sample.length} posts were scored${stored?.classifier ? ` by ${stored.classifier.version}` : ''}.\n`);
      return stored;
    }
    await pause(250);
  }
}

/** Prints the queue and what is wrong with it; returns how many things are. */
function report(sample: readonly SamplePost[], stored: Stored | null): number {
  const flags = stored?.flags ?? [];
  say(flags.length ? queueTable(flags, process.stdout.columns ?? 160) : 'The queue is empty.');
  say();
  const wrong = problems(sample, stored);
  for (const problem of wrong) process.stderr.write(`start: ${problem}\n`);
  if (!wrong.length) say(`Every expected flag arrived (${flags.length}), and no other post was flagged.`);
  return wrong.length;
}
