/** One table of classifiers on the same labelled posts, each asked in the worker of a built extension in Chromium: what a reviewer's browser would say. */
import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { assess } from '../utils/scoring/assess';
import { averagePrecision, recallAt, type Labelled } from '../utils/scoring/metrics';
import type { Scored } from '../utils/types';
import { EXIT, fail, readArgs } from './args';
import { launchChromium } from './lib/chromium';
import { jsonLines } from './lib/json-lines';
import { manifest, shippedModel } from './lib/model';
import { tidyOnSignals, tidyUp } from './lib/tidy';
import { buildVariant, firstStageAlone, gateAlone, judgeAlone, NEW_WORKER, type Variant } from './lib/variants';

const USAGE = `usage: npm run compare -- [--run models/training/runs/full] [--json] LABELLED.jsonl [MORE.jsonl …]

Each line: {"text", "label" (1 advertisement, 0 not)}. Builds the extension once per classifier and asks it in its worker in Chromium. Without --run:
keyword rules, first stage, second stage and the whole classifier as they ship. With a run's folder also what that run left there:
judge-fp32.onnx (train.py) and judge-frozen.onnx (baseline.py). Saved to out/compare.json.
Exit: 0, 65 no row was labelled, 66 no such file, 64 bad arguments.`;

/** Texts a message: an answer must come before the browser's driver gives up on it. */
const BATCH = 25;

const { values, positionals } = readArgs('compare', USAGE, { run: { type: 'string' }, json: { type: 'boolean' } });
if (!positionals.length) fail('compare', `give at least one file\n\n${USAGE}`, EXIT.usage);
for (const file of positionals)
  if (!existsSync(file)) fail('compare', `cannot read ${file}: there is no such file`, EXIT.noInput);
const ofRun = (name: string): string | null => {
  const path = values.run ? join(values.run, name) : null;
  return path && existsSync(path) ? path : null;
};

interface Row {
  text: string;
  label: boolean;
}

async function readRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of positionals)
    for await (const line of jsonLines(createReadStream(file))) {
      const { text, label } = ('value' in line ? line.value : {}) as { text?: unknown; label?: unknown };
      if (typeof text === 'string' && (label === 0 || label === 1)) rows.push({ text, label: label === 1 });
    }
  if (!rows.some(({ label }) => label)) fail('compare', 'no advertisement was read', EXIT.data);
  return rows;
}

function variants(): Variant[] {
  const fp32 = ofRun('judge-fp32.onnx');
  const frozen = ofRun('judge-frozen.onnx');
  return [
    { name: 'keyword rules alone', files: { 'judge.onnx': null } },
    { name: 'gate alone', manifest: gateAlone },
    { name: 'first stage: gate and rules', manifest: firstStageAlone },
    ...(frozen ? [{ name: 'frozen encoder + linear', files: { 'judge.onnx': frozen }, manifest: judgeAlone }] : []),
    ...(fp32 ? [{ name: 'judge alone, fp32', files: { 'judge.onnx': fp32 }, manifest: judgeAlone }] : []),
    { name: 'judge alone, as shipped', manifest: judgeAlone },
    ...(fp32 ? [{ name: 'whole classifier, judge in fp32', files: { 'judge.onnx': fp32 } }] : []),
    { name: 'whole classifier, as shipped' },
  ];
}

const ASK = `(async (texts) => {
  if (!window.asked) {
    const worker = ${NEW_WORKER};
    let id = 0;
    window.asked = (some) => new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => failed(new Error(event.message));
      worker.postMessage({ id: (id += 1), texts: some });
    });
  }
  return window.asked(texts);
})`;

interface Reply {
  results: (Scored | null)[];
  status: { mode: string; reason: string };
}

/** The scores of all texts, and the mean time a text, ms. */
async function ask(page: Page, texts: readonly string[], mode: string): Promise<{ scores: number[]; ms: number }> {
  const send = async (some: readonly string[]) => (await page.evaluate(`${ASK}(${JSON.stringify(some)})`)) as Reply;
  const { status } = await send([]);
  if (status.mode !== mode) throw new Error(`the worker runs on ${status.mode}: ${status.reason}`);
  const scores: number[] = [];
  const started = performance.now();
  for (let from = 0; from < texts.length; from += BATCH)
    for (const result of (await send(texts.slice(from, from + BATCH))).results) {
      if (!result) throw new Error('a text could not be scored');
      scores.push(result.score);
    }
  return { scores, ms: (performance.now() - started) / texts.length };
}

interface Line {
  name: string;
  ap: number;
  recallAt1: number;
  ms: number;
}

async function main(): Promise<void> {
  const rows = await readRows();
  const texts = rows.map(({ text }) => text);
  const table: Line[] = [];
  let shipped: number[] = [];
  for (const variant of variants()) {
    process.stderr.write(`${variant.name} …\n`);
    const chromium = await launchChromium(await buildVariant(variant));
    const rulesOnly = Object.values(variant.files ?? {}).includes(null);
    const { scores, ms } = await ask(await chromium.page('manifest.json'), texts, rulesOnly ? 'rules' : 'model');
    await chromium.close();
    const labelled = rows.map(({ label }, i): Labelled => ({ score: scores[i] ?? 0, label }));
    table.push({ name: variant.name, ap: averagePrecision(labelled), recallAt1: recallAt(labelled, 0.01), ms });
    shipped = scores;
  }
  const here = await node(texts);
  const { balanced } = manifest.thresholds;
  const apart = shipped.map((score, i) => Math.abs(score - (here[i] ?? 0)));
  const out = {
    version: manifest.version,
    rows: rows.length,
    advertisements: rows.filter(({ label }) => label).length,
    table,
    /** The last line's scores beside those of the same files under Node. */
    node: {
      farthest: Math.max(...apart),
      decisions: shipped.filter((score, i) => score >= balanced !== (here[i] ?? 0) >= balanced).length,
    },
  };
  mkdirSync('out', { recursive: true });
  writeFileSync('out/compare.json', `${JSON.stringify(out, null, 1)}\n`);
  print(out);
}

async function node(texts: readonly string[]): Promise<number[]> {
  const model = await shippedModel();
  const scores: number[] = [];
  for (const text of texts) scores.push((await assess(text, model)).score);
  return scores;
}

function print(out: {
  version: string;
  rows: number;
  advertisements: number;
  table: Line[];
  node: { farthest: number; decisions: number };
}): void {
  if (values.json) return void process.stdout.write(`${JSON.stringify(out)}\n`);
  const { stdout } = process;
  stdout.write(
    `${out.version}, ${out.rows} rows, ${out.advertisements} of them advertisements, in the extension’s worker in Chromium\n`,
  );
  stdout.write(`${''.padEnd(34)}${['AP', 'R@1%', 'ms a text'].map((word) => word.padStart(11)).join('')}\n`);
  for (const { name, ap, recallAt1, ms } of out.table)
    stdout.write(
      `${name.padEnd(34)}${[ap, recallAt1].map((value) => value.toFixed(3).padStart(11)).join('')}${ms.toFixed(1).padStart(11)}\n`,
    );
  stdout.write(
    `browser and Node: farthest scores ${out.node.farthest.toFixed(4)} apart, ${out.node.decisions} decisions differ\n`,
  );
}

tidyOnSignals();
try {
  await main();
} catch (error) {
  process.stderr.write(`compare: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await tidyUp();
}
