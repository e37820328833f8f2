/** Owns the classifier worker for Chrome's service worker, and does nothing else. */
import { browser } from 'wxt/browser';
import { answerExplain } from '@/utils/explain-port';
import { ownWorker } from '@/utils/own-worker';
import { createClassifierClient } from '@/utils/scoring/worker-client';

const client = createClassifierClient(() => ownWorker('/classifier-worker.js'));

browser.runtime.onMessage.addListener((message: unknown, sender) => {
  if (sender.id !== browser.runtime.id || sender.tab) return undefined;
  if (typeof message !== 'object' || message === null || !('to' in message) || message.to !== 'offscreen') return undefined;
  // The line is opened from here: a document that hears connections would be an end of every other line too, and keep it open.
  if ('explain' in message) {
    answerExplain(browser.runtime.connect({ name: String(message.explain) }), client.explain);
    return Promise.resolve(true);
  }
  if (!('texts' in message) || !Array.isArray(message.texts)) return undefined;
  return client.classify(message.texts.map(String));
});
