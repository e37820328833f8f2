/** How likely, and where flags start: amber, a possibility for a person to judge. Grey and named where only the rules spoke. */
import { useWords } from './use-words';

interface Props {
  /** Both 0..1. */
  score: number;
  threshold: number;
  /** The score is the rules' and not calibrated. */
  rules: boolean;
}

const share = (value: number) => `${Math.min(1, Math.max(0, value)) * 100}%`;

export function ScoreBar({ score, threshold, rules }: Props) {
  const words = useWords();
  const { popup } = words;
  const figures = popup.flagsFrom(words.score(score), words.score(threshold));
  return (
    <div class="score" data-rules={rules}>
      <div class="score-line">
        <h2>{rules ? popup.possibleByRules : popup.possible}</h2>
        <span class="figures">{figures}</span>
      </div>
      <div
        class="score-bar"
        role="meter"
        aria-label={popup.scoreLabel}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={score}
        aria-valuetext={figures}
      >
        <span class="score-fill" style={{ inlineSize: share(score) }} />
        <span class="score-tick" style={{ insetInlineStart: share(threshold) }} />
      </div>
    </div>
  );
}
