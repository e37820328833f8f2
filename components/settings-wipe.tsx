/** Everything goes: said item by item, then a word to type. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { SettingsSection } from './settings-shell';
import { useWords } from './use-words';

export type WipeState = { at: 'idle' | 'working' | 'done' } | { at: 'failed'; why: string };

export function SettingsWipe({ state, onWipe }: { state: WipeState; onWipe: () => void }) {
  const { settings } = useWords();
  const words = settings.wipe;
  const [open, setOpen] = useState(false);
  return (
    <SettingsSection id="wipe">
      <p class="intro">{words.intro}</p>
      <ul class="points">
        {words.goes.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p class="hint">{words.stays}</p>
      {open ? (
        <Confirm
          onYes={() => {
            setOpen(false);
            onWipe();
          }}
          onNo={() => setOpen(false)}
        />
      ) : (
        <div class="actions">
          <button type="button" class="button" disabled={state.at === 'working'} onClick={() => setOpen(true)}>
            {words.start}
          </button>
        </div>
      )}
      <p class="wipe-state" role="status" data-at={state.at}>
        {state.at === 'working' && words.working}
        {state.at === 'done' && words.done}
        {state.at === 'failed' && words.failed(state.why)}
      </p>
    </SettingsSection>
  );
}

function Confirm({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { settings } = useWords();
  const words = settings.wipe;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const fits = typed.trim().toLowerCase() === words.word;
  return (
    <form
      class="confirm"
      aria-labelledby="wipe-title-2"
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!fits);
        if (fits) onYes();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <h3 id="wipe-title-2">{words.title}</h3>
      <label for="wipe-word">{words.type(words.word)}</label>
      <input
        id="wipe-word"
        ref={field}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={typed}
        aria-invalid={wrong}
        aria-describedby="wipe-wrong"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <p class="wrong" id="wipe-wrong" role="alert">
        {wrong && words.mismatch(words.word)}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={onNo}>
          {settings.cancel}
        </button>
        <button type="submit" class="button danger">
          {words.yes}
        </button>
      </div>
    </form>
  );
}
