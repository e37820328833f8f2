/** Language and look of every page of the extension. */
import type { Settings } from '@/utils/settings';
import { LANGUAGES, wordsFor } from '@/utils/words/index';
import { Choice } from './settings-fields';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

interface Props {
  language: Settings['language'];
  theme: Settings['theme'];
  onSave: (change: Partial<Pick<Settings, 'language' | 'theme'>>) => void;
}

export function SettingsLook({ language, theme, onSave }: Props) {
  const { settings } = useWords();
  const words = settings.look;
  return (
    <SettingsSection id="look">
      <Choice
        legend={words.language}
        value={language}
        options={[
          { value: 'browser', label: words.asBrowser },
          ...LANGUAGES.map((tag) => ({ value: tag, label: <span lang={tag}>{wordsFor(tag, tag).language(tag)}</span> })),
        ]}
        onChoose={(chosen) => onSave({ language: chosen })}
      />
      <Choice
        legend={words.theme}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: words.themes[value] }))}
        onChoose={(chosen) => onSave({ theme: chosen })}
      />
    </SettingsSection>
  );
}
