/** What is being read and how well, in one line: the dot turns amber, with words, when posts were seen and could not be read or scored. */
import { useWords } from './use-words';

export interface Health {
  /** As a person says it. */
  platform: string;
  seen: number;
  read: number;
  unreadable: number;
  flagged: number;
}

interface Props {
  health: Health | null;
  /** Posts that could not be scored, ever. */
  unscored: number;
  /** From 1; null where no flag is on screen. */
  position: { at: number; of: number } | null;
}

export function HealthLine({ health, unscored, position }: Props) {
  const { popup } = useWords();
  const drift = health !== null && health.seen > 0 && health.unreadable > 0;
  const state = drift || unscored > 0 ? 'amber' : health ? 'fine' : 'off';
  const line = !health
    ? popup.notReading
    : drift
      ? popup.partlyRead(health.platform, health.seen, health.unreadable)
      : popup.reading(health.platform, health.seen, health.read, health.flagged);
  const words = unscored > 0 ? `${line} · ${popup.unscored(unscored)}` : line;
  return (
    <div class="health" data-state={state}>
      <span class="dot" aria-hidden="true" />
      <p title={words}>{words}</p>
      {position && <span class="position">{popup.position(position.at, position.of)}</span>}
    </div>
  );
}
