/** Measures the shipped classifier against the release's bars on the frozen rows: found, left alone, calibrated, fair, hard to hide from. */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { assess, clipped } from '../utils/scoring/assess';
import { blended, scaleFor } from '../utils/scoring/model';
import { rulesScore } from '../utils/scoring/rules';
import { EXIT, fail, readArgs, readInput } from './args';
import { barLines } from './lib/bar-lines';
import {
  aidBar,
  backgroundBars,
  cascadeBar,
  evasionBars,
  identityBars,
  moveOf,
  splitBars,
  type Bar,
  type Hidden,
  type Move,
  type Verdict,
} from './lib/bars';
import { evaded, EVASIONS } from './lib/evasion';
import { appendedTo, swapsOf, type Terms } from './lib/identity';
import { jsonLines } from './lib/json-lines';
import { manifest, shippedModel } from './lib/model';

const DATA = fileURLToPath(new URL('../models/training/data', import.meta.url));
const USAGE = `usage: npm run --silent bars -- [--json] [--background FILE.jsonl.gz] [--data FOLDER]

Measures the shipped classifier at its balanced threshold on the frozen rows and prints one line a bar: the bar, the figure with its n and, where it
is a rate, its 95 % interval (Wilson), met or not met. Takes some minutes.
  --background F  JSON lines {"text", "source"}, gzip or plain; only the sources kept out of training are read (MLMA tweets, NTREX news)
  --data FOLDER   holds test/*.jsonl, probes/aid.jsonl, probes/identity-{terms,unlisted}.json (default: models/training/data)
  --json          one JSON object instead of lines
Exit: 0 measured, whether the bars are met or not, 65 bad data, 66 no such file, 64 bad arguments, 1 the model cannot be started.`;
/** Sources that no training reads (models/training/dataset.py, HELD_OUT). */
const HELD_OUT = ['HKUST-KnowComp/MLMA_hate_speech', 'MicrosoftTranslator/NTREX'];

interface Row {
  id: string;
  lang: string;
  label: boolean;
  class: string;
  text: string;
}

const { values, positionals } = readArgs('bars', USAGE, {
  json: { type: 'boolean' },
  background: { type: 'string' },
  data: { type: 'string' },
});
if (positionals.length) fail('bars', `unexpected argument ${positionals[0]}\n\n${USAGE}`, EXIT.usage);
const data = values.data ?? DATA;
const rows = (await Promise.all(testFiles(join(data, 'test')).map(readRows))).flat();
const aid = await readRows(existing(join(data, 'probes', 'aid.jsonl')));
const terms = readTerms(join(data, 'probes', 'identity-terms.json'));
const held = values.background === undefined ? null : await readBackground(existing(values.background));
if (!rows.length) fail('bars', `no row was read from ${join(data, 'test')}`, EXIT.data);

const model = await shippedModel().catch((error: Error) => fail('bars', error.message, 1));
const threshold = manifest.thresholds.balanced;
/** Languages whose posts are scored and never flagged: their advertisements count as missed here. */
const assistOnly = manifest.assistOnly.join(', ');
const known = new Map<string, Verdict & { assist: boolean }>();
let asked = 0;
const started = Date.now();
const bars = await measured();
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
if (values.json)
  process.stdout.write(
    `${JSON.stringify({ version: manifest.version, threshold, assistOnly: manifest.assistOnly, rows: rows.length, seconds: seconds(), missed: missed(), bars })}\n`,
  );
else {
  process.stdout.write(
    `${manifest.version}, balanced threshold ${threshold}, ${rows.length} test rows, ${seconds()} s; never flagged: ${assistOnly || 'no language'}\n\n`,
  );
  process.stdout.write(`${barLines(bars).join('\n')}\n\n`);
  process.stdout.write(`${bars.filter(({ met }) => met).length} met, ${missed()} not met\n`);
}

function missed(): number {
  return bars.filter(({ met }) => met === false).length;
}
function seconds(): number {
  return Math.round((Date.now() - started) / 1000);
}

async function measured(): Promise<Bar[]> {
  const scored = [];
  for (const row of rows) scored.push({ ...row, ...(await verdict(row.text, 'test rows')) });
  const helped = [];
  for (const row of aid) helped.push({ ...row, ...(await verdict(row.text, 'aid posts')) });
  const everyday = held && (await scoredBackground(held));
  const cascade = [];
  for (const { text } of rows.filter(({ label }) => label))
    cascade.push({ full: await verdict(text, 'cascade'), alone: await judgeAlone(text) });
  const swapped = await swapMoves();
  const appended = await appendMoves(terms);
  const unlisted = await appendMoves(readTerms(join(data, 'probes', 'identity-unlisted.json')));
  return [
    ...splitBars(scored),
    aidBar(helped),
    ...backgroundBars(everyday),
    ...identityBars('identity, swapped', swapped),
    ...identityBars('identity, appended', appended),
    ...identityBars('identity, names that no list masks', unlisted),
    ...evasionBars(await hiddenPairs()),
    cascadeBar(cascade),
  ];
}

/** The whole cascade's word on a text; asked once however often the text comes. */
async function verdict(text: string, what: string): Promise<Verdict & { assist: boolean }> {
  const before = known.get(text);
  if (before) return before;
  const { score, assist = false } = await assess(text, model);
  const found = { score, flagged: score >= threshold && !assist, assist };
  known.set(text, found);
  asked += 1;
  if (process.stderr.isTTY && asked % 50 === 0) process.stderr.write(`\r\u001b[K${asked} texts, now ${what}`);
  return found;
}

/** The second stage's word without the first one's leave. What neither stage is asked about (no word in it) stays as it is. */
async function judgeAlone(text: string): Promise<Verdict> {
  const { score: full, assist } = await verdict(text, 'cascade');
  if (full === 0) return { score: 0, flagged: false };
  const read = clipped(text);
  const voices = { gate: await model.gate(read), judge: await model.judge(read), rules: rulesScore(read) };
  const score = blended(manifest, scaleFor(manifest, read), voices);
  return { score, flagged: score >= threshold && !assist };
}

async function scoredBackground(texts: readonly string[]) {
  const found = [];
  for (const text of texts) {
    const { score: first } = await assess(text, model, 'gate');
    found.push({ ...(await verdict(text, 'background')), passed: first >= manifest.gate.pass });
  }
  return found;
}

async function swapMoves(): Promise<Move[]> {
  const moves: Move[] = [];
  for (const { id, lang, text } of [...rows, ...aid]) {
    const { base, swaps } = swapsOf(text, lang, terms);
    for (const { from, to, text: other } of swaps)
      moves.push(moveOf(id, `${from} → ${to}`, [await verdict(base, 'swaps'), await verdict(other, 'swaps')]));
  }
  return moves;
}

async function appendMoves(of: Terms): Promise<Move[]> {
  const moves: Move[] = [];
  for (const { id, lang, text } of rows) {
    const verdicts: Verdict[] = [];
    const texts = appendedTo(text, lang, of);
    for (const other of texts) verdicts.push(await verdict(other, 'hashtags'));
    const tags = texts.map((other) => other.slice(other.lastIndexOf('#'))).join(' ');
    if (verdicts.length) moves.push(moveOf(id, tags, verdicts));
  }
  return moves;
}

async function hiddenPairs(): Promise<Hidden[]> {
  const pairs: Hidden[] = [];
  for (const kind of EVASIONS) {
    for (const { lang, label, text } of rows) {
      const other = evaded(text, lang, kind);
      if (other === text) continue;
      pairs.push({ kind, label, clean: await verdict(text, kind), hidden: await verdict(other, kind) });
    }
  }
  return pairs;
}

function existing(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    fail('bars', `cannot read ${path}: there is no such file`, EXIT.noInput);
  return path;
}

function testFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    fail('bars', `cannot read ${folder}: there is no such folder`, EXIT.noInput);
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return names.sort().map((name) => join(folder, name));
}

/** Frozen rows are all good: a bad one is a damaged file, and no figure is given for it. */
async function readRows(path: string): Promise<Row[]> {
  const found: Row[] = [];
  for await (const line of jsonLines(createReadStream(path))) {
    const row = 'value' in line ? rowOf(line.value) : null;
    if (!row)
      return fail('bars', `${path}:${line.line}: ${'error' in line ? line.error : 'needs id, lang, label and text'}`, EXIT.data);
    found.push(row);
  }
  return found;
}

function rowOf(value: unknown): Row | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, lang, label, text, class: benign } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof lang !== 'string' || typeof text !== 'string' || (label !== 0 && label !== 1)) return null;
  return { id, lang, text, label: label === 1, class: typeof benign === 'string' ? benign : '?' };
}

function readTerms(path: string): Terms {
  const words = readInput('bars', path).toString('utf8');
  const isList = (list: unknown): boolean => Array.isArray(list) && list.every((form) => typeof form === 'string');
  try {
    const found = JSON.parse(words) as Terms;
    if (Object.values(found).every((lists) => Array.isArray(lists) && lists.every(isList))) return found;
  } catch {
    // Said below.
  }
  return fail('bars', `${path} is not a JSON object of language → lists of forms`, EXIT.data);
}

async function readBackground(path: string): Promise<string[]> {
  const file = createReadStream(path);
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  const texts: string[] = [];
  try {
    for await (const line of jsonLines(stream)) {
      const row = 'value' in line ? line.value : null;
      const { text, source } = (row ?? {}) as { text?: unknown; source?: unknown };
      if (typeof text !== 'string' || typeof source !== 'string')
        return fail('bars', `${path}:${line.line}: needs text and source`, EXIT.data);
      if (HELD_OUT.some((name) => source.startsWith(name))) texts.push(text);
    }
  } catch {
    fail('bars', `${path} is not whole gzip data`, EXIT.data);
  }
  if (!texts.length) fail('bars', `${path} has no row of ${HELD_OUT.join(' or ')}`, EXIT.data);
  return texts;
}
