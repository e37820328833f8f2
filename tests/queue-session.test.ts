import { describe, expect, it } from 'vitest';
import { comeBack, decide, inOrder, move, NEW_SESSION, settle, skip, type Session } from '@/utils/queue-session';

const flags = (...keys: string[]) => keys.map((key) => ({ key, rev: 0 }));
const keys = (list: { key: string }[]) => list.map(({ key }) => key).join('');
const abcd = flags('a', 'b', 'c', 'd');
const start = settle(NEW_SESSION, abcd);

describe('the session', () => {
  it('begins with the highest score and does not swap it when a higher one comes', () => {
    expect(start.current).toBe('a');
    expect(settle(start, flags('z', 'a', 'b')).current).toBe('a');
  });

  it('shows what came in meanwhile after a verdict', () => {
    const order = flags('z', 'a', 'b');
    expect(decide(start, order, { key: 'a', rev: 0 }).current).toBe('z');
  });

  it('hides a decided flag until its revision changes', () => {
    const after = decide(start, abcd, { key: 'a', rev: 0 });
    expect(keys(inOrder(abcd, after))).toBe('bcd');
    expect(keys(inOrder([{ key: 'a', rev: 2 }, ...abcd.slice(1)], after))).toBe('abcd');
  });

  it('puts a flag back whose verdict was not recorded', () => {
    const back = comeBack(decide(start, abcd, { key: 'a', rev: 0 }), 'a');
    expect(back.current).toBe('a');
    expect(keys(inOrder(abcd, back))).toBe('abcd');
  });

  it('moves without deciding, and stays at the ends', () => {
    const moved = move(start, abcd, 1);
    expect(moved.current).toBe('b');
    expect(move(moved, abcd, -1)).toMatchObject({ current: 'a', passed: [] });
    expect(move(start, abcd, -1)).toBe(start);
    expect(move({ ...start, current: 'd' }, abcd, 1).current).toBe('d');
  });

  it('does not offer what was passed before the rest is done', () => {
    const moved = move(move(start, abcd, 1), abcd, 1);
    const order = inOrder(abcd, decide(moved, abcd, { key: 'c', rev: 0 }));
    const next = decide(moved, abcd, { key: 'c', rev: 0 });
    expect(next.current).toBe('d');
    expect(decide(next, order, { key: 'd', rev: 0 }).current).toBe('a');
  });

  it('takes skipped flags last, in the order in which they were skipped', () => {
    const first = skip(start, abcd);
    expect(first.current).toBe('b');
    const second = skip(first, inOrder(abcd, first));
    expect(keys(inOrder(abcd, second))).toBe('cdab');
  });

  it('goes round when everything was skipped', () => {
    let session: Session = settle(NEW_SESSION, flags('a', 'b'));
    const seen: (string | null)[] = [];
    for (let i = 0; i < 4; i += 1) {
      session = skip(session, inOrder(flags('a', 'b'), session));
      seen.push(session.current);
    }
    expect(seen).toEqual(['b', 'a', 'b', 'a']);
    expect(skip(settle(NEW_SESSION, flags('a')), flags('a')).current).toBe('a');
  });

  it('has nothing when nothing waits', () => {
    expect(settle(start, []).current).toBeNull();
    expect(decide(settle(NEW_SESSION, flags('a')), flags('a'), { key: 'a', rev: 0 }).current).toBeNull();
  });
});
