/** The four verdicts, alike in everything but their words; the reasons of one open above them. */
import { LABELS, type Label, type Reason } from '@/utils/types';
import { KeyCap } from './key-cap';
import { LABEL_KEYS } from './keys';
import { ReasonList } from './reason-list';
import { useWords } from './use-words';

interface Props {
  /** The label whose reasons are open. */
  asking: Label | null;
  onAsk: (label: Label | null) => void;
  onDecide: (label: Label, reason: Reason) => void;
  /** What is in the note field when it is asked for. */
  onNote: (note: string) => void;
}

export function VerdictBar({ asking, onAsk, onDecide, onNote }: Props) {
  const { popup, shared } = useWords();
  return (
    <div class="verdicts" role="group" aria-label={popup.verdictBar}>
      {asking && (
        <ReasonList
          key={asking}
          label={asking}
          onPick={(reason) => onDecide(asking, reason)}
          onClose={() => onAsk(null)}
          onNote={onNote}
        />
      )}
      {LABELS.map((label) => (
        <button
          key={label}
          type="button"
          class="verdict"
          id={`verdict-${label}`}
          aria-keyshortcuts={LABEL_KEYS[label]}
          aria-expanded={asking === label}
          onClick={(event) => {
            // Enter on the button counts as the key again; a second click of the mouse only closes.
            if (asking !== label) onAsk(label);
            else if (event.detail === 0) onDecide(label, 'other');
            else onAsk(null);
          }}
        >
          <KeyCap>{LABEL_KEYS[label]}</KeyCap>
          {shared.verdicts[label]}
        </button>
      ))}
    </div>
  );
}
