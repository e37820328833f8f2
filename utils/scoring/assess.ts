/** The whole cascade for one text: normalise → signals → gate → judge → calibrate. The worker, the command line and the tests all call this. */
import { findSpans, signalText } from '../signals/index';
import { judgeText } from '../text/judge-text';
import { guessLanguage } from '../text/language';
import { CAPS, type Kind, type Scored } from '../types';
import { wordCount } from './groups';
import { blended, firstStage, rankedKinds, rankedServices, scaleFor, type Answer, type Model } from './model';
import { rulesVerdict } from './rules';

/** Services are named from this probability on. */
const NAMED = 0.5;

/** How far the cascade goes: `gate` for the first stage alone. */
export type Stage = 'gate' | 'full';

/** A text as the classifier reads it: at most CAPS.text units, head and tail (reliability T03). */
export function clipped(text: string): string {
  if (text.length <= CAPS.text) return text;
  const half = CAPS.text / 2;
  return `${text.slice(0, half)}${text.slice(-half)}`;
}

/**
 * Scores one text. With `model` null it is rules only. Spans beyond a clipped middle are left out, so every span lies in the text given.
 * A text without any word (links, emoji, numbers, handles only) scores 0 and no stage is asked: there is nothing to name as a reason.
 * Throws when a network does.
 */
export async function assess(text: string, model: Model | null, stage: Stage = 'full'): Promise<Scored> {
  const read = clipped(text);
  const known = signalText(read);
  const found = findSpans(known);
  const spans = text === read ? found : found.filter((span) => span.end <= CAPS.text / 2);
  const lang = guessLanguage(known.normalised.text);
  const version = model?.manifest.version ?? 'rules';
  const assist = lang !== null && model?.manifest.assistOnly.includes(lang);
  const common = { lang, spans, model: version, ...(assist ? { assist } : {}) };
  if (wordCount(judgeText(read)) === 0)
    return { score: 0, services: [], kind: 'other', benign: { kind: 'other', score: 0 }, ...common };
  const { score, benign } = rulesVerdict(known, found);
  if (model) return { ...(await judged(read, score, model, stage)), ...common };
  return { score, services: [], kind: score >= NAMED ? 'advertisement' : benign.kind, benign, ...common };
}

/**
 * Below `pass` the first stage's probability is the score, always under every operating point; from there on the judge is asked and both are
 * blended with the keyword rules. The services are the gate's: its head names them better than this judge's (models/README.md). The kind is the judge's.
 */
async function judged(
  text: string,
  rules: number,
  { manifest, gate, judge }: Model,
  stage: Stage,
): Promise<Pick<Scored, 'score' | 'services' | 'kind' | 'benign'>> {
  const first = await gate(text);
  const pass = firstStage(manifest, first, rules);
  if (stage === 'gate' || !(pass >= manifest.gate.pass)) return named(pass, first);
  const second = await judge(text);
  return named(blended(manifest, scaleFor(manifest, text), { gate: first, judge: second, rules }), {
    ...second,
    services: first.services,
  });
}

function named(score: number, answer: Answer): Pick<Scored, 'score' | 'services' | 'kind' | 'benign'> {
  if (!Number.isFinite(score)) throw new Error('The model gave no number.');
  const kinds = rankedKinds(answer);
  const benign = kinds.find(([kind]) => kind !== 'advertisement') ?? (['other', 0] as [Kind, number]);
  return {
    score,
    services: rankedServices(answer)
      .filter(([, p]) => p >= NAMED)
      .map(([service]) => service),
    kind: kinds[0]?.[0] ?? 'other',
    benign: { kind: benign[0], score: benign[1] },
  };
}
