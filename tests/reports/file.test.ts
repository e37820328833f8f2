import { describe, expect, it } from 'vitest';
import { csv } from '@/utils/reports/csv';
import { fileName, toBlob } from '@/utils/reports/file';
import { formats } from '@/utils/reports/index';
import { jsonl } from '@/utils/reports/jsonl';
import { rowPages } from '@/utils/reports/row';
import { decided, flag, KEY } from './cases';

/** `n` flags in pages of 500, made as they are asked for. */
function* manyPages(n: number, onPage: (page: number) => void = () => undefined) {
  for (let from = 0; from < n; from += 500) {
    onPage(from / 500);
    yield Array.from({ length: Math.min(500, n - from) }, (_, i) => ({
      flag: flag({ id: `board_00/${from + i}`, text: `Places ${from + i}. ${'Ask @board_00. '.repeat(10)}` }),
      verdict: null,
    }));
  }
}

describe('a report', () => {
  it('of 20,000 flags is written page by page, never one ahead', async () => {
    let pagesAsked = 0;
    const rows = rowPages(
      manyPages(20_000, (page) => (pagesAsked = page + 1)),
      'pseudonyms',
      KEY,
    );
    let longest = 0;
    let ahead = 0;
    let pieces = 0;
    async function* watched() {
      for await (const piece of csv.format(rows, {})) {
        longest = Math.max(longest, piece.length);
        ahead = Math.max(ahead, pagesAsked - pieces);
        pieces += 1;
        yield piece;
      }
    }
    const started = performance.now();
    const blob = await toBlob(watched(), csv.mime, new AbortController().signal);
    console.log(`20,000 flags: ${(blob.size / 1e6).toFixed(1)} MB in ${Math.round(performance.now() - started)} ms`);
    expect(pieces).toBe(41);
    expect(longest).toBeLessThan(1_000_000);
    expect(ahead).toBeLessThanOrEqual(1);
    expect(blob.size).toBeGreaterThan(10_000_000);
  }, 60_000);

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    let last = 0;
    const pages = manyPages(100_000, (page) => {
      last = page;
      if (page === 3) cancel.abort();
    });
    await expect(toBlob(jsonl.format(rowPages(pages, 'pseudonyms', KEY), {}), jsonl.mime, cancel.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(last).toBe(3);
  });

  it('is UTF-8', async () => {
    const pages = [[{ ...decided(), flag: flag({ text: 'سفر 🚢 \ud83d' }) }]];
    for (const format of formats) {
      const pieces = format.format(rowPages(pages, 'pseudonyms', KEY), { byteOrderMark: true });
      const blob = await toBlob(pieces, format.mime, new AbortController().signal);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      expect([...bytes.slice(0, 3)]).toEqual(
        format.options.includes('byteOrderMark') ? [0xef, 0xbb, 0xbf] : [...'{"r'].map((c) => c.charCodeAt(0)),
      );
    }
  });

  it('has a name that says what it is', () => {
    expect(fileName('decided', Date.UTC(2026, 10, 24, 9, 56), 'pseudonyms', csv)).toBe(
      'breakwater-decided-2026-11-24-0956-pseudonyms.csv',
    );
  });
});

describe('the list of formats', () => {
  it('is alphabetical and holds every format of the folder', async () => {
    const ids = formats.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    const found = Object.keys(import.meta.glob('../../utils/reports/*.ts', { eager: false })).map((path) =>
      path.replace(/^.*\/|\.ts$/g, ''),
    );
    expect(ids.every((id) => found.includes(id))).toBe(true);
  });
});
