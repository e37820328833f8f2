import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause } from '../../../scripts/lib/tidy';
import { MODEL_FILES } from '@/utils/scoring/model-files';
import { CHROME_BUILD } from '../lib';
import { ALL_HOSTS, drawn, marked, pageOf } from '../pages';
import { ownWorlds } from './lib';

/** The same page where the extension runs and where it may not. */
const html = pageOf('telegram', drawn('telegram', marked('telegram', 'on the page', 1)));
const ON = 'https://t.me/s/unseen_board_00';
const OFF = 'https://unrelated.example/';
let server: FeedServer;
let chromium: Chromium;

describe('what a page can know of us', () => {
  beforeAll(async () => {
    server = await startFeedServer([], { pages: { 't.me/s/unseen_board_00': html, 'unrelated.example/': html } });
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grants: ALL_HOSTS });
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it('is nothing: no change, no name, no message, no event, no file', async () => {
    const seen: Record<string, unknown> = {};
    for (const address of [OFF, ON]) {
      const page = await chromium.browser.newPage();
      await page.setBypassCSP(true);
      await page.evaluateOnNewDocument((id) => {
        const heard: string[] = [];
        (window as unknown as { heard: string[] }).heard = heard;
        const names = [
          'message',
          ...['content', 'platforms'].flatMap((name) =>
            ['content-script-started', 'locationchange'].map((event) => `${id}:${name}:wxt:${event}`),
          ),
        ];
        for (const name of names) for (const target of [window, document]) target.addEventListener(name, () => heard.push(name));
      }, chromium.extensionId);
      await page.goto(address, { waitUntil: 'load' });
      await pause(600);
      await page.evaluate('history.pushState({}, "", location.pathname + "?moved=1"), scrollBy(0, 300)');
      await pause(400);
      const files = [
        'manifest.json',
        'platforms.js',
        'content-scripts/platforms.js',
        'popup.html',
        'settings.html',
        ...MODEL_FILES.map((name) => `models/${name}`),
        'classifier-worker.js',
        'ort/ort-wasm-simd-threaded.mjs',
        'icon/128.png',
      ];
      seen[address] = await page.evaluate(
        async (id, names) => {
          const loads = (url: string) =>
            fetch(url).then(
              () => true,
              () => false,
            );
          const draws = (url: string) =>
            new Promise((done) => Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: url }));
          const runs = (url: string) =>
            new Promise((done) =>
              document.head.append(
                Object.assign(document.createElement('script'), {
                  onload: () => done(true),
                  onerror: () => done(false),
                  src: url,
                }),
              ),
            );
          const markup = document.documentElement.outerHTML;
          const found: unknown[] = [];
          for (const name of names)
            for (const way of [loads, draws, runs]) found.push(await way(`chrome-extension://${id}/${name}`));
          return {
            markup,
            names: Object.getOwnPropertyNames(window).sort(),
            heard: (window as unknown as { heard: string[] }).heard,
            found: found.some(Boolean),
            control: await loads(location.href),
          };
        },
        chromium.extensionId,
        files,
      );
      if (address === ON) expect(await ownWorlds(page, chromium.extensionId)).toEqual([true]);
      await page.close();
    }
    expect(seen[ON]).toMatchObject({ heard: [], found: false, control: true });
    expect(seen[ON]).toEqual(seen[OFF]);
  });
});
