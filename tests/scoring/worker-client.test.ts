import { describe, expect, it, vi } from 'vitest';
import { createClassifierClient, type WorkerReply } from '@/utils/scoring/worker-client';
import type { FromWorker, ToWorker } from '@/utils/scoring/worker-protocol';
import { scored } from '../store/helpers';

const status = { mode: 'model', version: 't', reason: '' } as const;

type Answer = FromWorker | FromWorker[] | 'hang' | 'crash';
type Fake = Worker & { ended: boolean; heard: ToWorker[]; say: (message: FromWorker) => void };

/** Stands for the browser's Worker: Node has none of that shape. The worker's own code runs in the end-to-end tests. */
function worker(answer: (request: ToWorker) => Answer): Fake {
  const self = {
    ended: false,
    heard: [] as ToWorker[],
    onmessage: null as ((event: { data: FromWorker }) => void) | null,
    onerror: null as ((event: { message: string }) => void) | null,
    say: (data: FromWorker) => self.onmessage?.({ data }),
    postMessage(request: ToWorker) {
      self.heard.push(request);
      queueMicrotask(() => {
        const reply = answer(request);
        if (reply === 'crash') self.onerror?.({ message: 'out of memory' });
        else if (reply !== 'hang') [reply].flat().forEach(self.say);
      });
    },
    terminate() {
      self.ended = true;
    },
  };
  return self as unknown as Fake;
}
const textsOf = (request: ToWorker): string[] => ('texts' in request ? request.texts : []);
const idOf = (request: ToWorker): number => ('id' in request ? request.id : 0);
const good = (request: ToWorker): WorkerReply => ({
  id: idOf(request),
  results: textsOf(request).map(() => scored(0.1)),
  status,
});

describe('worker client', () => {
  it('asks in order and gives answers back in order', async () => {
    const client = createClassifierClient(() => worker(good));
    const replies = await Promise.all([client.classify(['a']), client.classify(['b', 'c']), client.classify([])]);
    expect(replies.map((reply) => reply.results.length)).toEqual([1, 2, 0]);
  });

  it('ends a worker that crashes, makes a new one, and fails only the text that did it', async () => {
    const made: Fake[] = [];
    const client = createClassifierClient(() => {
      made.push(worker((request) => (textsOf(request).includes('bomb') ? 'crash' : good(request))));
      return made.at(-1) as Fake;
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

describe('explaining', () => {
  const phrase = { start: 0, end: 4, drop: 0.5 };
  const explained = { base: 0.9, phrases: [phrase] };
  const step = (id: number, done: number) => ({ id, step: { done, of: 2, phrases: [phrase] } });
  /** A client of one worker, which says what the test lets it say. */
  function held(answer: (request: ToWorker) => Answer = (request) => ('texts' in request ? good(request) : 'hang')) {
    const made: Fake[] = [];
    const client = createClassifierClient(() => {
      made.push(worker(answer));
      return made.at(-1) as Fake;
    });
    return { client, made, worker: () => made.at(-1) as Fake };
  }
  const failure = (done: Promise<unknown>) =>
    done.then(
      () => 'no failure',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it('gives the steps and then the whole', async () => {
    const { client } = held((request) => [step(idOf(request), 1), step(idOf(request), 2), { id: idOf(request), explained }]);
    const steps: number[] = [];
    await expect(client.explain('boat', ({ done }) => steps.push(done)).done).resolves.toEqual(explained);
    expect(steps).toEqual([1, 2]);
  });

  it('scores while it explains, over the same worker', async () => {
    const { client, made, worker: own } = held();
    const explaining = client.explain('boat', () => undefined);
    expect((await client.classify(['a', 'b'])).results).toHaveLength(2);
    own().say({ id: 1, explained });
    await expect(explaining.done).resolves.toEqual(explained);
    expect(made).toHaveLength(1);
  });

  it('a cancelled one is told to the worker, and says nothing more', async () => {
    const { client, worker: own } = held();
    const steps: number[] = [];
    const { done, cancel } = client.explain('boat', (one) => steps.push(one.done));
    const failed = failure(done);
    own().say(step(1, 1));
    cancel();
    cancel();
    own().say(step(1, 2));
    own().say({ id: 1, explained });
    expect(await failed).toBe('AbortError: Cancelled.');
    expect(steps).toEqual([1]);
    expect(own().heard).toEqual([{ id: 1, explain: 'boat' }, { cancel: 1 }]);
  });

  it('a cancel after the end does nothing', async () => {
    const { client, worker: own } = held((request) => ({ id: idOf(request), explained }));
    const { done, cancel } = client.explain('boat', () => undefined);
    await done;
    cancel();
    expect(own().heard).toHaveLength(1);
  });

  it('fails in words when the worker says so, and when it dies', async () => {
    const told = held((request) => ({ id: idOf(request), failed: 'Rules only.' }));
    expect(await failure(told.client.explain('boat', () => undefined).done)).toBe('Error: Rules only.');
    const dead = held(() => 'crash');
    expect(await failure(dead.client.explain('boat', () => undefined).done)).toBe('Error: out of memory');
    expect(dead.made[0]?.ended).toBe(true);
  });

  it('a hang is ended by the watchdog, but not while texts are scored or steps come', async () => {
    vi.useFakeTimers();
    let scoring = true;
    const { client, made, worker: own } = held((request) => ('texts' in request && !scoring ? good(request) : 'hang'));
    const failed = failure(client.explain('boat', () => undefined).done);
    await vi.advanceTimersByTimeAsync(30_000);
    own().say(step(1, 1));
    await vi.advanceTimersByTimeAsync(3_900);
    const batch = client.classify(Array.from({ length: 16 }, () => 'a'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(made[0]?.ended).toBe(false);
    scoring = false;
    own().say({ id: 2, results: [], status });
    await batch;
    await vi.advanceTimersByTimeAsync(9_000);
    expect(await failed).toBe('Error: The classifier did not answer.');
    expect(made[0]?.ended).toBe(true);
    expect((await client.classify(['a'])).results).toHaveLength(1);
    vi.useRealTimers();
  });

  it('one that waits for another to end does not end the worker that answers the other', async () => {
    vi.useFakeTimers();
    const { client, made, worker: own } = held();
    const first = client.explain('boat', () => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    own().say(step(1, 1));
    const second = client.explain('visa', () => undefined);
    for (let done = 2; done < 5; done += 1) {
      await vi.advanceTimersByTimeAsync(3_000);
      own().say(step(1, done));
    }
    own().say({ id: 1, explained });
    own().say({ id: 2, explained });
    await expect(first.done).resolves.toEqual(explained);
    await expect(second.done).resolves.toEqual(explained);
    expect(made).toHaveLength(1);
    expect(made[0]?.ended).toBe(false);
    vi.useRealTimers();
  });

  it('a worker that an explanation kills is made anew for the texts that waited', async () => {
    let crashed = false;
    const { client, made } = held((request) => {
      if ('texts' in request) return crashed ? good(request) : 'hang';
      crashed = true;
      return 'crash';
    });
    const batch = client.classify(['a']);
    await Promise.resolve();
    expect(await failure(client.explain('boat', () => undefined).done)).toBe('Error: out of memory');
    expect((await batch).results[0]?.score).toBe(0.1);
    expect(made).toHaveLength(2);
  });
});
