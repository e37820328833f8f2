/** The contract of a signal: it finds reasons in a post's text, as ranges of the normalised text. Signals explain a score and, through the keyword rules, weigh in it; they never judge alone. */
import type { Normalised } from '../text/normalise';
import type { Token } from '../text/tokens';
import type { SignalId } from '../types';

export interface SignalText {
  /** The post's text as it stands. */
  raw: string;
  normalised: Normalised;
  /** Words and signs; a people's name stands as one sign. */
  tokens: readonly Token[];
}

/** UTF-16 offsets in the normalised text, end exclusive; weight in (0, 1]: how much this reason says by itself. */
export interface Found {
  start: number;
  end: number;
  signal: SignalId;
  weight: number;
}

export interface Signal {
  /** Kebab case, also the file's name. */
  id: string;
  /** Pure, linear in the text's length, never throws. */
  find: (text: SignalText) => Found[];
}
