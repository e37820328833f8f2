/** The reasons as chips, each with the mark it has in the text; pointing at one brings out its marks. Also their text alternative. */
import { useMemo } from 'preact/hooks';
import type { SignalId, Span } from '@/utils/types';
import { phrases } from './segments';
import { useWords } from './use-words';

interface Props {
  text: string;
  spans: readonly Span[];
  /** The text shows words that carried the score. */
  carried: boolean;
  onPoint: (signal: SignalId | null) => void;
}

/** Shows the first phrase of a signal in the text. */
const show = (signal: SignalId) =>
  document.querySelector(`#post-text mark[data-signals~="${signal}"]`)?.scrollIntoView({ block: 'center' });

export function ReasonChips({ text, spans, carried, onPoint }: Props) {
  const words = useWords();
  const { popup, shared } = words;
  const found = useMemo(() => phrases(text, spans), [text, spans]);
  if (found.length === 0) return <p class="no-spans">{carried ? popup.noSpansButCarried : popup.noSpans}</p>;
  return (
    <ul class="chips" aria-label={popup.reasonsLabel}>
      {found.map(({ signal, phrases: said }) => (
        <li key={signal}>
          <button
            type="button"
            class="chip"
            data-signal={signal}
            onMouseEnter={() => onPoint(signal)}
            onMouseLeave={() => onPoint(null)}
            onFocus={() => onPoint(signal)}
            onBlur={() => onPoint(null)}
            onClick={() => show(signal)}
          >
            <span class="swatch" aria-hidden="true" />
            {shared.signals[signal]}
            <span class="out-of-sight">: {words.list(said.map(popup.quote))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
