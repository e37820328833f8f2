import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, COLUMNS, csv, defended } from '@/utils/reports/csv';
import type { ReportRow } from '@/utils/reports/report';
import { rowPages } from '@/utils/reports/row';
import { collect, decided, KEY, whole } from './cases';
import { HOSTILE_CELLS } from './hostile-cells';
import { readCsv } from './read-csv';

/** What a spreadsheet may run, told apart from the code. */
const RUNS = /^(?:[\t\r\n\0]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/** The defence taken off: the text as it was. */
const undefended = (read: string): string => (read.startsWith("'") && defended(read.slice(1)) === read ? read.slice(1) : read);

const [row] = await collect(rowPages([[decided()]], 'links-and-authors', KEY));
const withText = (text: string): ReportRow => ({ ...(row as ReportRow), text, title: text, note: text });
const textOf = async (text: string, separator: ',' | ';' = ','): Promise<string[]> => {
  const [, cells = []] = readCsv(await whole(csv.format([[withText(text)]], { separator })), separator);
  return ['text', 'title', 'note'].map((name) => cells[COLUMNS.indexOf(name as (typeof COLUMNS)[number])] ?? '');
};

/** Any text, with what is special to CSV and to spreadsheets far more often than chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'",;\'=+-@\t\r\n\0 ＝＋－＠﹦\u200b\u202e\ufeff', '\r\n', '""', "'=", '\ud83d', '\udeA2', '🚢', '٠٠'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('CSV', () => {
  it('reads back the same text, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.constantFrom(',' as const, ';' as const), async (text, separator) => {
        const expected = text.toWellFormed();
        for (const read of await textOf(text, separator)) expect(undefended(read)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('never starts a cell with what a spreadsheet could run', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = cell(text).slice(1, -1).replaceAll('""', '"');
        expect(read).not.toMatch(RUNS);
        if (RUNS.test(text)) expect(read).toBe(`'${text.toWellFormed()}`);
      }),
      { numRuns: 5000 },
    );
  });

  it('holds a list of hostile cells', async () => {
    expect(new Set(HOSTILE_CELLS).size).toBeGreaterThanOrEqual(100);
    for (const text of HOSTILE_CELLS) {
      for (const read of await textOf(text)) {
        expect(read, JSON.stringify(text)).toBe(`'${text.toWellFormed()}`);
      }
    }
  });

  it('leaves ordinary text as it is', () => {
    for (const text of ['', 'a=b', 'price: +00', "'Tis", '“=1', 'سفر آمن', '1-2', '#12', '·-', 'a\n-b'])
      expect(defended(text)).toBe(text);
  });

  it('has one header, one line a row and the columns in their order', async () => {
    const text = await whole(csv.format([[withText('a')], [], [withText('b'), withText('c')]], {}));
    const lines = readCsv(text);
    expect(lines.map((cells) => cells.length)).toEqual(Array(4).fill(COLUMNS.length));
    expect(lines[0]).toEqual([...COLUMNS]);
    expect(COLUMNS.toSorted()).toEqual(Object.keys(row as ReportRow).sort());
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('starts with a byte order mark when asked, and only then', async () => {
    expect((await whole(csv.format([], { byteOrderMark: true }))).startsWith('\ufeff"record"')).toBe(true);
    expect((await whole(csv.format([], {}))).startsWith('"record"')).toBe(true);
  });

  it('says what the machine did and what a person did', async () => {
    const [names = [], cells = []] = readCsv(await whole(csv.format([[row as ReportRow]], {})));
    const of = Object.fromEntries(names.map((name, i) => [name, cells[i]]));
    expect(of).toMatchObject({
      automated_detection: 'yes',
      automated_decision: 'no',
      model: 'gate-00000000',
      threshold: '0.62',
      score: '0.91',
      services: 'sea | package',
      spans: 'offer: Safe places on the boat | contact: Ask @harbour_board_00',
      verdict: 'advertisement',
      reason: 'crossing',
      note: 'Same words as @Harbour_Board_00 last week',
      decided_at: '2026-01-12T09:00:00.000Z',
      translated: 'yes',
      truncated: 'no',
      parent_id: '',
    });
  });
});
