/** What else the post may be, on every flag and above the buttons, with what to look for. */
import type { Assessment } from '@/utils/types';
import { useWords } from './use-words';

/** Lower bounds of the words for a probability, 0..1 (IPCC guidance note on uncertainties: Mastrandrea et al., 2010). */
const LIKELY = [
  ['veryLikely', 0.9],
  ['likely', 0.66],
  ['even', 0.33],
] as const;

/** Where the classifier's own reading is a benign one, it is said in full and marked, for the card to put it first. */
export function BenignReading({ assessment: { benign, kind } }: { assessment: Pick<Assessment, 'benign' | 'kind'> }) {
  const { popup, score } = useWords();
  const { reading, look } = popup.benign[benign.kind === 'advertisement' ? 'other' : benign.kind];
  if (kind === 'advertisement') {
    return (
      <p class="benign">
        {popup.couldAlsoBe(reading, score(benign.score))} {look}
      </p>
    );
  }
  const likely = LIKELY.find(([, from]) => benign.score >= from)?.[0] ?? 'lessLikely';
  return (
    <p class="benign is-first">
      <strong>{popup.readsLike(reading)}</strong> {popup.likely[likely](score(benign.score))} {look}
    </p>
  );
}
