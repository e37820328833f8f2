/** Owns the classifier worker: asks, waits, and when it hangs or dies ends it and makes a new one (reliability F19, F20). Same in both browsers. */
import type { Scored } from '../types';
import type { Explanation, ExplainStep } from './explain';
import type { ClassifierStatus, ExplainReply, FromWorker, ToWorker, WorkerReply } from './worker-protocol';

export type { ClassifierStatus, WorkerReply, WorkerRequest } from './worker-protocol';

/** An explanation under way. */
export interface Explaining {
  /** Rejects in words; after a cancel with an Error of the name `AbortError`; in rules-only mode with NO_JUDGE. */
  done: Promise<Explanation>;
  /** No step comes after it. */
  cancel: () => void;
}

export interface ClassifierClient {
  /** In order; null where a text could not be scored. Rejects after a hang or a crash that a new worker did not mend. */
  classify: (texts: string[]) => Promise<WorkerReply>;
  /** Which phrases of a text carry its score (explain.ts). What waits to be scored goes first. */
  explain: (text: string, onStep: (step: ExplainStep) => void) => Explaining;
}

/** First answer: runtime and model are loaded (1 to 2 s here; a slow disk and processor take ten times that). Later ones: per text or step, ms. */
const START_PATIENCE = 30_000;
const TEXT_PATIENCE = 2_000;

/** What waits for an answer of the present worker. */
interface Pending {
  hear: (message: FromWorker) => void;
  fail: (error: Error) => void;
}

export function createClassifierClient(make: () => Worker): ClassifierClient {
  let worker: Worker | null = null;
  let warm = false;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();
  const pending = new Map<number, Pending>();
  const scoring = new Set<number>();
  /** When the present worker last said anything, ms since 1970. */
  let heardAt = 0;

  /** Ends the worker; all that waits for it fails. */
  function give(why: string): void {
    worker?.terminate();
    worker = null;
    warm = false;
    const failed = [...pending.values()];
    pending.clear();
    for (const { fail } of failed) fail(new Error(why));
  }

  function living(): Worker {
    if (worker) return worker;
    const made = make();
    made.onerror = (event) => {
      if (worker === made) give(event.message || 'The classifier stopped.');
    };
    made.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker !== made) return;
      warm = true;
      heardAt = Date.now();
      pending.get(data.id)?.hear(data);
    };
    worker = made;
    return made;
  }

  const say = (message: ToWorker): void => living().postMessage(message);
  const patience = (texts: number): number => (warm ? 0 : START_PATIENCE) + TEXT_PATIENCE * (texts + 1);

  function ask(texts: string[]): Promise<WorkerReply> {
    const id = nextId++;
    return new Promise<WorkerReply>((resolve, reject) => {
      const timer = setTimeout(() => give('The classifier did not answer.'), patience(texts.length));
      const end = () => {
        clearTimeout(timer);
        pending.delete(id);
        scoring.delete(id);
      };
      scoring.add(id);
      pending.set(id, {
        hear: (message) => {
          if (!('results' in message)) return;
          end();
          resolve(message);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      });
      say({ id, texts });
    });
  }

  /** A batch that kills the worker is asked again one by one, so that only the text that does it fails. */
  async function classify(texts: string[]): Promise<WorkerReply> {
    try {
      return await ask(texts);
    } catch (error) {
      if (texts.length === 0) throw error;
      const results: (Scored | null)[] = [];
      let status: ClassifierStatus | null = null;
      for (const text of texts) {
        const reply = await ask([text]).catch(() => null);
        results.push(reply?.results[0] ?? null);
        status = reply?.status ?? status;
      }
      if (!status) throw error;
      return { id: 0, results, status };
    }
  }

  function explain(text: string, onStep: (step: ExplainStep) => void): Explaining {
    const id = nextId++;
    let cancel: () => void = () => undefined;
    const done = new Promise<Explanation>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>;
      /** While texts or another explanation go first the worker is not silent: it is silence that ends it. */
      const watch = () => {
        const from = Date.now();
        const over = () => (scoring.size || heardAt > from ? watch() : give('The classifier did not answer.'));
        timer = setTimeout(over, patience(1));
      };
      const end = () => {
        clearTimeout(timer);
        pending.delete(id);
      };
      const fail = (error: Error) => {
        end();
        reject(error);
      };
      const hear = (message: ExplainReply) => {
        clearTimeout(timer);
        if ('step' in message) {
          watch();
          onStep(message.step);
        } else if ('explained' in message) {
          end();
          resolve(message.explained);
        } else fail(new Error(message.failed));
      };
      cancel = () => {
        if (!pending.has(id)) return;
        fail(Object.assign(new Error('Cancelled.'), { name: 'AbortError' }));
        worker?.postMessage({ cancel: id } satisfies ToWorker);
      };
      pending.set(id, { hear: (message) => 'results' in message || hear(message), fail });
      watch();
      say({ id, explain: text });
    });
    return { done, cancel: () => cancel() };
  }

  return {
    classify: (texts) => {
      const next = queue.then(() => classify(texts));
      queue = next.catch(() => undefined);
      return next;
    },
    explain,
  };
}
