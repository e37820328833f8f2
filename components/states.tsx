/** What stands where the post would: nothing waiting, no platform yet, still loading, the database is in trouble. */
import { useEffect, useState } from 'preact/hooks';
import type { Shelf } from '@/utils/types';
import type { StorageProblem } from '@/utils/words/index';
import { Mark } from './icons';
import { useWords } from './use-words';

export function Empty({ readToday, shelf }: { readToday: number; shelf: Shelf }) {
  const { popup } = useWords();
  return (
    <section class="state">
      <Mark size={56} />
      <h2>{popup.empty.title}</h2>
      <p>{shelf === 'assist' ? popup.assistOnly.none : readToday > 0 ? popup.empty.body(readToday) : popup.empty.nothingRead}</p>
    </section>
  );
}

export function FirstRun({ onSettings }: { onSettings: () => void }) {
  const { popup } = useWords();
  return (
    <section class="state">
      <Mark size={56} />
      <h2>{popup.firstRun.title}</h2>
      <p>{popup.firstRun.body}</p>
      <button type="button" class="button" onClick={onSettings}>
        {popup.firstRun.open}
      </button>
      <p class="small-print">{popup.firstRun.privacy}</p>
    </section>
  );
}

/** A skeleton flashes where the answer is quick: it comes after this many ms. */
export const SKELETON_AFTER = 300;

export function Loading() {
  const { popup } = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div class="card" aria-busy="true" />;
  return (
    <div class="card skeleton" aria-busy="true" role="status" aria-label={popup.loading}>
      {['third', 'bar', 'full', 'most', 'full', 'half'].map((width, i) => (
        <span key={i} data-width={width} />
      ))}
    </div>
  );
}

interface ErrorProps {
  problem: StorageProblem;
  /** The browser's own words. */
  details: string;
  onRetry: () => void;
}

/** The queue cannot be read at all. */
export function CannotRead({ problem, details, onRetry }: ErrorProps) {
  const { popup } = useWords();
  const { storage } = popup;
  return (
    <section class="state" role="alert">
      <h2>{storage.cannotRead}</h2>
      <p>{storage.problems[problem]}</p>
      <button type="button" class="button" onClick={onRetry}>
        {storage.again}
      </button>
      <Details text={details} />
    </section>
  );
}

export type WriteKind = 'verdict' | 'undo' | 'reveal';

/** A write failed: said above the post, which stays. */
export function CannotWrite({
  what,
  problem,
  details,
  onRetry,
  onDismiss,
}: ErrorProps & { what: WriteKind; onDismiss: () => void }) {
  const { popup } = useWords();
  const { storage } = popup;
  return (
    <section class="storage-error" role="alert">
      <h2>{storage.cannotWrite[what]}</h2>
      <p>
        {storage.kept} {storage.problems[problem]}
      </p>
      <div class="row">
        <button type="button" class="button small" onClick={onRetry}>
          {storage.again}
        </button>
        <button type="button" class="button small" onClick={onDismiss}>
          {storage.dismiss}
        </button>
        <Details text={details} />
      </div>
    </section>
  );
}

function Details({ text }: { text: string }) {
  const { popup } = useWords();
  return (
    <details class="small-print">
      <summary>{popup.storage.details}</summary>
      <p dir="ltr">{text}</p>
    </details>
  );
}
