/** The queue or the decided flags as a file. Authors and links only after a second yes, for one export only (reliability T26). */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Identity, ReportFormat, ReportOptions } from '@/utils/reports/report';
import type { FlagStatus } from '@/utils/types';
import { Choice } from './settings-fields';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

export interface ExportRequest {
  which: FlagStatus;
  format: string;
  options: ReportOptions;
  identity: Identity;
}

export type ExportState =
  | { at: 'idle' | 'cancelled' }
  | { at: 'writing'; done: number; total: number }
  | { at: 'done'; n: number; file: string }
  | { at: 'failed'; why: string };

interface Props {
  formats: readonly Pick<ReportFormat, 'id' | 'label' | 'options'>[];
  /** How many there are of each; null while they are counted. */
  counts: Record<FlagStatus, number> | null;
  state: ExportState;
  onExport: (request: ExportRequest) => void;
  onCancel: () => void;
}

export function SettingsExport({ formats, counts, state, onExport, onCancel }: Props) {
  const { settings } = useWords();
  const words = settings.export;
  const [which, setWhich] = useState<FlagStatus>('decided');
  const [id, setId] = useState(formats[0]?.id ?? '');
  const [options, setOptions] = useState<ReportOptions>({ byteOrderMark: true, separator: ',' });
  const [identity, setIdentity] = useState<Identity>('pseudonyms');
  const [confirmed, setConfirmed] = useState(false);
  const format = formats.find((one) => one.id === id);
  const n = counts?.[which] ?? 0;
  const writing = state.at === 'writing';
  const asking = identity === 'links-and-authors' && !confirmed;

  const choose = (next: Identity) => {
    setIdentity(next);
    setConfirmed(false);
  };
  const start = () => {
    const known = Object.fromEntries((format?.options ?? []).map((name) => [name, options[name]])) as ReportOptions;
    onExport({ which, format: id, options: known, identity });
    choose('pseudonyms');
  };
  return (
    <SettingsSection id="export">
      <Choice
        legend={words.which}
        value={which}
        disabled={writing}
        options={(['decided', 'waiting', ...(counts?.assist ? (['assist'] as const) : [])] as const).map((value) => ({
          value,
          label: words.whichOf[value](counts?.[value] ?? 0),
        }))}
        onChoose={setWhich}
      />
      <Choice
        legend={words.format}
        value={id}
        disabled={writing}
        options={formats.map((one) => ({ value: one.id, label: words.formats[one.id] ?? one.label }))}
        onChoose={setId}
      />
      {format && <FormatOptions known={format.options} options={options} disabled={writing} onChange={setOptions} />}
      <Choice
        legend={words.identity}
        value={identity}
        disabled={writing}
        options={(['pseudonyms', 'links-and-authors'] as const).map((value) => ({
          value,
          label: words.identities[value].head,
          about: words.identities[value].body,
        }))}
        onChoose={choose}
      />
      {asking && <Confirm onYes={() => setConfirmed(true)} onNo={() => choose('pseudonyms')} />}
      <div class="actions">
        {writing ? (
          <button type="button" class="button" onClick={onCancel}>
            {settings.cancel}
          </button>
        ) : (
          <button type="button" class="button primary" disabled={n === 0 || asking} onClick={start}>
            {words.make(n)}
          </button>
        )}
        <Progress state={state} confirmed={identity === 'links-and-authors' && confirmed} nothing={counts !== null && n === 0} />
      </div>
      <p class="hint">{words.always}</p>
    </SettingsSection>
  );
}

interface OptionsProps {
  known: ReportFormat['options'];
  options: ReportOptions;
  disabled: boolean;
  onChange: (options: ReportOptions) => void;
}

function FormatOptions({ known, options, disabled, onChange }: OptionsProps) {
  const { settings } = useWords();
  const words = settings.export;
  return (
    <>
      {known.includes('byteOrderMark') && (
        <label class="check">
          <input
            type="checkbox"
            disabled={disabled}
            checked={options.byteOrderMark === true}
            onChange={(event) => onChange({ ...options, byteOrderMark: event.currentTarget.checked })}
          />
          {words.byteOrderMark}
        </label>
      )}
      {known.includes('separator') && (
        <Choice
          legend={words.separator}
          value={options.separator ?? ','}
          disabled={disabled}
          options={([',', ';'] as const).map((value) => ({ value, label: words.separators[value] }))}
          onChoose={(separator) => onChange({ ...options, separator })}
        />
      )}
    </>
  );
}

/** The second step. The way back has the focus. */
function Confirm({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { settings } = useWords();
  const { confirm } = settings.export;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div
      class="confirm"
      role="group"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-body"
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <h3 id="confirm-title">{confirm.title}</h3>
      <p id="confirm-body">{confirm.body}</p>
      <div class="actions">
        <button type="button" class="button" ref={back} onClick={onNo}>
          {confirm.no}
        </button>
        <button type="button" class="button" onClick={onYes}>
          {confirm.yes}
        </button>
      </div>
    </div>
  );
}

function Progress({ state, confirmed, nothing }: { state: ExportState; confirmed: boolean; nothing: boolean }) {
  const { settings } = useWords();
  const words = settings.export;
  return (
    <>
      {state.at === 'writing' && (
        <progress max={state.total} value={state.done} aria-label={words.progress(state.done, state.total)} />
      )}
      <p class="export-state" role="status" data-at={state.at}>
        {state.at === 'writing' && words.progress(state.done, state.total)}
        {state.at === 'done' && words.done(state.n, state.file)}
        {state.at === 'cancelled' && words.cancelled}
        {state.at === 'failed' && words.failed(state.why)}
        {state.at === 'idle' && nothing && words.nothing}
        {state.at !== 'writing' && confirmed && <strong> {words.chosen}</strong>}
      </p>
    </>
  );
}
