import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonl } from '@/utils/reports/jsonl';
import type { ReportRow } from '@/utils/reports/report';
import { rowPages } from '@/utils/reports/row';
import { collect, decided, KEY, whole } from './cases';
import { HOSTILE_CELLS } from './hostile-cells';

const [row] = (await collect(rowPages([[decided()]], 'pseudonyms', KEY))) as [ReportRow];

describe('JSON lines', () => {
  it('is one line a flag, and comes back the same', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_CELLS, '\u2028', '\ud83d', '"\\\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 4 }), async (texts) => {
        const pages = texts.map((page) => page.map((one): ReportRow => ({ ...row, text: one, note: one })));
        const bytes = new TextEncoder().encode(await whole(jsonl.format(pages, {})));
        const lines = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(pages.flat());
      }),
      { numRuns: 500 },
    );
  });
});
