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

/** Firefox's background page owns the worker; null in Chrome. */
export const ownClient = import.meta.env.FIREFOX ? createClassifierClient(() => ownWorker('/classifier-worker.js')) : null;

/** Chrome: a message to the document that owns the worker, which is made when it is not there. */
export async function askOffscreen(message: { texts: string[] } | { explain: string }): Promise<unknown> {
  await ensureOffscreen();
  return browser.runtime.sendMessage({ to: 'offscreen', ...message });
}

async function classifyOffscreen(texts: string[]): Promise<WorkerReply> {
  const reply = await askOffscreen({ texts });
  if (typeof reply !== 'object' || reply === null || !('results' in reply)) throw new Error('The classifier did not answer.');
  return reply as WorkerReply;
}

/** Scores texts and keeps the classifier's state in `meta`, for the popup's banner. */
export function createClassify(store: Store): Classify {
  return async (texts) => {
    const { results, status } = await (ownClient ? ownClient.classify(texts) : classifyOffscreen(texts));
    const known = await store.meta.get('classifier');
    if (JSON.stringify(known?.value) !== JSON.stringify(status)) await store.meta.put({ name: 'classifier', value: status });
    return results;
  };
}
