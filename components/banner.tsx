/** A line that stays until it is dealt with: what is so, why, and what can be done. */
import type { ComponentChildren } from 'preact';
import { CloseIcon } from './icons';
import { KeyCap } from './key-cap';
import { useWords } from './use-words';

interface Props {
  tone: 'lamp' | 'sea';
  /** Interrupts a screen reader; for what must not be missed. */
  alert?: boolean;
  children: ComponentChildren;
  onClose?: (() => void) | undefined;
  /** The key that closes it too. */
  closeKey?: string;
}

export function Banner({ tone, alert = false, children, onClose, closeKey }: Props) {
  const { popup } = useWords();
  return (
    <div class="banner" data-tone={tone} role={alert ? 'alert' : 'status'}>
      <div class="banner-words">{children}</div>
      {onClose &&
        (closeKey ? (
          <button type="button" class="link-button" onClick={onClose}>
            <KeyCap>{closeKey}</KeyCap> {popup.close}
          </button>
        ) : (
          <button type="button" class="icon-button" aria-label={popup.close} title={popup.close} onClick={onClose}>
            <CloseIcon />
          </button>
        ))}
    </div>
  );
}
