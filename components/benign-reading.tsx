/** What else the post may be, on every flag and above the buttons, with what to look for. */
import type { Assessment } from '@/utils/types';
import { useWords } from './use-words';

export function BenignReading({ benign }: Pick<Assessment, 'benign'>) {
  const words = useWords();
  const { reading, look } = words.popup.benign[benign.kind === 'advertisement' ? 'other' : benign.kind];
  return (
    <p class="benign">
      {words.popup.couldAlsoBe(reading, words.score(benign.score))} {look}
    </p>
  );
}
