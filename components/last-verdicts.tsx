/** The last ten verdicts, always in view and opened again by a click; beside them the keys that act on the queue. */
import { LABELS, type Label, type Reason } from '@/utils/types';
import { KeyCap } from './key-cap';
import { LABEL_KEYS } from './keys';
import { useWords } from './use-words';

export interface LastVerdict {
  flag: string;
  label: Label;
  reason: Reason;
  /** ms since 1970. */
  at: number;
  /** Retention removed the flag: there is nothing to open. */
  gone: boolean;
}

interface Props {
  verdicts: readonly LastVerdict[];
  /** Key of the flag that is open again. */
  open: string | null;
  now: number;
  onOpen: (flag: string) => void;
  onUndo: () => void;
  /** Absent where there is nothing to skip. */
  onSkip?: (() => void) | undefined;
  onHelp: () => void;
}

export function LastVerdicts({ verdicts, open, now, onOpen, onUndo, onSkip, onHelp }: Props) {
  const words = useWords();
  const { popup, shared } = words;
  return (
    <footer class="last">
      <ul class="last-list" aria-label={popup.last}>
        {verdicts.map(({ flag, label, reason, at, gone }) => {
          const name = gone
            ? popup.lastGone(shared.labels[label])
            : popup.lastVerdict(shared.labels[label], shared.reasons[reason], words.ago(at, now));
          return (
            <li key={flag}>
              <button
                type="button"
                class="last-one"
                data-tone={LABELS.indexOf(label)}
                disabled={gone}
                aria-label={name}
                title={name}
                aria-pressed={open === flag}
                onClick={() => onOpen(flag)}
              >
                <span>{LABEL_KEYS[label]}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" class="quiet" aria-keyshortcuts="Z" onClick={onUndo}>
        <KeyCap>Z</KeyCap> {popup.undo}
      </button>
      {onSkip && (
        <button type="button" class="quiet" aria-keyshortcuts="S" onClick={onSkip}>
          <KeyCap>S</KeyCap> {popup.skip}
        </button>
      )}
      <button type="button" class="quiet" aria-keyshortcuts="?" aria-label={popup.allKeys} title={popup.allKeys} onClick={onHelp}>
        <KeyCap>?</KeyCap>
      </button>
    </footer>
  );
}
