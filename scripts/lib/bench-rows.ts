/** The bench's invented posts, and rows of the extension's database as a page of the extension sees and fills them. */
import type { Page } from 'puppeteer-core';
import type { FeedPost } from './feed/post';

export const talk = (n: number): string =>
  `The ferry was late again but the sunset over the harbour was worth it, and the bread was still warm at the bakery (${n}).`;
/** A text that the model is sure of; the end-to-end tests use it too. */
export const OFFER =
  'Crossing to Italy by boat every week, no passport, 2500 per head, pay when you arrive, 100% guaranteed. Inbox me or WhatsApp +00 000 000';
export const offer = (n: number): string => `${OFFER} (${n})`;
export const feed = (n: number, text: (n: number) => string): FeedPost[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `harbour_board_00/${i + 1}`,
    author: 'harbour_board_00',
    text: text(i),
    at: Date.UTC(2026, 0, 5) + i * 60_000,
    lang: 'en',
  }));

/** Rows of a table. */
export const countRows = (page: Page, table: string): Promise<number> =>
  page.evaluate(`(async () => {
    const open = indexedDB.open('breakwater');
    await new Promise((done) => { open.onsuccess = done; });
    const count = open.result.transaction('${table}').objectStore('${table}').count();
    await new Promise((done) => { count.onsuccess = done; });
    open.result.close();
    return count.result;
  })()`) as Promise<number>;

/** Fills the queue with invented flags, in the rows' real shape. */
export const fill = (page: Page, from: number, to: number): Promise<unknown> =>
  page.evaluate(`(async () => {
    const open = indexedDB.open('breakwater');
    await new Promise((done) => { open.onsuccess = done; });
    const db = open.result;
    for (let from = ${from}; from < ${to}; from += 2000) {
      const transaction = db.transaction(['flags', 'counters'], 'readwrite');
      for (let i = from; i < Math.min(from + 2000, ${to}); i += 1) {
        const score = 0.6 + ((i * 7919) % 400) / 1000;
        transaction.objectStore('flags').put({
          key: 'telegram\\nc/' + i, status: 'waiting', label: null, reason: null, rev: 0, seen: 1, flaggedAt: i,
          post: { platform: 'telegram', id: 'c/' + i, url: 'https://t.me/c/' + i, kind: 'post', surface: 'channel', text: ${JSON.stringify(offer(0))} + i, author: 'board_00', seenAt: i, ad: 'no', truncated: false, translated: false },
          assessment: { score, services: ['sea'], kind: 'advertisement', benign: { kind: 'lawful-service', score: 0.05 }, lang: 'en', spans: [{ start: 0, end: 13, signal: 'offer', weight: 0.5 }], model: 'bench', decision: 'flag', threshold: 0.5, at: i },
        });
      }
      transaction.objectStore('counters').put({ name: 'waiting', value: Math.min(from + 2000, ${to}) });
      await new Promise((done, failed) => { transaction.oncomplete = done; transaction.onerror = () => failed(transaction.error); });
    }
    db.close();
  })()`);
