/** Fills the extension's own database through a page of the extension: for pictures, end-to-end tests and the bench. All posts are invented. */
import type { Page } from 'puppeteer-core';
import type { LedgerRow, LogRow, MetaRow, SampleRow } from '@/utils/store/db';
import type { Assessment, Flag, Kind, Label, Post, Reason, Service, SignalId, Span, Verdict } from '@/utils/types';

/** Rows by table; the tables that are named are emptied first. */
export interface Rows {
  posts?: LedgerRow[];
  flags?: Flag[];
  verdicts?: Verdict[];
  samples?: SampleRow[];
  counters?: { name: string; value: number }[];
  meta?: MetaRow[];
  log?: LogRow[];
}

const OPEN = `
  const open = indexedDB.open('breakwater');
  const db = await new Promise((done, failed) => { open.onsuccess = () => done(open.result); open.onerror = () => failed(open.error); });
`;

/** Body of an async function for a page of the extension: writes rows past the library, so that nothing of ours is trusted here. */
export const seedScript = (rows: Rows): string => `
    ${OPEN}
    const rows = ${JSON.stringify(rows)};
    const names = Object.keys(rows);
    const transaction = db.transaction(names, 'readwrite');
    for (const name of names) {
      const table = transaction.objectStore(name);
      table.clear();
      for (const row of rows[name]) table.put(row);
    }
    await new Promise((done, failed) => { transaction.oncomplete = done; transaction.onabort = () => failed(transaction.error); });
    db.close();
`;

/** The page must have opened the store before; reload it afterwards. */
export async function seed(page: Page, rows: Rows): Promise<void> {
  await page.evaluate(`(async () => { ${seedScript(rows)} })()`);
}

/** Adds `n` copies of a waiting flag with scores spread over 0.5..1, made in the page: 100,000 of them need not travel. */
export async function seedMany(page: Page, n: number, like: Flag): Promise<void> {
  await page.evaluate(`(async () => {
    ${OPEN}
    const like = ${JSON.stringify(like)};
    for (let from = 0; from < ${n}; from += 2000) {
      const transaction = db.transaction(['flags', 'counters'], 'readwrite');
      const table = transaction.objectStore('flags');
      for (let i = from; i < Math.min(${n}, from + 2000); i += 1) {
        const id = 'many-' + i;
        table.put({ ...like, key: like.post.platform + '\\n' + id, post: { ...like.post, id },
          assessment: { ...like.assessment, score: 0.5 + ((i * 7919) % 10000) / 20000 } });
      }
      transaction.objectStore('counters').put({ name: 'waiting', value: Math.min(${n}, from + 2000) });
      await new Promise((done, failed) => { transaction.oncomplete = done; transaction.onabort = () => failed(transaction.error); });
    }
    db.close();
  })()`);
}

/** Waits until the store of the extension exists: any page of ours opens it. */
export const storeExists = (page: Page) =>
  page.waitForFunction(
    `indexedDB.databases().then((all) => all.some(({ name, version }) => name === 'breakwater' && version >= 1))`,
  );

interface Wanted {
  id: string;
  /** Phrases between [brackets|signal] become spans. */
  marked: string;
  platform?: string;
  score?: number;
  lang?: string;
  services?: Service[];
  benign?: { kind: Exclude<Kind, 'advertisement'>; score: number };
  author?: string;
  hoursAgo?: number;
  seen?: number;
  post?: Partial<Post>;
  assessment?: Partial<Assessment>;
}

/** `a [b|price] c` → text and spans; offsets count in the title and the text together, as everywhere. */
export function withSpans(marked: string, offset = 0): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let done = 0;
  for (const match of marked.matchAll(/\[([^|\]]+)\|([a-z-]+)\]/g)) {
    text += marked.slice(done, match.index);
    const start = offset + text.length;
    text += match[1];
    spans.push({ start, end: offset + text.length, signal: match[2] as SignalId, weight: 0.8 });
    done = match.index + match[0].length;
  }
  return { text: text + marked.slice(done), spans };
}

/** One waiting flag. `now`: ms since 1970. */
export function flagOf(wanted: Wanted, now: number): Flag {
  const { id, marked, platform = 'telegram', hoursAgo = 3 } = wanted;
  const title = wanted.post?.title;
  const { text, spans } = withSpans(marked, title ? title.length + 1 : 0);
  const at = now - hoursAgo * 3_600_000;
  const post: Post = {
    platform,
    id,
    url: `https://example.org/${platform}/${id}`,
    kind: 'post',
    surface: 'channel',
    text,
    author: wanted.author ?? 'harbour_board_00',
    postedAt: new Date(at).toISOString(),
    seenAt: at + 60_000,
    ad: 'no',
    truncated: false,
    translated: false,
    ...wanted.post,
  };
  const assessment: Assessment = {
    score: wanted.score ?? 0.91,
    services: wanted.services ?? ['sea'],
    kind: 'advertisement',
    benign: wanted.benign ?? { kind: 'lawful-service', score: 0.05 },
    lang: wanted.lang ?? 'en',
    spans,
    model: 'gate-1',
    decision: 'flag',
    threshold: 0.62,
    at: at + 61_000,
    ...wanted.assessment,
  };
  return {
    key: `${platform}\n${id}`,
    post,
    assessment,
    status: 'waiting',
    label: null,
    reason: null,
    rev: 0,
    seen: wanted.seen ?? 1,
    flaggedAt: at + 61_000,
  };
}

/** Decided flags and their verdicts, oldest first. The chain's hashes are not real: for looks, not for its check. */
export function decidedOf(decisions: readonly [Label, Reason][], now: number): { flags: Flag[]; verdicts: Verdict[] } {
  const flags: Flag[] = [];
  const verdicts: Verdict[] = [];
  decisions.forEach(([label, reason], i) => {
    const flag = flagOf(
      { id: `decided-${i}`, marked: `An invented post that was decided, number ${i}: [cheap tickets|offer].`, score: 0.7 },
      now,
    );
    const decidedAt = now - (decisions.length - i) * 240_000;
    flags.push({ ...flag, status: 'decided', label, reason, rev: 1 });
    verdicts.push({
      seq: i + 1,
      flag: flag.key,
      label,
      reason,
      by: '00000000',
      openedAt: decidedAt - 8_000,
      decidedAt,
      prevHash: '0'.repeat(64),
      hash: i.toString(16).padStart(64, '0'),
    });
  });
  return { flags, verdicts };
}

/** Counter rows that go with flags: how many wait, and what was seen today (UTC) and on the platform read last. */
export function countersOf(
  waiting: number,
  now: number,
  health: { platform: string; seen: number; read: number; unreadable: number; flagged: number },
  readToday = health.read,
): Rows {
  const day = new Date(now).toISOString().slice(0, 10);
  const { platform, ...counted } = health;
  return {
    counters: [
      { name: 'waiting', value: waiting },
      { name: `read:${day}`, value: readToday },
      ...Object.entries(counted).map(([name, value]) => ({ name: `${name}:${platform}:${day}`, value })),
    ],
    meta: [
      { name: 'epoch', value: 1 },
      { name: 'reading', value: { platform, at: now } },
      { name: 'classifier', value: { mode: 'model', version: 'gate-1', reason: '' } },
    ],
  };
}
