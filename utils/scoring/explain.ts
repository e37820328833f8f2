/**
 * Which words carried the score: occlusion (Zeiler & Fergus, 2014, arXiv:1311.2901). The judge reads the text once whole and once without each
 * phrase; what the probability loses is the phrase's share. Asked for one opened flag at a time, so it may take a second.
 */
import { blended, scaleFor, type Model } from './model';
import { phrasesOf } from './phrases';
import { rulesScore } from './rules';

/** A phrase of the text and what the probability of an advertisement loses without it, −1..1. UTF-16 offsets into the text given, end exclusive. */
export interface Phrase {
  start: number;
  end: number;
  drop: number;
}

export interface Explanation {
  /** The blended, calibrated P(advertisement) of the whole text, 0..1. */
  base: number;
  /** The phrases whose drop is above 0, by position; where there is none, the one with the largest. Empty only for a text without any word. */
  phrases: Phrase[];
}

/** How far it is: `done` of `of` phrases asked, and the phrases with a drop above 0 so far, by position. */
export interface ExplainStep {
  done: number;
  of: number;
  phrases: Phrase[];
}

/** Between two runs of the judge: let others go first, then say whether to stop. */
export type Cancelled = () => boolean | Promise<boolean>;

/**
 * Explains one text; null when it was cancelled, which is asked before each run. The whole text's group calibrates every run: what changes is
 * the words, not the scale. Throws when the network does.
 */
export async function explain(
  text: string,
  model: Model,
  onStep: (step: ExplainStep) => void,
  cancelled: Cancelled,
): Promise<Explanation | null> {
  const spans = phrasesOf(text);
  if (await cancelled()) return null;
  const scale = scaleFor(model.manifest, text);
  const probability = async (part: string): Promise<number> => {
    const p = blended(model.manifest, scale, {
      gate: await model.gate(part),
      judge: await model.judge(part),
      rules: rulesScore(part),
    });
    if (!Number.isFinite(p)) throw new Error('The model gave no number.');
    return p;
  };
  const base = await probability(text);
  const asked: Phrase[] = [];
  for (const { start, end } of spans) {
    if (await cancelled()) return null;
    const drop = base - (await probability(`${text.slice(0, start)} ${text.slice(end)}`));
    asked.push({ start, end, drop });
    onStep({ done: asked.length, of: spans.length, phrases: asked.filter(carries) });
  }
  const phrases = asked.filter(carries);
  return { base, phrases: phrases.length ? phrases : asked.filter((phrase) => phrase === largest(asked)) };
}

const carries = ({ drop }: Phrase): boolean => drop > 0;
const largest = (phrases: readonly Phrase[]): Phrase | undefined =>
  phrases.reduce<Phrase | undefined>((best, phrase) => (best && best.drop >= phrase.drop ? best : phrase), undefined);
