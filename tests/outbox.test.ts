import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOutbox } from '@/utils/outbox';
import type { PostsMessage } from '@/utils/posts-message';
import { post } from './store/helpers';

const options = (send: (message: PostsMessage) => Promise<unknown>, signal = new AbortController().signal) => ({
  platform: 'telegram',
  send,
  signal,
  gather: 10,
  retry: [20, 80] as [number, number],
  patience: 100,
});
const posts = (n: number) => Array.from({ length: n }, (_, i) => post(`c/${i}`));

describe('outbox', () => {
  afterEach(() => vi.useRealTimers());

  it('sends the same batch until it is acked, whatever comes back before', async () => {
    vi.useFakeTimers();
    const got: PostsMessage[] = [];
    const answers: ((message: PostsMessage) => Promise<unknown>)[] = [
      () => Promise.reject(new Error('worker gone')),
      () => Promise.resolve(undefined),
      () => Promise.resolve({ ack: 'another' }),
      () => new Promise(() => {}),
      (message) => Promise.resolve({ ack: message.batch }),
    ];
    const outbox = createOutbox(
      options((message) => {
        got.push(message);
        return (answers.shift() ?? (() => Promise.reject(new Error('too many'))))(message);
      }),
    );
    outbox.add(posts(3));
    await vi.advanceTimersByTimeAsync(2000);
    expect(got).toHaveLength(5);
    expect(new Set(got.map((message) => message.batch)).size).toBe(1);
    expect(got.every((message) => message.posts.length === 3)).toBe(true);
    expect(outbox.size()).toBe(0);
  });

  it('loses nothing and repeats nothing when every third send fails', async () => {
    vi.useFakeTimers();
    const stored = new Map<string, number>();
    let turn = 0;
    const outbox = createOutbox(
      options(async (message) => {
        turn += 1;
        if (turn % 3 === 0) throw new Error('killed before it was stored');
        if (!stored.has(message.batch)) stored.set(message.batch, message.posts.length);
        if (turn % 3 === 1) throw new Error('killed before the ack');
        return { ack: message.batch };
      }),
    );
    for (let i = 0; i < 500; i += 20) {
      outbox.add(posts(20));
      await vi.advanceTimersByTimeAsync(15);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect([...stored.values()].reduce((sum, n) => sum + n, 0)).toBe(500);
    expect(outbox.size()).toBe(0);
  });

  it('sends counts with the next batch, or alone, once', async () => {
    vi.useFakeTimers();
    const got: PostsMessage[] = [];
    const outbox = createOutbox(
      options(async (message) => {
        got.push(message);
        return { ack: message.batch };
      }),
    );
    outbox.report({ seen: 2, unreadable: 1 });
    outbox.report({ seen: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(got.map((message) => message.health)).toEqual([{ seen: 3, read: 0, unreadable: 1, withheld: 0 }]);
  });

  it('does not hold posts back because counts were waiting', async () => {
    vi.useFakeTimers();
    let posted = 0;
    const outbox = createOutbox(
      options(async (message) => {
        posted += message.posts.length;
        return { ack: message.batch };
      }),
    );
    outbox.report({ seen: 1 });
    outbox.add(posts(1));
    await vi.advanceTimersByTimeAsync(15);
    expect(posted).toBe(1);
  });

  it('stops at once when the page is left', async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    let sent = 0;
    const outbox = createOutbox(options(async () => (sent += 1), stop.signal));
    outbox.add(posts(1));
    stop.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toBe(0);
  });
});
