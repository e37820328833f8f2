/** Name, how many wait, and the two doors out of the popup. */
import { GearIcon, Mark, TabIcon } from './icons';
import { useWords } from './use-words';

interface Props {
  /** null while it is not known. */
  waiting: number | null;
  /** The shelf of the assist-only languages; absent where nothing ever lay on it. */
  assist?: { on: boolean; count: number; onToggle: () => void } | null;
  /** Absent where the page is a tab already. */
  onOpenTab?: (() => void) | undefined;
  onSettings: () => void;
}

export function TopBar({ waiting, assist, onOpenTab, onSettings }: Props) {
  const { popup, shared } = useWords();
  return (
    <header class="top-bar">
      <Mark />
      <h1>Breakwater</h1>
      {waiting !== null && waiting > 0 && <span class="pill">{popup.waiting(waiting)}</span>}
      {assist && (
        <button
          type="button"
          class="pill"
          aria-pressed={assist.on}
          aria-keyshortcuts="L"
          title={popup.assistOnly.about}
          onClick={assist.onToggle}
        >
          {popup.assistOnly.shelf(assist.count)}
        </button>
      )}
      {onOpenTab && (
        <button type="button" class="icon-button" aria-label={popup.openInTab} title={popup.openInTab} onClick={onOpenTab}>
          <TabIcon />
        </button>
      )}
      <button type="button" class="icon-button" aria-label={shared.settings} title={shared.settings} onClick={onSettings}>
        <GearIcon />
      </button>
    </header>
  );
}
