/** What the end-to-end tests share: invented posts, what the shipped model says of them, and the extension's database as it really is. */
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { OFFER } from '../../scripts/lib/bench-rows';
import { renderers, type FeedPlatform } from '../../scripts/lib/feed/index';
import type { FeedPost } from '../../scripts/lib/feed/post';
import { manifest, shippedModel } from '../../scripts/lib/model';
import { assess } from '@/utils/scoring/assess';

export const CHROME_BUILD = resolve('.output/chrome-mv3');
export const FIREFOX_BUILD = resolve('.output/firefox-mv2');

const TALK = [
  'The bakery on the corner opens at seven and the bread is still warm.',
  'Does anyone know a lawyer who can help my cousin with her asylum interview?',
  'Match starts at eight, bring your scarf and your voice.',
  'The ferry was late again but the sunset over the harbour was worth it.',
  'Our choir is looking for two more altos for the winter concert.',
];

/** `n` posts of a platform, every `every`th of them an offer; each text is different. */
export function feedPosts(platform: FeedPlatform, n: number, every = 10, author = 'harbour_board_00'): FeedPost[] {
  const renderer = renderers[platform];
  return Array.from({ length: n }, (_, i) => {
    const at = Date.UTC(2026, 0, 5) + i * 60_000;
    const text = i % every === 0 ? `${OFFER} (${i})` : `${TALK[i % TALK.length]} (${i})`;
    return {
      id: renderer.id(i + 1, author, at),
      author,
      text,
      at,
      lang: 'en',
      ...(platform === 'reddit' ? { title: `Title ${i}` } : {}),
    };
  });
}

/** Ids of the posts that the shipped model flags at its balanced threshold. */
export async function expectedFlags(posts: readonly FeedPost[]): Promise<string[]> {
  const model = await shippedModel();
  const flagged: string[] = [];
  for (const post of posts) {
    const { score, assist } = await assess(post.title ? `${post.title}\n${post.text}` : post.text, model);
    if (score >= manifest.thresholds.balanced && !assist) flagged.push(post.id);
  }
  return flagged;
}

/** JavaScript that reads whole tables of the extension's database; runs in a page of the extension, in either browser. */
export const READ_TABLES = `
  const open = indexedDB.open('breakwater');
  const db = await new Promise((done, failed) => { open.onsuccess = () => done(open.result); open.onerror = () => failed(open.error); });
  const names = [...db.objectStoreNames];
  if (!names.length) { db.close(); indexedDB.deleteDatabase('breakwater'); return {}; }
  const tables = {};
  const transaction = db.transaction(names);
  for (const name of names) {
    const all = transaction.objectStore(name).getAll();
    await new Promise((done, failed) => { all.onsuccess = done; all.onerror = () => failed(all.error); });
    tables[name] = all.result;
  }
  db.close();
  return JSON.parse(JSON.stringify(tables));
`;

type Row = Record<string, unknown>;
export interface Tables {
  posts: (Row & { key: string; state: string; post?: { text: string } })[];
  flags: (Row & {
    key: string;
    status: string;
    label: string | null;
    post: { id: string; text: string; platform: string };
    assessment: { score: number; model: string };
  })[];
  verdicts: (Row & { seq: number; flag: string; label: string; hash: string; prevHash: string })[];
  samples: Row[];
  revisions: Row[];
  counters: { name: string; value: number }[];
  log: Row[];
  meta: { name: string; value: unknown }[];
}
const EMPTY: Tables = { posts: [], flags: [], verdicts: [], samples: [], revisions: [], counters: [], log: [], meta: [] };

/** The whole database, through a page of the extension. */
export async function tables(page: Page): Promise<Tables> {
  const found = (await page.evaluate(`(async () => { ${READ_TABLES} })()`)) as Partial<Tables>;
  return { ...EMPTY, ...found };
}

export const counter = ({ counters }: Tables, name: string): number => counters.find((row) => row.name === name)?.value ?? 0;

/** Scrolls from the top to the end of the page in steps, as a reader would. Call it again where something may have been passed too soon. */
export async function scrollThrough(page: Page, steps = 40, wait = 60): Promise<void> {
  await page.evaluate('window.scrollTo(0, 0)');
  await new Promise((next) => setTimeout(next, wait));
  for (let i = 0; i < steps; i += 1) {
    const done = (await page.evaluate(
      'window.scrollBy(0, 700), innerHeight + scrollY >= document.documentElement.scrollHeight - 4',
    )) as boolean;
    await new Promise((next) => setTimeout(next, wait));
    if (done) break;
  }
}
