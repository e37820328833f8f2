/** What is kept, how long, and how much room it takes. */
import { NumberField } from './settings-fields';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

export interface StoredCounts {
  waiting: number;
  assist: number;
  decided: number;
  samples: number;
  verdicts: number;
}

interface Props {
  /** Share 0..1. */
  sampleRate: number;
  undecidedDays: number;
  decidedDays: number;
  counts: StoredCounts | null;
  /** Bytes; null where the browser does not say, undefined while it is asked. */
  room: { used: number; free: number } | null | undefined;
  onSave: (change: { sampleRate?: number; undecidedDays?: number; decidedDays?: number }) => void;
}

/** Percent: the issue asks for a small sample, and a large one would keep what need not be kept. */
const MOST_SAMPLED = 5;
/** As in utils/settings. */
const DAYS = { from: 1, to: 365, whole: true } as const;

export function SettingsKeep({ sampleRate, undecidedDays, decidedDays, counts, room, onSave }: Props) {
  const { settings } = useWords();
  const words = settings.keep;
  return (
    <SettingsSection id="keep">
      <NumberField
        label={words.sample}
        hint={words.sampleHint}
        unit={words.percentUnit}
        value={sampleRate * 100}
        from={0}
        to={MOST_SAMPLED}
        onSave={(percent) => onSave({ sampleRate: percent / 100 })}
      />
      <NumberField
        label={words.undecided}
        unit={words.daysUnit(undecidedDays)}
        value={undecidedDays}
        {...DAYS}
        onSave={(days) => onSave({ undecidedDays: days })}
      />
      <NumberField
        label={words.decided}
        hint={words.daysHint}
        unit={words.daysUnit(decidedDays)}
        value={decidedDays}
        {...DAYS}
        onSave={(days) => onSave({ decidedDays: days })}
      />
      <dl class="facts">
        <div>
          <dt>{words.used}</dt>
          <dd>
            {room === null && words.usedUnknown}
            {room && words.usedOf(settings.size(room.used), settings.size(room.free))}
            {counts && (
              <p class="hint">{words.rows(counts.waiting, counts.assist, counts.decided, counts.samples, counts.verdicts)}</p>
            )}
          </dd>
        </div>
      </dl>
    </SettingsSection>
  );
}
