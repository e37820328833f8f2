/** The fields of the settings page: a number that is checked when it is done, and a choice of few. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { numberFrom, numberText } from './number-text';
import { useWords } from './use-words';

interface NumberProps {
  label: string;
  hint?: string | undefined;
  unit?: string | undefined;
  value: number;
  from: number;
  to: number;
  whole?: boolean;
  onSave: (value: number) => void;
}

/** Saves on Enter and on leaving, never while somebody types: 14 passes through 1. Escape brings the stored value back. */
export function NumberField({ label, hint, unit, value, from, to, whole = false, onSave }: NumberProps) {
  const { settings } = useWords();
  const [text, setText] = useState(numberText(value));
  const [wrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => {
    setText(numberText(value));
    setWrong(false);
  }, [value]);

  const commit = () => {
    const typed = numberFrom(text);
    const fits = typed >= from && typed <= to && (!whole || Number.isInteger(typed));
    setWrong(!fits);
    if (fits && typed !== Number(numberText(value))) onSave(typed);
  };
  const range = whole ? settings.wholeNumberFrom : settings.numberFrom;
  return (
    <div class="field">
      <div class="field-words">
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <span class="field-number">
        <input
          id={id}
          type="text"
          inputMode={whole ? 'numeric' : 'decimal'}
          autocomplete="off"
          dir="ltr"
          value={text}
          aria-invalid={wrong}
          aria-describedby={`${id}-wrong ${hint ? `${id}-hint` : ''}`}
          onInput={(event) => setText(event.currentTarget.value)}
          onChange={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key !== 'Escape') return;
            setText(numberText(value));
            setWrong(false);
          }}
        />
        {unit && <span class="unit">{unit}</span>}
      </span>
      <p class="wrong" id={`${id}-wrong`} role="alert">
        {wrong && range(numberText(from), numberText(to))}
      </p>
    </div>
  );
}

export interface Option<T extends string> {
  value: T;
  label: ComponentChildren;
  about?: ComponentChildren;
}

interface ChoiceProps<T extends string> {
  legend: string;
  /** Legends that the heading above says already are for screen readers only. */
  quiet?: boolean;
  value: T;
  options: readonly Option<T>[];
  disabled?: boolean;
  onChoose: (value: T) => void;
}

/** One of few, all in view; arrow keys move as in any radio group. */
export function Choice<T extends string>({ legend, quiet = false, value, options, disabled = false, onChoose }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend class={quiet ? 'out-of-sight' : undefined}>{legend}</legend>
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value} class="option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={option.about ? `${name}-${option.value}` : undefined}
              onChange={() => onChoose(option.value)}
            />
            <span class="option-label">{option.label}</span>
            {option.about && (
              <span class="hint" id={`${name}-${option.value}`}>
                {option.about}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
