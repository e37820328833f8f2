/** What the Chromium tests share: what runs in a page, and whatever goes wrong unheard. */
import type { Browser, CDPSession, Page, Target } from 'puppeteer-core';
import { pause } from '../../../scripts/lib/tidy';

/** The extension's own worlds in a page: none where it never was; true where its script watches (a reloaded page may keep an empty world). */
export async function ownWorlds(page: Page, extensionId: string): Promise<boolean[]> {
  const session = await page.createCDPSession();
  const ids: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extensionId}`) ids.push(context.id);
  });
  await session.send('Runtime.enable');
  const worlds: boolean[] = [];
  for (const contextId of ids) {
    const { result } = await session.send('Runtime.evaluate', {
      contextId,
      expression: 'Boolean(globalThis["breakwater-running"])',
    });
    worlds.push(result.value === true);
  }
  await session.detach();
  return worlds;
}

/** Ends the background's service worker as Chromium does when it has been idle or misbehaved. False when none was running. */
export async function killBackground(browser: Browser): Promise<boolean> {
  const target = browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith('chrome-extension:'));
  const worker = await Promise.race([target?.worker().catch(() => null), pause(1000)]);
  if (!worker) return false;
  return Promise.race([
    worker.close().then(
      () => true,
      () => false,
    ),
    pause(2000).then(() => false),
  ]);
}

const WATCHED: ReadonlySet<string> = new Set(['service_worker', 'page', 'background_page']);

/** Collects errors that nobody caught and errors on consoles: of the extension's pages, its background, its offscreen document, and its script in web pages. */
export async function watchErrors(browser: Browser): Promise<string[]> {
  const errors: string[] = [];
  const attach = async (target: Target): Promise<void> => {
    const own = target.url().startsWith('chrome-extension:');
    // A session on a worker would hold it at its first line; what goes wrong in it is heard in its owner.
    if (!WATCHED.has(target.type())) return;
    const session = await target.createCDPSession();
    hear(session, errors, own);
    await session.send('Runtime.enable');
    if (own) await session.send('Log.enable').catch(() => undefined);
  };
  const quietly = (target: Target) => void attach(target).catch(() => undefined);
  browser.on('targetcreated', quietly);
  await Promise.all(browser.targets().map((target) => attach(target).catch(() => undefined)));
  return errors;
}

function hear(session: CDPSession, errors: string[], own: boolean): void {
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: found }) => {
    const text = `${found.exception?.description ?? found.text} ${found.url ?? ''} ${JSON.stringify(found.stackTrace?.callFrames[0] ?? '')}`;
    if (own || text.includes('chrome-extension:')) errors.push(text);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const text = args.map((arg) => String(arg.value ?? arg.description)).join(' ');
    if (type === 'error' && (own || stackTrace?.callFrames[0]?.url.startsWith('chrome-extension:'))) errors.push(text);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    if (entry.level === 'error') errors.push(`${entry.text} ${entry.url ?? ''}`);
  });
}
