/** Where the classifier worker lives: Chrome's service worker may not own one, so an offscreen document does; Firefox's background page owns it itself. */
import { browser } from 'wxt/browser';
import type { Classify } from '@/utils/pump';
import { ownWorker } from '@/utils/own-worker';
import { createClassifierClient, type WorkerReply } from '@/utils/scoring/worker-client';
import type { Store } from '@/utils/store/db';

/** Chrome's offscreen API, which the polyfill does not carry. */
interface Offscreen {
  hasDocument: () => Promise<boolean>;
  createDocument: (options: { url: string; reasons: string[]; justification: string }) => Promise<void>;
}

let creating: Promise<void> | null = null;

/** One offscreen document per extension: creation is single-flight (reliability F24). */
function ensureOffscreen(): Promise<void> {
  const { offscreen } = (globalThis as unknown as { chrome: { offscreen: Offscreen } }).chrome;
  creating ??= (async () => {
    if (await offscreen.hasDocument()) return;
    await offscreen.createDocument({
      url: '/offscreen.html',
      reasons: ['WORKERS'],
      justification: 'Runs the bundled classifier in a worker.',
    });
  })().finally(() => {
    creating = null;
  });
  return creating;
}

async function askOffscreen(texts: string[]): Promise<WorkerReply> {
  await ensureOffscreen();
  const reply: unknown = await browser.runtime.sendMessage({ to: 'offscreen', texts });
  if (typeof reply !== 'object' || reply === null || !('results' in reply)) throw new Error('The classifier did not answer.');
  return reply as WorkerReply;
}

/** Scores texts and keeps the classifier's state in `meta`, for the popup's banner. */
export function createClassify(store: Store): Classify {
  const own = import.meta.env.FIREFOX ? createClassifierClient(() => ownWorker('/classifier-worker.js')) : null;
  return async (texts) => {
    const { results, status } = await (own ? own.classify(texts) : askOffscreen(texts));
    const known = await store.meta.get('classifier');
    if (JSON.stringify(known?.value) !== JSON.stringify(status)) await store.meta.put({ name: 'classifier', value: status });
    return results;
  };
}
