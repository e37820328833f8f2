/** The extension's queue, read from its own database as one of its pages sees it; what came of the sample posts; and the table. */
import type { Flag } from '../../utils/types';
import { postKey, scoredText } from '../../utils/types';
import type { SamplePost } from './feed/sample';

/** What the database holds, as far as it is looked at here. */
export interface Stored {
  flags: Flag[];
  ledger: { key: string; state: 'new' | 'scored' | 'error' }[];
  classifier: { mode: 'model' | 'rules'; version: string; reason: string } | null;
}

/** Body of an async function for a page of the extension: reads IndexedDB, changes nothing, opens nothing that is not there yet. JSON of Stored, or null. */
export const READ_STORE = `
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'breakwater')) return null;
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await asked(indexedDB.open('breakwater'));
  const all = (table) => asked(database.transaction(table).objectStore(table).getAll());
  const [flags, posts, meta] = [await all('flags'), await all('posts'), await all('meta')];
  database.close();
  const classifier = meta.find(({ name }) => name === 'classifier');
  return JSON.stringify({
    flags,
    ledger: posts.map(({ key, state }) => ({ key, state })),
    classifier: classifier ? classifier.value : null,
  });`;

/** Body of an async function for a feed's page: once to its end, so that every post has been in view. */
export const SCROLL_THROUGH = `
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let y = 0, steps = 0; steps < 200; steps += 1, y += 500) {
    scrollTo(0, y);
    await pause(120);
    if (y + innerHeight >= document.documentElement.scrollHeight) break;
  }
  scrollTo(0, 0);
  return true;`;

/** How many of the sample posts have been scored (or given up on). */
export function scoredCount(sample: readonly SamplePost[], stored: Stored | null): number {
  const done = new Set(stored?.ledger.filter(({ state }) => state !== 'new').map(({ key }) => key));
  return sample.filter((post) => done.has(postKey(post))).length;
}

/** What is not as it should be, in words; empty when all is well. */
export function problems(sample: readonly SamplePost[], stored: Stored | null): string[] {
  if (!stored) return ['the extension has no database yet'];
  const found: string[] = [];
  if (stored.classifier?.mode !== 'model')
    found.push(`the model did not decide: ${stored.classifier?.reason || 'the classifier never answered'}`);
  const flags = new Map(stored.flags.map((flag) => [flag.key, flag]));
  const states = new Map(stored.ledger.map(({ key, state }) => [key, state]));
  for (const post of sample) {
    const problem = problemOf(post, states.get(postKey(post)), flags.get(postKey(post)));
    if (problem) found.push(problem);
  }
  const known = new Set(sample.map(postKey));
  const strangers = stored.flags.filter(({ key }) => !known.has(key));
  return [...found, ...strangers.map(({ key }) => `flagged, and not in the sample feed: ${key.replace('\n', ' ')}`)];
}

const UNSCORED = { new: 'not scored', error: 'scoring failed' } as const;

function problemOf(post: SamplePost, state: Stored['ledger'][number]['state'] | undefined, flag: Flag | undefined): string {
  const name = `${post.platform}, ${post.author} (${post.what})`;
  if (state === undefined) return `not read: ${name}`;
  if (state !== 'scored') return `${UNSCORED[state]}: ${name}`;
  if (post.expect === 'flag') return flag ? '' : `expected flag did not arrive: ${name}`;
  return flag ? `flagged, and it is no advertisement: ${name}, score ${flag.assessment.score.toFixed(3)}` : '';
}

const COLUMNS = ['score', 'platform', 'kind', 'services', 'language', 'reasons', 'first words'] as const;

/** The queue as a text table, highest score first, lines at most `width` characters (the last column is cut). */
export function queueTable(flags: readonly Flag[], width: number): string {
  const rows = [...flags]
    .sort((a, b) => b.assessment.score - a.assessment.score)
    .map(({ post, assessment }) => [
      assessment.score.toFixed(3),
      post.platform,
      assessment.kind,
      assessment.services.join(', ') || '-',
      assessment.lang ?? '-',
      [...new Set(assessment.spans.map(({ signal }) => signal))].join(', ') || '-',
      scoredText(post).replace(/\s+/g, ' '),
    ]);
  const lines = [[...COLUMNS], ...rows];
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(24, width - before);
  const text = (line: readonly string[]) =>
    line.map((cell, i) => (i === line.length - 1 ? cut(cell, room) : cell.padEnd((widths[i] ?? 0) + 2))).join('');
  const [head = [], ...body] = lines;
  return [text(head), '-'.repeat(Math.min(width, before + room)), ...body.map(text)].join('\n');
}

/** The first characters, as people count them (an emoji is one). */
function cut(text: string, most: number): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
