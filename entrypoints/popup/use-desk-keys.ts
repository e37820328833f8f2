/** Which key does what. While a reason list is open, keys belong to it; while the help is open, to the browser. */
import { labelOfKey, reasonOfKey } from '@/components/keys';
import type { Label } from '@/utils/types';
import type { Desk } from './use-desk';
import { useKeys } from './use-keys';

/** px. */
const SCROLL: Record<string, number> = { ArrowDown: 48, ArrowUp: -48, PageDown: 160, PageUp: -160 };

const within = (target: EventTarget | null, selector: string) => target instanceof Element && target.closest(selector) !== null;

/** Says whether it took the key. */
function pressWhileAsking(desk: Desk, asking: Label, key: string, target: EventTarget | null): boolean {
  const reason = reasonOfKey(asking, key);
  const label = labelOfKey(key);
  if (reason) desk.decide(asking, reason);
  else if (label === asking || (key === 'Enter' && !within(target, 'button, a, summary'))) desk.decide(asking, 'other');
  else if (label) desk.ask(label);
  else if (key === 'Escape') desk.ask(null);
  else if (key === '0') document.getElementById('note')?.focus();
  else return false;
  return true;
}

function press(desk: Desk, key: string): boolean {
  const label = labelOfKey(key);
  if (label) desk.ask(label);
  else if (key === 'Z') desk.undo();
  else if (key === 'R') desk.reveal();
  else if (key === 'O') document.getElementById('open-post')?.click();
  else if (key === 'Escape' && desk.again) desk.reopen(null);
  else if (desk.again) return false;
  else if (key === 'S') desk.skip();
  else if (key === 'J') desk.move(1);
  else if (key === 'K') desk.move(-1);
  else return false;
  return true;
}

/** `active`: the queue can be read and no dialog is open. */
export function useDeskKeys(desk: Desk, active: boolean, { onHelp, onShelf }: { onHelp: () => void; onShelf: () => void }): void {
  useKeys((key, target) => {
    if (!active) return false;
    const by = SCROLL[key];
    if (by !== undefined) {
      if (within(target, '#post-text')) return false;
      document.getElementById('post-text')?.scrollBy({ top: by });
      return true;
    }
    if (key === '?') {
      onHelp();
      return true;
    }
    if (key === 'L' && !desk.asking && !desk.again) {
      onShelf();
      return true;
    }
    return desk.asking ? pressWhileAsking(desk, desk.asking, key, target) : press(desk, key);
  });
}
