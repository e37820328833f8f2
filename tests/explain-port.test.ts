import { describe, expect, it, vi } from 'vitest';
import { answerExplain, askExplain, joinLines, type Explain, type Line, type Said } from '@/utils/explain-port';

/** Two ends of a line, as a browser makes them: messages come in a later turn, closing is heard at the other end only. */
function ends(): [Line, Line] {
  const make = () => ({ messages: [] as ((message: unknown) => void)[], closed: [] as (() => void)[], open: true });
  const [a, b] = [make(), make()];
  const end = (own: ReturnType<typeof make>, other: ReturnType<typeof make>): Line => ({
    postMessage(message) {
      if (!own.open) throw new Error('Attempting to use a disconnected port object');
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => other.open && other.messages.forEach((hear) => hear(copy)));
    },
    disconnect() {
      if (!own.open) return;
      own.open = false;
      queueMicrotask(() => {
        if (!other.open) return;
        other.open = false;
        other.closed.forEach((hear) => hear());
      });
    },
    onMessage: { addListener: (hear) => void own.messages.push(hear) },
    onDisconnect: { addListener: (hear) => void own.closed.push(hear) },
  });
  return [end(a, b), end(b, a)];
}

const turns = () => new Promise((done) => setTimeout(done));
const phrase = (start: number) => ({ start, end: start + 3, drop: 0.1 });

/** A classifier that the test drives. */
function classifier() {
  const asked: string[] = [];
  const cancel = vi.fn();
  let onStep: Parameters<Explain>[1] = () => undefined;
  let settle: { done: (value: Awaited<ReturnType<Explain>['done']>) => void; fail: (error: unknown) => void } | null = null;
  const explain: Explain = (text, hear) => {
    asked.push(text);
    onStep = hear;
    const done = new Promise<Awaited<ReturnType<Explain>['done']>>((resolve, reject) => {
      settle = { done: resolve, fail: reject };
    });
    return { done, cancel };
  };
  return {
    asked,
    cancel,
    explain,
    step: (done: number) => onStep({ done, of: 3, phrases: [phrase(0)] }),
    end: () => settle?.done({ base: 0.9, phrases: [phrase(0)] }),
    fail: (error: unknown) => settle?.fail(error),
  };
}

/** Popup and classifier, with two lines joined between them, as in Chrome; or one, as in Firefox. */
function open(joined: boolean) {
  const [popup, far] = ends();
  const { explain, ...rest } = classifier();
  if (joined) {
    const [near, offscreen] = ends();
    answerExplain(offscreen, explain);
    joinLines(far, near);
  } else answerExplain(far, explain);
  const heard: Said[] = [];
  const cancelAsking = askExplain(
    () => popup,
    'one two',
    (said) => heard.push(said),
  );
  return { ...rest, heard, cancelAsking, far };
}

describe.each([
  ['one line', false],
  ['two joined', true],
])('an explanation over %s', (_, joined) => {
  it('brings steps and the end', async () => {
    const { asked, heard, step, end, cancel } = open(joined);
    await turns();
    expect(asked).toEqual(['one two']);
    step(1);
    step(2);
    await turns();
    end();
    await turns();
    expect(heard).toEqual([
      { step: { done: 1, of: 3, phrases: [phrase(0)] } },
      { step: { done: 2, of: 3, phrases: [phrase(0)] } },
      { explained: { base: 0.9, phrases: [phrase(0)] } },
    ]);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('that is left is cancelled in the classifier, and nothing more is heard', async () => {
    const { heard, step, end, cancel, cancelAsking } = open(joined);
    await turns();
    step(1);
    await turns();
    cancelAsking();
    step(2);
    await turns();
    expect(cancel).toHaveBeenCalledOnce();
    step(3);
    end();
    await turns();
    expect(heard).toHaveLength(1);
  });

  it('that fails says why', async () => {
    const { heard, fail } = open(joined);
    await turns();
    fail(new Error('The classifier did not answer.'));
    await turns();
    expect(heard).toEqual([{ error: 'The classifier did not answer.' }]);
  });

  it('whose background dies is an error, once', async () => {
    const { heard, far, cancelAsking } = open(joined);
    await turns();
    far.disconnect();
    await turns();
    cancelAsking();
    expect(heard).toEqual([{ error: 'The classifier was stopped.' }]);
  });

  it('asks nothing for what is no question, and once for two', async () => {
    const [popup, far] = ends();
    const { explain, asked } = classifier();
    if (joined) {
      const [near, offscreen] = ends();
      answerExplain(offscreen, explain);
      joinLines(far, near);
    } else answerExplain(far, explain);
    for (const message of [null, 7, {}, { text: 7 }, { text: 'a' }, { text: 'b' }]) popup.postMessage(message);
    await turns();
    expect(asked).toEqual(['a']);
  });
});
