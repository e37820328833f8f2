/** Which platforms are read. The switch is the browser's own permission: nothing else is remembered. */
import { useState } from 'preact/hooks';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

export interface PlatformRow {
  id: string;
  /** Its own label, where the language has no name for it. */
  label: string;
  /** As in `t.me, telegram.me`. */
  hosts: string;
  /** null while the browser has not said. */
  on: boolean | null;
  /** What came of the last click. */
  state: 'idle' | 'asking' | 'refused' | { failed: string };
}

interface Props {
  platforms: readonly PlatformRow[];
  accepted: boolean;
  /** Called straight from the click: the browser asks its question only then. */
  onSwitch: (id: string, on: boolean) => void;
  /** A switch was tried before the notice was read. */
  onNeedsNotice: () => void;
}

export function SettingsPlatforms({ platforms, accepted, onSwitch, onNeedsNotice }: Props) {
  const { settings } = useWords();
  const [tried, setTried] = useState(false);
  const words = settings.platforms;
  return (
    <SettingsSection id="platforms">
      <p class="intro">{words.intro}</p>
      {!accepted && (
        <p class="first-notice" id="first-notice" role={tried ? 'alert' : undefined}>
          {settings.notice.first}
        </p>
      )}
      <ul class="platforms">
        {platforms.map((row) => (
          <Row
            key={row.id}
            row={row}
            blocked={!accepted && row.on !== true}
            onSwitch={(on) => {
              if (accepted || !on) return onSwitch(row.id, on);
              setTried(true);
              onNeedsNotice();
            }}
          />
        ))}
      </ul>
    </SettingsSection>
  );
}

function Row({ row, blocked, onSwitch }: { row: PlatformRow; blocked: boolean; onSwitch: (on: boolean) => void }) {
  const { settings, shared } = useWords();
  const words = settings.platforms;
  const name = shared.platforms[row.id] ?? row.label;
  const about = `platform-${row.id}`;
  const { state } = row;
  return (
    <li class="platform" data-platform={row.id}>
      <div class="platform-words">
        <h3>
          {name} <bdi class="hosts">{row.hosts}</bdi>
        </h3>
        <p class="hint" id={about}>
          {words.limits[row.id] ?? words.noLimits}
        </p>
        <p class="platform-state" role="status" data-state={typeof state === 'object' ? 'failed' : state}>
          {state === 'asking' && words.asking}
          {state === 'refused' && words.refused(name)}
          {typeof state === 'object' && words.failed(state.failed)}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={row.on === true}
        aria-label={words.read(name)}
        aria-describedby={blocked ? `${about} first-notice` : about}
        aria-disabled={blocked}
        aria-busy={row.on === null}
        onClick={() => onSwitch(row.on !== true)}
      >
        <span class="switch-word" aria-hidden="true">
          {row.on === null ? '…' : row.on ? words.on : words.off}
        </span>
        <span class="switch-track" />
      </button>
    </li>
  );
}
