/** One line under the post: what its waves mean, how far the search for them is, and the strongest words for those who hear the page. */
import type { Explained } from './carried';
import { useWords } from './use-words';

interface Props {
  explained: Explained;
  /** The phrases that are marked, the strongest first. */
  said: readonly string[];
  onAgain: () => void;
}

/** So many are read out, each up to so many characters, UTF-16 code units: a phrase may be a whole paragraph. */
const READ_OUT = 3;
const LENGTH = 120;

/** On one line, and cut at a word where it is long. */
function brief(phrase: string): string {
  const line = phrase.replace(/\s+/g, ' ');
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH).replace(/\s\S*$/, '')} …`;
}

export function CarriedLine({ explained, said, onAgain }: Props) {
  const { popup, list } = useWords();
  const { carried } = popup;
  const { state } = explained;
  return (
    <div class="carried-line" data-state={state}>
      {said.length > 0 && (
        <span class="carried" data-strength="2" aria-hidden="true">
          {'\u00a0'.repeat(5)}
        </span>
      )}
      <p>{wording(explained, carried)}</p>
      {state === 'failed' && (
        <button type="button" class="link-button" title={explained.why} onClick={onAgain}>
          {popup.storage.again}
        </button>
      )}
      <p class="out-of-sight" role="status">
        {state === 'done' && carried.spoken(list(said.slice(0, READ_OUT).map((phrase) => popup.quote(brief(phrase)))))}
      </p>
    </div>
  );
}

function wording(explained: Explained, words: ReturnType<typeof useWords>['popup']['carried']): string {
  switch (explained.state) {
    case 'off':
      return words.off;
    case 'looking':
      return explained.done > 0 ? words.soFar(explained.done, explained.of) : words.looking;
    case 'done':
      return words.done;
    case 'failed':
      return words.failed;
  }
}
