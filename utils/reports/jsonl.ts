/** JSON lines (jsonlines.org): one flag a line, UTF-8, LF. Lone surrogates stand as escapes, so nothing is lost. */
import type { ReportFormat } from './report';

export const jsonl: ReportFormat = {
  id: 'jsonl',
  label: 'JSON lines',
  extension: 'jsonl',
  mime: 'application/x-ndjson',
  options: [],
  async *format(pages) {
    for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
  },
};
