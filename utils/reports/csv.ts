/** CSV for spreadsheets (RFC 4180): every cell quoted, CRLF, a header row, and no cell that a spreadsheet could run (OWASP "CSV injection"). */
import type { ReportFormat, ReportRow, ReportSpan } from './report';

/** Columns, in this order for good: new ones go to the end. */
export const COLUMNS = [
  'record',
  'platform',
  'post_id',
  'url',
  'author',
  'identity',
  'post_kind',
  'surface',
  'parent_id',
  'title',
  'text',
  'picture_text',
  'machine_text',
  'language',
  'posted_at',
  'seen_at',
  'times_seen',
  'paid_ad',
  'truncated',
  'translated',
  'automated_detection',
  'automated_decision',
  'score',
  'threshold',
  'model',
  'flagged_at',
  'services',
  'likely_kind',
  'other_reading',
  'other_reading_score',
  'spans',
  'status',
  'verdict',
  'reason',
  'note',
  'decided_at',
] as const satisfies readonly (keyof ReportRow)[];

/**
 * The first character that a person would see, behind spaces and whatever is invisible. Leading apostrophes are passed over too, so that the defence
 * can be taken off again without doubt.
 */
const FIRST_SEEN = /^'*[\s\p{C}\p{Default_Ignorable_Code_Point}]*(.)/su;

/** What a spreadsheet may take for the start of a formula: = + - @ in any width or form (Unicode NFKC), TAB, CR, LF and NUL. */
const couldRun = (text: string): boolean =>
  /^'*[\0\t\r\n]/.test(text) || '=+-@'.includes(FIRST_SEEN.exec(text)?.[1]?.normalize('NFKC')[0] ?? ' ');

/** The text with ' before it where it could be run. */
export const defended = (text: string): string => (couldRun(text) ? `'${text}` : text);

/** A cell: UTF-8 holds no lone surrogates, so they become U+FFFD; quotes are doubled. */
export const cell = (text: string): string => `"${defended(text.toWellFormed()).replaceAll('"', '""')}"`;

function shown(value: ReportRow[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return value.map((item) => (typeof item === 'string' ? item : span(item))).join(' | ');
  return String(value);
}

const span = ({ signal, phrase }: ReportSpan): string => `${signal}: ${phrase.replace(/\s+/g, ' ')}`;

export const csv: ReportFormat = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  mime: 'text/csv;charset=utf-8',
  options: ['byteOrderMark', 'separator'],
  async *format(pages, { byteOrderMark = false, separator = ',' }) {
    const line = (cells: readonly string[]) => `${cells.map(cell).join(separator)}\r\n`;
    yield (byteOrderMark ? '\ufeff' : '') + line(COLUMNS);
    for await (const page of pages) yield page.map((row) => line(COLUMNS.map((column) => shown(row[column])))).join('');
  },
};
