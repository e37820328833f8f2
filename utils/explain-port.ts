/** One explanation over one runtime Port: a text goes in, phrases come back as they are found. A Port that closes, at either end, cancels it. */

import type { Explanation, ExplainStep } from './scoring/explain';

export type { Explanation, ExplainStep, Phrase } from './scoring/explain';

/** The classifier's way of explaining. */
export type Explain = (text: string, onStep: (step: ExplainStep) => void) => { done: Promise<Explanation>; cancel: () => void };

/** Name of the popup's Port. */
export const EXPLAIN = 'explain';

/** As much of a runtime Port as is needed here. */
export interface Line {
  postMessage: (message: unknown) => void;
  disconnect: () => void;
  onMessage: { addListener: (hear: (message: unknown) => void) => void };
  onDisconnect: { addListener: (hear: () => void) => void };
}

/** What comes back: any number of steps, then one of the others. */
export type Said = { step: ExplainStep } | { explained: Explanation } | { error: string };

const has = <K extends string>(message: unknown, key: K): message is Record<K, unknown> =>
  typeof message === 'object' && message !== null && key in message;

const isSaid = (message: unknown): message is Said => has(message, 'step') || has(message, 'explained') || has(message, 'error');

/** The popup's end. `hear` gets the steps and one end: explained or an error. Calling what is returned cancels, and nothing is heard any more. */
export function askExplain(connect: () => Line, text: string, hear: (said: Said) => void): () => void {
  const line = connect();
  let over = false;
  line.onMessage.addListener((message) => {
    if (over || !isSaid(message)) return;
    over = !('step' in message);
    if (over) line.disconnect();
    hear(message);
  });
  line.onDisconnect.addListener(() => {
    if (over) return;
    over = true;
    hear({ error: 'The classifier was stopped.' });
  });
  line.postMessage({ text });
  return () => {
    if (over) return;
    over = true;
    line.disconnect();
  };
}

/** The classifier's end: answers the first text that it is asked about. */
export function answerExplain(line: Line, explain: Explain): void {
  let cancel: (() => void) | null = null;
  let open = true;
  const say = (said: Said) => {
    if (open) line.postMessage(said);
  };
  line.onDisconnect.addListener(() => {
    open = false;
    cancel?.();
  });
  line.onMessage.addListener((message) => {
    if (cancel || !has(message, 'text') || typeof message.text !== 'string') return;
    const running = explain(message.text, (step) => say({ step }));
    cancel = running.cancel;
    running.done.then(
      (explained) => say({ explained }),
      (error: unknown) => say({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}

/** Lets two lines be one: what one end says the other hears, and when one closes so does the other. */
export function joinLines(one: Line, other: Line): void {
  let open = true;
  const lead = (from: Line, to: Line) => {
    from.onMessage.addListener((message) => {
      if (open) to.postMessage(message);
    });
    from.onDisconnect.addListener(() => {
      if (open) to.disconnect();
      open = false;
    });
  };
  lead(one, other);
  lead(other, one);
}
