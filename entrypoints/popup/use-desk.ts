/** The reviewer's desk in this window: which flag is on it, what was just done, and what is written. */
import { useRef, useState } from 'preact/hooks';
import type { Notice } from '@/components/notice';
import { pseudonym } from '@/utils/pseudonym';
import { decide, move, skip } from '@/utils/queue-session';
import type { Store } from '@/utils/store/db';
import { note, pseudonymKey } from '@/utils/store/keep';
import { addVerdict, undo } from '@/utils/store/verdicts';
import type { Flag, Label, Reason, Shelf } from '@/utils/types';
import { useQueue } from './use-queue';
import { useWrites } from './use-writes';

/** When another window took the flag away, verdict keys rest for so long: the next one must be seen first. ms. */
const REST = 700;

/** A verdict on its way: the flag as it was seen, and when it came on the desk. */
interface Asking {
  label: Label;
  flag: Flag;
  openedAt: number;
}

type Chosen = Asking & { reason: Reason; note: string; fromQueue: boolean };

export type Desk = ReturnType<typeof useDesk>;

export function useDesk(store: Store, shelf: Shelf, attempt: number, onReadError: (error: unknown) => void) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [reopened, setReopened] = useState<string | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [said, setSaid] = useState<{ label: Label; reason: Reason } | null>(null);
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  const noteText = useRef('');
  const restUntil = useRef(0);
  const opened = useRef({ key: '', at: 0 });
  const { failure, clear, write } = useWrites(store);
  const queue = useQueue({
    store,
    shelf,
    attempt,
    onReadError,
    held: asking !== null,
    onTaken(key) {
      restUntil.current = Date.now() + REST;
      void store.flags.get(key).then(
        (flag) => setNotice(standing(flag, false)),
        () => undefined,
      );
    },
  });

  const again = queue.guest?.key === reopened ? queue.guest : undefined;
  const flag = asking?.flag ?? again ?? queue.current;
  if (flag && opened.current.key !== flag.key) opened.current = { key: flag.key, at: Date.now() };

  const reviewer = async (): Promise<string> => pseudonym(await pseudonymKey(store), 'reviewer', 'this machine');

  function show(key: string): void {
    setReopened(null);
    queue.show(key);
  }

  function reopen(key: string | null): void {
    setAsking(null);
    if (key !== null) queue.pin(key);
    setReopened(key);
  }

  function record(chosen: Chosen): void {
    const { flag: target, label, reason, openedAt, fromQueue } = chosen;
    setAsking(null);
    setNotice(null);
    if (fromQueue) queue.go((session) => decide(session, queue.order, target));
    else setReopened(null);
    const decision = { label, reason, openedAt, ...(chosen.note ? { note: chosen.note } : {}) };
    write({
      what: 'verdict',
      job: async () => addVerdict(store, target.key, target.rev, { ...decision, by: await reviewer() }, Date.now()),
      done(result) {
        if ('verdict' in result) return setSaid({ label, reason });
        if (result.taken && result.taken.status !== 'decided') show(target.key);
        setNotice(standing(result.taken, true));
      },
      failed: () => (fromQueue ? show : reopen)(target.key),
      retry: () => record(chosen),
    });
  }

  function takeBack(): void {
    setAsking(null);
    write({
      what: 'undo',
      job: async () => undo(store, await reviewer(), Date.now()),
      done(verdict) {
        if (!verdict || verdict.label === 'withdrawn') return setNotice({ kind: 'nothing-to-undo' });
        show(verdict.flag);
        setNotice({ kind: 'undone', label: verdict.label });
      },
      retry: takeBack,
    });
  }

  /** Shown only after it is on record. */
  function reveal(): void {
    if (!flag?.post.author) return;
    const { key } = flag;
    if (revealed.has(key)) return setRevealed(new Set([...revealed].filter((other) => other !== key)));
    write({
      what: 'reveal',
      job: () => note(store, { at: Date.now(), what: 'reveal', detail: key }),
      done: () => setRevealed((now) => new Set([...now, key])),
      retry: reveal,
    });
  }

  return {
    ready: queue.ready,
    flag,
    /** The flag was opened again from the last verdicts. */
    again: again !== undefined,
    at: queue.at,
    hidden: queue.hidden,
    asking: asking?.label ?? null,
    notice,
    said,
    failure,
    revealed: flag !== null && revealed.has(flag.key),
    ask(label: Label | null) {
      if (label === null || !flag || Date.now() < restUntil.current) return setAsking(null);
      if (!asking) noteText.current = '';
      setAsking({ label, flag, openedAt: asking?.openedAt ?? opened.current.at });
    },
    decide(label: Label, reason: Reason) {
      if (asking) record({ ...asking, label, reason, note: noteText.current.trim(), fromQueue: again === undefined });
    },
    setNote: (text: string) => void (noteText.current = text),
    skip() {
      setNotice(null);
      queue.go((session) => skip(session, queue.order));
    },
    move(by: 1 | -1) {
      setNotice(null);
      queue.go((session) => move(session, queue.order, by));
    },
    undo: takeBack,
    reopen,
    reveal,
    closeNotice: () => setNotice(null),
    closeFailure: clear,
  };
}

/** How a flag stands that was not as this window saw it. `mine`: a verdict of this window was refused for it. */
function standing(flag: Flag | undefined, mine: boolean): Notice {
  if (!flag) return { kind: 'gone' };
  return flag.label
    ? { kind: mine ? 'taken' : 'elsewhere', label: flag.label, reason: flag.reason ?? 'other' }
    : { kind: 'changed' };
}
