/** Where one reviewer is in the queue, in one window: nothing of it is stored. Highest score first, skipped ones last, and never a post swapped unasked. */
import type { Flag } from './types';

export interface Session {
  /** Key of the flag on screen; null when there is none. */
  current: string | null;
  /** Moved past without a verdict: not offered again until everything else was. */
  passed: readonly string[];
  /** In the order in which they were skipped. */
  skipped: readonly string[];
  /** Decided here, by revision: gone from view before the database says so, and back when the revision changes. */
  hidden: Readonly<Record<string, number>>;
}

export const NEW_SESSION: Session = { current: null, passed: [], skipped: [], hidden: {} };

type Listed = Pick<Flag, 'key' | 'rev'>;

/** The flags of this session in its order. `flags` come highest score first. */
export function inOrder<T extends Listed>(flags: readonly T[], { hidden, skipped }: Session): T[] {
  const shown = flags.filter(({ key, rev }) => hidden[key] !== rev);
  const place = new Map(skipped.map((key, i) => [key, i + 1]));
  return shown.sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0));
}

/** The flag to show after `leaving`: the first that was not passed yet, else the first other one. */
function nextAfter(order: readonly Listed[], passed: readonly string[], leaving: string | null): string | null {
  const others = order.filter(({ key }) => key !== leaving);
  return (others.find(({ key }) => !passed.includes(key)) ?? others[0])?.key ?? null;
}

/** Chooses a flag where none is on screen; keeps the one that is. */
export const settle = (session: Session, order: readonly Listed[]): Session =>
  order.some(({ key }) => key === session.current) ? session : { ...session, current: nextAfter(order, session.passed, null) };

/** A verdict was given: the next item at once. */
export const decide = (session: Session, order: readonly Listed[], flag: Listed): Session => ({
  ...session,
  hidden: { ...session.hidden, [flag.key]: flag.rev },
  skipped: session.skipped.filter((key) => key !== flag.key),
  current: nextAfter(order, session.passed, flag.key),
});

/** The verdict was not recorded, or was taken back: the flag is on screen again. */
export function comeBack(session: Session, key: string): Session {
  const { [key]: _gone, ...hidden } = session.hidden;
  return { ...session, hidden, passed: session.passed.filter((other) => other !== key), current: key };
}

/** To the end of this session's order. */
export function skip(session: Session, order: readonly Listed[]): Session {
  const { current } = session;
  if (current === null) return session;
  const skipped = [...session.skipped.filter((key) => key !== current), current];
  const rest = order.filter(({ key }) => !skipped.includes(key));
  const next =
    nextAfter(rest, session.passed, current) ?? skipped.find((key) => key !== current && order.some((flag) => flag.key === key));
  return { ...session, skipped, current: next ?? current };
}

/** One forward (+1) or back (−1) without a verdict; stays at the ends. */
export function move(session: Session, order: readonly Listed[], by: 1 | -1): Session {
  const at = order.findIndex(({ key }) => key === session.current);
  const target = order[at + by];
  if (at < 0 || !target) return session;
  const passed = session.passed.filter((key) => key !== session.current && key !== target.key);
  return { ...session, current: target.key, passed: by > 0 && session.current ? [...passed, session.current] : passed };
}
