/** Measures the shipped classifier on labelled posts, beside its first stage and keyword rules alone on the same rows. */
import { createReadStream, existsSync } from 'node:fs';
import { assess } from '../utils/scoring/assess';
import { intervals, type Interval } from '../utils/scoring/bootstrap';
import { at, averagePrecision, calibrationError, recallAt, type Labelled } from '../utils/scoring/metrics';
import { RULES_THRESHOLD } from '../utils/scoring/rules';
import { EXIT, fail, readArgs } from './args';
import { jsonLines } from './lib/json-lines';
import { manifest, shippedModel } from './lib/model';

const USAGE = `usage: npm run --silent evaluate -- [--json] LABELLED.jsonl [MORE.jsonl …]

Each line: {"text", "label" (1 advertisement, 0 not), "lang"?, "class"? or "kind"?}. Prints average precision, recall at 1 % and 0.1 % false flags
and the calibration error for keyword rules, the first stage alone and the whole cascade on the same rows, with 95 % intervals (bootstrap, 1,000
resamples, fixed seed), a precision-recall table, the flags of each kind, and the cascade by language and by kind. Languages whose score never
flags (assist) are measured like the others.
  --threshold T   the operating point of both stages, 0..1 (default: balanced, ${manifest.thresholds.balanced})
  --json          one JSON object instead of tables
Exit: 0, 65 bad lines were seen or no row was labelled, 66 no such file, 64 bad arguments.`;

interface Row {
  lang: string;
  kind: string;
  label: boolean;
  rules: number;
  gate: number;
  model: number;
}

const { values, positionals } = readArgs('evaluate', USAGE, { json: { type: 'boolean' }, threshold: { type: 'string' } });
if (!positionals.length) fail('evaluate', `give at least one file\n\n${USAGE}`, EXIT.usage);
const threshold = Number(values.threshold ?? manifest.thresholds.balanced);
if (!(threshold >= 0 && threshold <= 1)) fail('evaluate', `--threshold must be 0..1, not ${values.threshold}`, EXIT.usage);
for (const file of positionals)
  if (!existsSync(file)) fail('evaluate', `cannot read ${file}: there is no such file`, EXIT.noInput);

const COLUMNS = { rules: 'keyword rules', gate: 'first stage alone', model: 'full model' } as const;
type Column = keyof typeof COLUMNS;
const columns = Object.keys(COLUMNS) as Column[];
const point = (column: Column): number => (column === 'rules' ? RULES_THRESHOLD : threshold);

const model = await shippedModel().catch((error: Error) => fail('evaluate', error.message, 1));
const { rows, bad } = await readRows(positionals);
if (!rows.length) fail('evaluate', 'no labelled row was read', EXIT.data);
if (values.json) process.stdout.write(`${JSON.stringify(summary(rows))}\n`);
else print(rows);
process.exitCode = bad ? EXIT.data : 0;

async function readRows(files: string[]): Promise<{ rows: Row[]; bad: number }> {
  const found: Row[] = [];
  let wrong = 0;
  for (const file of files) {
    for await (const line of jsonLines(createReadStream(file))) {
      const row = 'value' in line ? labelled(line.value) : null;
      if (!row) {
        wrong += 1;
        process.stderr.write(
          `${JSON.stringify({ file, line: line.line, error: 'error' in line ? line.error : 'needs text and label 0 or 1' })}\n`,
        );
        continue;
      }
      const { text, ...known } = row;
      const rules = await assess(text, null);
      const gate = await assess(text, model, 'gate');
      const full = gate.score < manifest.gate.pass ? gate : await assess(text, model);
      found.push({ ...known, rules: rules.score, gate: gate.score, model: full.score });
    }
  }
  return { rows: found, bad: wrong };
}

function labelled(value: unknown): { text: string; label: boolean; lang: string; kind: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { text, label, lang, kind, class: benign } = value as Record<string, unknown>;
  if (typeof text !== 'string' || (label !== 0 && label !== 1 && typeof label !== 'boolean')) return null;
  const word = [benign, kind].find((name) => typeof name === 'string');
  return {
    text,
    label: Boolean(label),
    lang: typeof lang === 'string' ? lang : '?',
    kind: typeof word === 'string' ? word : '?',
  };
}

function of(part: readonly Row[], column: Column): Labelled[] {
  return part.map((row) => ({ score: row[column], label: row.label }));
}

function figures(part: readonly Row[], column: Column) {
  const scores = of(part, column);
  const here = at(scores, point(column));
  return {
    ads: part.filter((row) => row.label).length,
    others: part.filter((row) => !row.label).length,
    ap: averagePrecision(scores),
    recallAt1: recallAt(scores, 0.01),
    recallAt01: recallAt(scores, 0.001),
    recall: here.recall,
    falseRate: here.falseRate,
    precision: here.precision,
    ece: calibrationError(scores),
  };
}

function groups(part: readonly Row[], key: 'lang' | 'kind') {
  const names = [...new Set(part.map((row) => row[key]))].sort();
  return names.map((name) => [name, part.filter((row) => row[key] === name)] as const);
}

function each<T>(value: (column: Column) => T): Record<Column, T> {
  return { rules: value('rules'), gate: value('gate'), model: value('model') };
}

/** How many rows of a part each column flags. */
function flags(part: readonly Row[]): Record<Column, number> {
  return each((column) => part.filter((row) => row[column] >= point(column)).length);
}

function summary(part: readonly Row[]) {
  return {
    version: manifest.version,
    threshold,
    rows: part.length,
    ...each((column) => figures(part, column)),
    intervals: each((column) => intervals(of(part, column), point(column))),
    /** Share of the rows about which the second stage is asked. */
    judged: part.filter((row) => row.gate >= manifest.gate.pass).length / part.length,
    flagsByKind: Object.fromEntries(groups(part, 'kind').map(([name, rows]) => [name, { rows: rows.length, ...flags(rows) }])),
    byLanguage: Object.fromEntries(groups(part, 'lang').map(([name, rows]) => [name, figures(rows, 'model')])),
    byKind: Object.fromEntries(groups(part, 'kind').map(([name, rows]) => [name, figures(rows, 'model')])),
  };
}

function print(part: readonly Row[]): void {
  const show = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3)).padStart(9);
  const line = (name: string, f: ReturnType<typeof figures>): string =>
    `${name.padEnd(20)}${String(f.ads).padStart(6)}${String(f.others).padStart(8)}${[f.ap, f.recallAt1, f.recallAt01, f.recall, f.falseRate, f.precision, f.ece].map(show).join('')}\n`;
  const head = `${''.padEnd(20)}${'ads'.padStart(6)}${'others'.padStart(8)}${['AP', 'R@1%', 'R@0.1%', 'recall', 'false', 'precis.', 'ECE'].map((word) => word.padStart(9)).join('')}\n`;
  const out = process.stdout;
  const all = summary(part);
  out.write(`${manifest.version}, threshold ${threshold}; rules from ${RULES_THRESHOLD}\n`);
  if (!part.some((row) => row.label)) out.write('No advertisement among the rows: only false flags can be measured.\n');
  if (part.every((row) => row.label)) out.write('Only advertisements among the rows: only recall can be measured.\n');
  out.write(head);
  for (const column of columns) out.write(line(COLUMNS[column], all[column]));
  out.write(`\n${'95 % intervals'.padEnd(20)}${['AP', 'recall', 'false'].map((word) => word.padStart(18)).join('')}\n`);
  for (const column of columns) {
    const { ap, recall, falseRate } = all.intervals[column];
    const range = ([low, high]: Interval): string =>
      (Number.isNaN(low) ? '-' : `${low.toFixed(3)} to ${high.toFixed(3)}`).padStart(18);
    out.write(`${COLUMNS[column].padEnd(20)}${[ap, recall, falseRate].map(range).join('')}\n`);
  }
  out.write(`\nthe second stage is asked about ${(100 * all.judged).toFixed(1)} % of the rows\n`);
  out.write('\nfull model\nthreshold  flagged  precision   recall    false\n');
  for (const value of [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]) {
    const here = at(of(part, 'model'), value);
    out.write(
      `${value.toFixed(2).padStart(9)}${String(here.flagged).padStart(9)}${[here.precision, here.recall, here.falseRate].map((n) => show(n)).join('  ')}\n`,
    );
  }
  out.write(`\nflags of each kind${['rows', ...columns].map((word) => word.padStart(9)).join('')}\n`);
  for (const [name, counts] of Object.entries(all.flagsByKind))
    out.write(`${name.padEnd(18)}${['rows' as const, ...columns].map((key) => String(counts[key]).padStart(9)).join('')}\n`);
  for (const key of ['lang', 'kind'] as const) {
    out.write(`\nfull model by ${key === 'lang' ? 'language' : 'kind'}\n${head}`);
    for (const [name, f] of Object.entries(key === 'lang' ? all.byLanguage : all.byKind)) out.write(line(name, f));
  }
}
