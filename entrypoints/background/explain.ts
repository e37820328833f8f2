/** Leads the popup's explanations to the classifier worker: a Port a flag, and what closes at one end closes at the other. */
import { browser } from 'wxt/browser';
import { answerExplain, EXPLAIN, joinLines, type Line } from '@/utils/explain-port';
import type { Store } from '@/utils/store/db';
import { note } from '@/utils/store/keep';
import { askOffscreen, ownClient } from './classify';

/** Lines that the offscreen document is asked to open, by the name that they will have. */
const awaited = new Map<string, (line: Line) => void>();

export function followExplanations(store: Store): void {
  browser.runtime.onConnect.addListener((port) => {
    const { name, sender } = port;
    const page = sender?.id === browser.runtime.id ? sender.url : undefined;
    const take = awaited.get(name);
    if (take && page === browser.runtime.getURL('/offscreen.html')) return take(port);
    if (name === EXPLAIN && page?.startsWith(browser.runtime.getURL('/'))) return serve(port);
    port.disconnect();
    void note(store, { at: Date.now(), what: 'refused', detail: 'unknown connection' });
  });
}

function serve(port: Line): void {
  if (ownClient) return answerExplain(port, ownClient.explain);
  const name = `${EXPLAIN} ${crypto.randomUUID()}`;
  let open = true;
  let question: unknown;
  awaited.set(name, (line) => {
    awaited.delete(name);
    if (!open) return line.disconnect();
    joinLines(port, line);
    line.postMessage(question);
  });
  port.onDisconnect.addListener(() => {
    open = false;
    awaited.delete(name);
  });
  port.onMessage.addListener((message) => {
    if (question !== undefined) return;
    question = message;
    askOffscreen({ explain: name }).catch((error: unknown) => {
      if (open) port.postMessage({ error: String(error) });
    });
  });
}
