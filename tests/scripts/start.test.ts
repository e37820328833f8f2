/** The parts of `npm start` that need no browser. What it does in one is shown by running it: .ci/run does. */
import { describe, expect, it } from 'vitest';
import { lastWords, withHostsGranted } from '../../scripts/lib/build';
import { samplePosts, type SamplePost } from '../../scripts/lib/feed/sample';
import { findBrowsers, hasDisplay, type Machine } from '../../scripts/lib/find-browsers';
import { missingPackages, nodeProblem } from '../../scripts/lib/install.mjs';
import { problems, queueTable, scoredCount, type Stored } from '../../scripts/lib/queue';
import { postKey, type Flag } from '@/utils/types';
import { run } from './run';

describe('before anything is installed', () => {
  it.each(['v18.20.0', 'v20.11.1', 'v6.0.0'])('refuses Node %s and names the version that is needed', (version) => {
    expect(nodeProblem(version)).toContain('Node 20.12 or newer');
  });
  it.each(['v20.12.0', 'v20.20.2', 'v22.0.0', 'v26.1.0'])('takes Node %s', (version) => {
    expect(nodeProblem(version)).toBe('');
  });

  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/wool': { version: '1.0.0' },
      'node_modules/felt': { version: '2.0.0' },
      'node_modules/mac-only': { version: '1.0.0', optional: true },
      'node_modules/arm-only': { version: '1.0.0', cpu: ['arm64'] },
    },
  };
  it('misses what is not there or there in another version', () => {
    expect(missingPackages(lock, null)).toEqual(['node_modules/wool', 'node_modules/felt']);
    expect(
      missingPackages(lock, {
        packages: { 'node_modules/wool': { version: '0.9.0' }, 'node_modules/felt': { version: '2.0.0' } },
      }),
    ).toEqual(['node_modules/wool']);
  });
  it('misses nothing when all is there, without what is for other machines', () => {
    const { 'node_modules/wool': wool, 'node_modules/felt': felt } = lock.packages;
    expect(missingPackages(lock, { packages: { 'node_modules/wool': wool, 'node_modules/felt': felt } })).toEqual([]);
  });
});

describe('browsers', () => {
  const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...programs: string[]): Machine => ({
    platform,
    env,
    isProgram: (path) => programs.includes(path),
  });

  it('are found on PATH and in the usual folders of Linux, best first', () => {
    const found = findBrowsers(
      machine('linux', { PATH: '/opt/bin:/usr/bin' }, '/usr/bin/firefox-esr', '/opt/bin/google-chrome', '/usr/bin/chromium'),
    );
    expect(found).toEqual([
      { kind: 'chromium', path: '/usr/bin/chromium', branded: false },
      { kind: 'chrome', path: '/opt/bin/google-chrome', branded: true },
      { kind: 'firefox', path: '/usr/bin/firefox-esr', branded: false },
    ]);
  });
  it('are found in the applications of macOS, the own ones too', () => {
    const edge = '/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    expect(findBrowsers(machine('darwin', { HOME: '/Users/ada', PATH: '/usr/bin' }, edge))).toEqual([
      { kind: 'edge', path: edge, branded: true },
    ]);
  });
  it('are found below Program Files and AppData of Windows', () => {
    const chrome = 'C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
    const firefox = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const env = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
    expect(findBrowsers(machine('win32', env, chrome, firefox)).map(({ path }) => path)).toEqual([chrome, firefox]);
  });
  it('are none where none is', () => {
    expect(findBrowsers(machine('linux', {}))).toEqual([]);
  });
  it('have a display on Linux only where one is named', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
  });
});

describe('the copy of the build', () => {
  it('differs from the build in its hosts only (Manifest V3)', () => {
    const manifest = { name: 'B', permissions: ['storage'], optional_host_permissions: ['*://t.me/*'] };
    expect(withHostsGranted(manifest)).toEqual({ name: 'B', permissions: ['storage'], host_permissions: ['*://t.me/*'] });
  });
  it('keeps what is optional and no host (Manifest V2)', () => {
    const manifest = { name: 'B', permissions: ['storage'], optional_permissions: ['*://t.me/*', 'downloads'] };
    expect(withHostsGranted(manifest)).toEqual({
      name: 'B',
      permissions: ['storage', '*://t.me/*'],
      optional_permissions: ['downloads'],
    });
  });
});

describe('a build that fails', () => {
  it('says what the builder said, not where in its code it said it', () => {
    const output = 'Building\n\u001b[31mx.ts is missing\u001b[0m\n      at build (/a/node_modules/b.js:1:2)\n';
    expect(lastWords(output)).toBe('Building\nx.ts is missing');
  });
});

const sample = samplePosts(Date.UTC(2026, 0, 5));
const flagOf = (post: SamplePost, score = 0.99): Flag => ({
  key: postKey(post),
  post: { ...post, url: '', kind: 'post', surface: 'feed', seenAt: 0, ad: 'no', truncated: false, translated: false },
  assessment: {
    score,
    services: ['sea'],
    kind: 'advertisement',
    benign: { kind: 'news', score: 0.1 },
    lang: post.lang ?? null,
    spans: [{ start: 0, end: 3, signal: 'price', weight: 0.5 }],
    model: 'gate-0',
    decision: 'flag',
    threshold: 0.8,
    at: 0,
  },
  status: 'waiting',
  label: null,
  reason: null,
  rev: 0,
  seen: 1,
  flaggedAt: 0,
});
const asExpected = (): Stored => ({
  flags: sample.filter(({ expect: what }) => what === 'flag').map((post) => flagOf(post)),
  ledger: sample.map((post) => ({ key: postKey(post), state: 'scored' as const })),
  classifier: { mode: 'model', version: 'gate-0', reason: '' },
});

describe('what came of the sample feed', () => {
  it('is right when exactly the expected flags are there', () => {
    expect(problems(sample, asExpected())).toEqual([]);
    expect(scoredCount(sample, asExpected())).toBe(sample.length);
  });
  it('is wrong when a flag is missing, one too many, a post unread, or the model did not decide', () => {
    const stored = asExpected();
    const benign = sample.find(({ expect: what }) => what === 'pass') as SamplePost;
    const wrong: Stored = {
      flags: [...stored.flags.slice(1), flagOf(benign, 0.91)],
      ledger: stored.ledger.slice(0, -1),
      classifier: { mode: 'rules', version: 'rules', reason: 'gate.onnx is missing' },
    };
    const found = problems(sample, wrong).join('\n');
    expect(found).toContain('the model did not decide: gate.onnx is missing');
    expect(found).toContain(`expected flag did not arrive: ${stored.flags[0]?.post.platform}`);
    expect(found).toContain(`flagged, and it is no advertisement: ${benign.platform}, ${benign.author}`);
    expect(found).toContain('0.910');
    expect(found).toContain(`not read: ${sample.at(-1)?.platform}`);
  });
  it('is wrong when there is nothing', () => {
    expect(problems(sample, null)).toHaveLength(1);
    expect(scoredCount(sample, null)).toBe(0);
  });
});

describe('the table', () => {
  it('shows the highest score first, with reasons, on lines that fit', () => {
    const [first, second] = sample as [SamplePost, SamplePost];
    const table = queueTable(
      [flagOf({ ...first, text: 'low '.repeat(60) }, 0.85), flagOf({ ...second, text: 'top\nline' }, 0.999)],
      100,
    );
    const lines = table.split('\n');
    expect(lines[0]).toMatch(/^score +platform +kind +services +language +reasons +first words$/);
    expect(lines[2]).toMatch(/^0\.999 .*advertisement +sea .*price +top line$/);
    expect(lines[3]).toMatch(/^0\.850 .*…$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('npm start', () => {
  it('refuses what it does not know, in words', () => {
    const unknown = run('start', ['--fast']);
    expect(unknown).toMatchObject({ code: 64, out: '' });
    expect(unknown.err).toContain("start: Unknown option '--fast'");
    expect(run('start', ['--browser', 'lynx'])).toMatchObject({
      code: 64,
      err: 'start: --browser is chromium, chrome, edge, firefox, not lynx\n',
    });
    expect(run('start', ['feed']).err).toContain('start: unexpected argument feed');
  });
  it('explains itself', () => {
    const { code, out, err } = run('start', ['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('--real');
  });
});
