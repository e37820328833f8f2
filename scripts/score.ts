/** Scores JSON lines with the shipped classifier: the same modules as the extension, order kept, bad lines named and passed over. */
import { assess, type Stage } from '../utils/scoring/assess';
import type { Model } from '../utils/scoring/model';
import { RULES_THRESHOLD } from '../utils/scoring/rules';
import { EXIT, fail, readArgs } from './args';
import { jsonLines } from './lib/json-lines';
import { manifest, shippedModel } from './lib/model';

const USAGE = `usage: npm run --silent score -- [--threshold T] [--stage rules|gate|full] < POSTS.jsonl

Reads {"id", "text", "lang"?, …} a line and prints the same object plus score (0..1, calibrated), flagged, kind, services, lang, spans, model,
and assist where the language is one whose score never flags.
  --threshold T   flags from this score on, 0..1 (default: the model's balanced point, ${manifest.thresholds.balanced}; of the rules ${RULES_THRESHOLD})
  --stage STAGE   rules: keyword rules alone, not calibrated; gate: the first stage alone; full: the whole cascade (default)
A bad line goes to standard error as {"line", "error"} and does not stop the run.
Exit: 0, 65 bad lines were seen, 1 could not run, 64 bad arguments.`;

const STAGES = ['rules', 'gate', 'full'] as const;
const { values, positionals } = readArgs('score', USAGE, { threshold: { type: 'string' }, stage: { type: 'string' } });
if (positionals.length) fail('score', `it reads standard input, not ${positionals[0]}\n\n${USAGE}`, EXIT.usage);
const stage = STAGES.find((name) => name === (values.stage ?? 'full'));
if (!stage) fail('score', `--stage is ${STAGES.join(', ')}, not ${values.stage}`, EXIT.usage);
const usual = stage === 'rules' ? RULES_THRESHOLD : manifest.thresholds.balanced;
const threshold = values.threshold === undefined ? usual : Number(values.threshold);
if (!(threshold >= 0 && threshold <= 1) || values.threshold === '')
  fail('score', `--threshold must be 0..1, not ${values.threshold}`, EXIT.usage);

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await run(
  stage === 'rules' ? null : await shippedModel().catch((error: Error) => fail('score', error.message, 1)),
  stage === 'gate' ? 'gate' : 'full',
);

async function run(model: Model | null, until: Stage): Promise<number> {
  let bad = 0;
  let done = 0;
  for await (const line of jsonLines(process.stdin)) {
    const error = 'error' in line ? line.error : problem(line.value);
    if (error) {
      bad += 1;
      process.stderr.write(`${JSON.stringify({ line: line.line, error })}\n`);
      continue;
    }
    const row = (line as { value: { text: string; lang?: unknown } }).value;
    const { benign: _, ...scored } = await assess(row.text, model, until);
    const lang = typeof row.lang === 'string' ? row.lang : scored.lang;
    await write(`${JSON.stringify({ ...row, ...scored, lang, flagged: scored.score >= threshold && !scored.assist })}\n`);
    done += 1;
    if (process.stderr.isTTY && done % 500 === 0) process.stderr.write(`\r${done} scored`);
  }
  if (process.stderr.isTTY && done >= 500) process.stderr.write(`\r${done} scored\n`);
  return bad ? EXIT.data : 0;
}

function problem(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object';
  if (!('text' in value)) return 'no text';
  return typeof value.text === 'string' ? '' : 'text is not a string';
}

/** Waits where the reader is slower than we are. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once('drain', resolve);
  });
}
