/** Why this verdict: a digit picks, Enter picks none in particular, Escape leaves. A note may be written first. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { REASONS, type Label, type Reason } from '@/utils/types';
import { KeyCap } from './key-cap';
import { LABEL_KEYS } from './keys';
import { useWords } from './use-words';

interface Props {
  label: Label;
  onPick: (reason: Reason) => void;
  onClose: () => void;
  onNote: (note: string) => void;
}

/** As the store keeps it, UTF-16 code units. */
const NOTE_LENGTH = 2000;

export function ReasonList({ label, onPick, onClose, onNote }: Props) {
  const { popup, shared } = useWords();
  const panel = useRef<HTMLDivElement>(null);
  // At once: a focus that comes later would take the next letters away from the note.
  useLayoutEffect(() => panel.current?.focus(), []);
  return (
    <div class="reasons" id="reasons" role="group" aria-labelledby="reasons-title" tabIndex={-1} ref={panel}>
      <div class="reasons-head">
        <h2 id="reasons-title">{popup.why(shared.labels[label])}</h2>
        <button type="button" class="link-button" aria-keyshortcuts="Escape" onClick={onClose}>
          <KeyCap>Esc</KeyCap> {popup.close}
        </button>
      </div>
      <ol>
        {REASONS[label].map((reason, i) => (
          <li key={reason}>
            <button type="button" class="reason" aria-keyshortcuts={String(i + 1)} onClick={() => onPick(reason)}>
              <KeyCap>{String(i + 1)}</KeyCap>
              <span>{shared.reasons[reason]}</span>
              {reason === 'other' && (
                <span class="keys-beside">
                  <KeyCap>↵</KeyCap>
                  <KeyCap>{LABEL_KEYS[label]}</KeyCap>
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <label class="note">
        <KeyCap>0</KeyCap>
        <span class="out-of-sight">{popup.noteLabel}</span>
        <input
          id="note"
          type="text"
          maxLength={NOTE_LENGTH}
          placeholder={popup.noteHint}
          autocomplete="off"
          onInput={(event) => {
            // An empty field shows its hint in the page's direction, a note its own.
            event.currentTarget.dir = event.currentTarget.value ? 'auto' : '';
            onNote(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
            event.preventDefault();
            event.stopPropagation();
            panel.current?.focus();
          }}
        />
      </label>
    </div>
  );
}
