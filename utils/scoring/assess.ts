/** The whole cascade for one text: normalise → signals → gate (→ judge, when there is one) → calibrate. The worker, the command line and the tests all call this. */
import { findSpans, signalText } from '../signals/index';
import { guessLanguage } from '../text/language';
import { CAPS, type Kind, type Scored } from '../types';
import { features } from './features';
import { calibrated, rankedKinds, rankedServices, type Model } from './model';
import { rulesVerdict } from './rules';

/** Services are named from this probability on. */
const NAMED = 0.5;

/** A text as the classifier reads it: at most CAPS.text units, head and tail (reliability T03). */
export function clipped(text: string): string {
  if (text.length <= CAPS.text) return text;
  const half = CAPS.text / 2;
  return `${text.slice(0, half)}${text.slice(-half)}`;
}

/**
 * Scores one text. With `model` null it is rules only. Spans beyond a clipped middle are left out, so every span lies in the text given.
 * Throws when the network does.
 */
export async function assess(text: string, model: Model | null): Promise<Scored> {
  const read = clipped(text);
  const known = signalText(read);
  const spans = text === read ? findSpans(known) : findSpans(known).filter((span) => span.end <= CAPS.text / 2);
  const lang = guessLanguage(known.normalised.text);
  const rules = rulesVerdict(known, spans);
  if (!model) {
    return {
      score: rules.score,
      services: [],
      kind: rules.score >= NAMED ? 'advertisement' : rules.benign.kind,
      benign: rules.benign,
      lang,
      spans,
      model: 'rules',
    };
  }
  const answer = await model.infer(features(read));
  if (!Number.isFinite(answer.logit)) throw new Error('The model gave no number.');
  const score = calibrated(model.manifest.calibration, answer.logit);
  const services = rankedServices(answer).filter(([, p]) => p >= NAMED);
  const kinds = rankedKinds(answer);
  const benign = kinds.find(([kind]) => kind !== 'advertisement') ?? (['other', 0] as [Kind, number]);
  const kind = kinds[0]?.[0] ?? 'other';
  return {
    score,
    services: services.map(([service]) => service),
    kind,
    benign: { kind: benign[0], score: benign[1] },
    lang,
    spans,
    model: model.manifest.version,
  };
}
