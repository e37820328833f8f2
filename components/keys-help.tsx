/** Every key on one card. A modal dialog: the browser keeps the focus in it and closes it with Escape. */
import { useEffect, useRef } from 'preact/hooks';
import { KeyCap } from './key-cap';
import { useWords } from './use-words';

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { popup } = useWords();
  const { keys } = popup;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const rows: [string[], string][] = [
    [['A', 'N', 'U', 'E'], keys.decide],
    [['1', '…', '9'], keys.reason],
    [['↵'], keys.otherReason],
    [['0'], keys.note],
    [['Z'], keys.undo],
    [['S'], keys.skip],
    [['J'], keys.next],
    [['K'], keys.previous],
    [['↑', '↓'], keys.scroll],
    [['L'], keys.shelf],
    [['R'], keys.reveal],
    [['O'], keys.open],
    [['Esc'], keys.close],
  ];
  return (
    <dialog class="keys-help" ref={dialog} autofocus aria-labelledby="keys-title" onClose={onClose}>
      <div class="reasons-head">
        <h2 id="keys-title">{keys.title}</h2>
        <button type="button" class="link-button" aria-keyshortcuts="Escape" onClick={() => dialog.current?.close()}>
          <KeyCap>Esc</KeyCap> {popup.close}
        </button>
      </div>
      <dl>
        {rows.map(([pressed, does]) => (
          <div key={does}>
            <dt dir="ltr">{pressed.map((key) => (key === '…' ? key : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
