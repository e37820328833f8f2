import { describe, expect, it, vi } from 'vitest';
import { createClassifierClient, type WorkerReply, type WorkerRequest } from '@/utils/scoring/worker-client';
import { scored } from '../store/helpers';

const status = { mode: 'model', version: 't', reason: '' } as const;

/** Stands for the browser's Worker: Node has none of that shape. The worker's own code runs in the end-to-end tests. */
function worker(answer: (request: WorkerRequest) => WorkerReply | 'hang' | 'crash'): Worker & { ended: boolean } {
  const self = {
    ended: false,
    onmessage: null as ((event: { data: WorkerReply }) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    postMessage(request: WorkerRequest) {
      queueMicrotask(() => {
        const reply = answer(request);
        if (reply === 'crash') self.onerror?.({ message: 'out of memory' });
        else if (reply !== 'hang') self.onmessage?.({ data: reply });
      });
    },
    terminate() {
      self.ended = true;
    },
  };
  return self as unknown as Worker & { ended: boolean };
}
const good = ({ id, texts }: WorkerRequest): WorkerReply => ({ id, results: texts.map(() => scored(0.1)), status });

describe('worker client', () => {
  it('asks in order and gives answers back in order', async () => {
    const client = createClassifierClient(() => worker(good));
    const replies = await Promise.all([client.classify(['a']), client.classify(['b', 'c']), client.classify([])]);
    expect(replies.map((reply) => reply.results.length)).toEqual([1, 2, 0]);
  });

  it('ends a worker that crashes, makes a new one, and fails only the text that did it', async () => {
    const made: (Worker & { ended: boolean })[] = [];
    const client = createClassifierClient(() => {
      made.push(worker((request) => (request.texts.includes('bomb') ? 'crash' : good(request))));
      return made.at(-1) as Worker;
    });
    const { results } = await client.classify(['a', 'bomb', 'b']);
    expect(results.map((result) => result !== null)).toEqual([true, false, true]);
    expect(made.filter((one) => one.ended)).toHaveLength(2);
  });

  it('a worker that hangs is ended by the watchdog', async () => {
    vi.useFakeTimers();
    let made = 0;
    const client = createClassifierClient(() => {
      made += 1;
      return worker((request) => (made === 1 ? 'hang' : good(request)));
    });
    const reply = client.classify(['a']);
    await vi.advanceTimersByTimeAsync(40_000);
    expect((await reply).results).toHaveLength(1);
    expect(made).toBe(2);
    vi.useRealTimers();
  });

  it('says so when nothing helps', async () => {
    const client = createClassifierClient(() => worker(() => 'crash'));
    await expect(client.classify(['a'])).rejects.toThrow('out of memory');
    await expect(client.classify([])).rejects.toThrow('out of memory');
  });
});
