/** The queue of this window: live from the store, in the session's order, with one flag on the desk that is never swapped unasked. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { comeBack, inOrder, NEW_SESSION, settle, type Session } from '@/utils/queue-session';
import type { Store } from '@/utils/store/db';
import { nextFlags } from '@/utils/store/flags';
import type { Shelf } from '@/utils/types';
import { useLive } from './use-live';

/** Flags that are read ahead; one index look-up, however many wait. */
const AHEAD = 30;
/** The window grows when the reviewer is so near to its end. */
const NEAR = 10;

interface Options {
  store: Store;
  shelf: Shelf;
  attempt: number;
  onReadError: (error: unknown) => void;
  /** A reason list is open: its flag stays, whatever happens. */
  held: boolean;
  /** The flag on the desk went, and not through this window. */
  onTaken: (key: string) => void;
}

export function useQueue({ store, shelf, attempt, onReadError, held, onTaken }: Options) {
  const [session, setSession] = useState<Session>(NEW_SESSION);
  const [limit, setLimit] = useState(AHEAD);
  /** Fetched beside the queue: taken back or opened again, it may be far down or decided. */
  const [pinned, setPinned] = useState<string | null>(null);
  /** Put back on the desk, and not in the live answer yet. */
  const awaited = useRef<string | null>(null);

  const live = useLive(
    async () => {
      const [flags, guest] = await Promise.all([
        nextFlags(store, limit, shelf),
        pinned === null ? undefined : store.flags.get(pinned),
      ]);
      return { flags, guest };
    },
    [store, attempt, limit, pinned],
    onReadError,
  );
  const guest = live?.guest;
  const flags = live?.flags ?? [];
  const listed = guest && guest.status !== 'decided' && !flags.some(({ key }) => key === guest.key) ? [...flags, guest] : flags;
  const order = inOrder(listed, session);
  const settled = settle(session, order);
  const index = order.findIndex(({ key }) => key === settled.current);

  useLayoutEffect(() => {
    if (!live || held) return;
    if (order.some(({ key }) => key === awaited.current)) awaited.current = null;
    if (settled.current === session.current || awaited.current !== null) return;
    const left = session.current;
    if (left !== null && !(left in session.hidden)) onTaken(left);
    setSession(settled);
  });

  useLayoutEffect(() => {
    if (flags.length === limit && Math.max(index, session.skipped.length) > limit - NEAR) setLimit(limit + AHEAD);
  });

  return {
    ready: live !== undefined,
    order,
    settled,
    current: order[index] ?? null,
    guest,
    /** From 1; 0 when there is none. */
    at: index + 1,
    /** Decided here and not yet counted by the database. */
    hidden: listed.length - order.length,
    pin: setPinned,
    /** The next session from the one on screen: the reviewer acted. */
    go(next: (session: Session) => Session) {
      awaited.current = null;
      setSession((now) => next(settle(now, order)));
    },
    /** Puts a waiting flag back on the desk. */
    show(key: string) {
      awaited.current = key;
      setPinned(key);
      setSession((now) => comeBack(now, key));
    },
  };
}
