/** Wires the settings page: storage, permissions and the database below, views above. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Banner } from '@/components/banner';
import { SettingsExport } from '@/components/settings-export';
import { SettingsKeep } from '@/components/settings-keep';
import { SettingsLook } from '@/components/settings-look';
import { SettingsModel, SettingsPrivacy } from '@/components/settings-model';
import { ACCEPT_ID, SettingsNotice } from '@/components/settings-notice';
import { SettingsPlatforms } from '@/components/settings-platforms';
import { SettingsShell } from '@/components/settings-shell';
import { SettingsThreshold } from '@/components/settings-threshold';
import { SettingsWipe } from '@/components/settings-wipe';
import { useWords } from '@/components/use-words';
import { formats } from '@/utils/reports/index';
import { RULES_THRESHOLD } from '@/utils/scoring/rules';
import { errorWords, storageProblem } from '@/utils/storage-problem';
import type { Store } from '@/utils/store/db';
import { facts } from './facts';
import { useExport } from './use-export';
import { usePlatforms } from './use-platforms';
import type { Saved } from './use-saved';
import { useRoom, useStored } from './use-stored';
import { useWipe } from './use-wipe';

/** How long "Saved." stays, ms. */
const SAID = 3_000;

export function App({ store, saved }: { store: Store; saved: Saved }) {
  const { popup, settings: words } = useWords();
  const { settings, noticeReadAt } = saved;
  const [shown, setShown] = useState(settings.threshold ?? facts.thresholds.balanced);
  const [attempt, setAttempt] = useState(0);
  const [readError, setReadError] = useState<unknown>(null);
  const onReadError = useCallback((error: unknown) => setReadError(error ?? new Error()), []);
  const { counts, classifier, preview } = useStored(store, shown, attempt, onReadError);
  const room = useRoom(counts);
  const { rows, switchTo } = usePlatforms();
  const why = (error: unknown) => popup.storage.problems[storageProblem(error)];
  const reports = useExport(store, why);
  const wiping = useWipe(store, why);
  const said = useSaid(saved.saves, words.saved);
  // The section that the address names was not there yet when the browser looked for it.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <SettingsShell queue="/popup.html" said={said}>
      {saved.error !== null && (
        <Banner tone="lamp" alert>
          <p title={errorWords(saved.error)}>{words.notSaved(why(saved.error))}</p>
        </Banner>
      )}
      {readError !== null && (
        <Banner tone="lamp" alert>
          <p title={errorWords(readError)}>
            <strong>{words.cannotRead}.</strong> {why(readError)}
          </p>
          <button
            type="button"
            class="link-button"
            onClick={() => {
              setReadError(null);
              setAttempt(attempt + 1);
            }}
          >
            {words.again}
          </button>
        </Banner>
      )}
      <SettingsNotice acceptedAt={noticeReadAt} onAccept={saved.readNotice} />
      <SettingsPlatforms
        platforms={rows}
        accepted={noticeReadAt !== null}
        onSwitch={switchTo}
        onNeedsNotice={() => document.getElementById(ACCEPT_ID)?.focus()}
      />
      <SettingsThreshold
        value={settings.threshold}
        points={facts.thresholds}
        preview={preview}
        sampleRate={settings.sampleRate}
        rules={classifier?.mode === 'rules' ? RULES_THRESHOLD : null}
        onPreview={setShown}
        onSave={(threshold) => saved.change({ threshold })}
      />
      <SettingsKeep {...settings} counts={counts} room={room} onSave={saved.change} />
      <SettingsLook language={settings.language} theme={settings.theme} onSave={saved.change} />
      <SettingsExport
        formats={formats}
        counts={counts}
        state={reports.state}
        onExport={reports.start}
        onCancel={reports.cancel}
      />
      <SettingsModel model={facts} classifier={classifier} />
      <SettingsPrivacy />
      <SettingsWipe state={wiping.state} onWipe={wiping.start} />
    </SettingsShell>
  );
}

/** "Saved." for a while after each save. */
function useSaid(saves: number, text: string): { text: string; at: number } | null {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!saves) return;
    setAt(saves);
    const timer = setTimeout(() => setAt(0), SAID);
    return () => clearTimeout(timer);
  }, [saves]);
  return at ? { text, at } : null;
}
