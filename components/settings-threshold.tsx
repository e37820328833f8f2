/** From which score on a post is flagged, and what that would mean for the posts that are stored. */
import { useEffect, useState } from 'preact/hooks';
import { POINTS, type Point } from '@/utils/words/settings-words';
import { numberText } from './number-text';
import { Choice, NumberField } from './settings-fields';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

/** Flagging everything is a mistake, not a wish. */
const LOWEST = 0.01;
const HIGHEST = 0.9999;
/** Scores crowd at both ends (0.995 and 0.999 are far apart in what they flag), so the slider runs in log-odds; four decimals are kept. */
const logit = (score: number): number => Math.log(score / (1 - score));
const [FROM, TO] = [logit(LOWEST), logit(HIGHEST)];
const toSlider = (score: number): number => logit(Math.min(HIGHEST, Math.max(LOWEST, score)));
const fromSlider = (place: number): number => Number((1 / (1 + Math.exp(-place))).toFixed(4));
const share = (score: number): string => `${((toSlider(score) - FROM) / (TO - FROM)) * 100}%`;

interface Props {
  /** 0..1; null: the model's balanced one. */
  value: number | null;
  points: Record<Point, number>;
  /** What a threshold would flag: the one shown, but for the moment that counting takes. null before the first count. */
  preview: { threshold: number; total: number; flags: number; samples: number } | null;
  /** Share of unflagged posts kept, 0..1. */
  sampleRate: number;
  /** The rules' own threshold when only rules run, else null. */
  rules: number | null;
  /** Moves with the slider. */
  onPreview: (threshold: number) => void;
  onSave: (threshold: number | null) => void;
}

export function SettingsThreshold({ value, points, preview, sampleRate, rules, onPreview, onSave }: Props) {
  const { settings } = useWords();
  const words = settings.threshold;
  const stored = value ?? points.balanced;
  const [draft, setDraft] = useState(stored);
  const [own, setOwn] = useState(false);
  useEffect(() => {
    setDraft(stored);
    onPreview(stored);
  }, [stored]);

  const match = value === null ? 'balanced' : POINTS.find((point) => points[point] === value);
  const chosen = own ? 'own' : (match ?? 'own');
  const save = (threshold: number) => {
    setOwn(true);
    onSave(threshold);
  };
  return (
    <SettingsSection id="threshold">
      <p class="intro">{words.intro}</p>
      {rules !== null && <p class="rules-now">{words.rulesNow(numberText(rules))}</p>}
      <Choice
        legend={settings.sections.threshold}
        quiet
        value={chosen}
        options={[...POINTS, 'own' as const].map((point) => ({
          value: point,
          label: (
            <>
              {words.points[point].head} {point !== 'own' && <bdi class="figure">{numberText(points[point], 3)}</bdi>}
            </>
          ),
          about: words.points[point].body,
        }))}
        onChoose={(point) => {
          setOwn(point === 'own');
          if (point !== 'own') onSave(point === 'balanced' ? null : points[point]);
        }}
      />
      <div class="flag-from">
        <div class="slider">
          <input
            type="range"
            class="range"
            min={FROM}
            max={TO}
            step={0.05}
            value={toSlider(draft)}
            aria-label={words.slider}
            aria-valuetext={numberText(draft)}
            ref={(element) => element?.style.setProperty('--at', share(draft))}
            onInput={(event) => {
              const score = fromSlider(Number(event.currentTarget.value));
              setDraft(score);
              onPreview(score);
            }}
            onChange={(event) => save(fromSlider(Number(event.currentTarget.value)))}
          />
          <div class="ticks" aria-hidden="true">
            {POINTS.map((point) => (
              <span key={point} ref={(element) => element?.style.setProperty('--at', share(points[point]))} />
            ))}
          </div>
        </div>
        <NumberField label={words.number} value={draft} from={LOWEST} to={1} onSave={save} />
      </div>
      <p class="would-flag" role="status" aria-busy={preview?.threshold !== draft}>
        {preview === null && words.counting}
        {preview?.total === 0 && words.nothingStored}
        {preview !== null &&
          preview.total > 0 &&
          words.wouldFlag(preview.flags + preview.samples, preview.total, preview.flags, preview.samples)}
      </p>
      {sampleRate > 0 && <p class="hint">{words.aboutSamples(Math.round(1 / sampleRate))}</p>}
    </SettingsSection>
  );
}
