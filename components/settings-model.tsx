/** The model card's facts, and privacy in plain words. */
import { POINTS, type Point } from '@/utils/words/settings-words';
import { numberText } from './number-text';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

export interface ModelFacts {
  version: string;
  files: readonly { name: string; bytes: number; sha256: string }[];
  thresholds: Record<Point, number>;
  /** Texts written for training, and ordinary ones beside them. */
  trainedOn: { written: number; ordinary: number };
  /** BCP 47; empty where the model does not say. */
  languages: readonly string[];
}

interface Props {
  model: ModelFacts;
  /** What the classifier runs on; null before its first answer. */
  classifier: { mode: 'model' | 'rules'; reason: string } | null;
}

export function SettingsModel({ model, classifier }: Props) {
  const { settings, language, list, lang } = useWords();
  const words = settings.model;
  const state =
    classifier === null ? words.notStarted : classifier.mode === 'model' ? words.running : words.rulesOnly(classifier.reason);
  const facts: [string, string, 'code' | 'words'][] = [
    [words.version, model.version, 'code'],
    ...model.files.flatMap(({ name, bytes, sha256 }): typeof facts => [
      [words.file, name, 'code'],
      [words.size, settings.size(bytes), 'words'],
      [words.sha256, sha256, 'code'],
    ]),
    [
      words.flagsFrom,
      list(POINTS.map((point) => `${settings.threshold.points[point].head} ${numberText(model.thresholds[point])}`)),
      'words',
    ],
    [words.trainedOn, words.trainedOnOf(model.trainedOn.written, model.trainedOn.ordinary), 'words'],
    ...(model.languages.length
      ? [
          [words.languages, list(model.languages.map(language).sort((a, b) => a.localeCompare(b, lang))), 'words'] as [
            string,
            string,
            'words',
          ],
        ]
      : []),
  ];
  return (
    <SettingsSection id="model">
      <dl class="facts">
        <div>
          <dt>{words.state}</dt>
          <dd class="model-state" data-mode={classifier?.mode ?? 'none'}>
            {state}
          </dd>
        </div>
        {facts.map(([name, value, kind]) => (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>{kind === 'code' ? <code dir="ltr">{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
      <h3>{words.isNot}</h3>
      <ul class="points">
        {words.isNotPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </SettingsSection>
  );
}

export function SettingsPrivacy() {
  const { settings } = useWords();
  return (
    <SettingsSection id="privacy">
      <dl class="said">
        {settings.privacy.map(({ head, body }) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{body}</dd>
          </div>
        ))}
      </dl>
    </SettingsSection>
  );
}
