/** The worker's order of work: texts to score one batch after the other; explanations one at a time, and between two steps of one whatever waits to be scored goes first. */
import type { Scored } from '../types';
import { explain } from './explain';
import type { Model } from './model';
import {
  NO_JUDGE,
  type ClassifierStatus,
  type ExplainRequest,
  type FromWorker,
  type ToWorker,
  type WorkerRequest,
} from './worker-protocol';

export interface Loaded {
  /** null: rules only. */
  model: Model | null;
  status: ClassifierStatus;
}

/** Lets messages in that came meanwhile. */
const turn = (): Promise<void> => new Promise((next) => setTimeout(next));

/** What the worker does with a message. `assess` scores one text; one that fails gives null. */
export function createDesk(
  loading: Promise<Loaded>,
  assess: (text: string, model: Model | null) => Promise<Scored>,
  post: (message: FromWorker) => void,
): (message: ToWorker) => void {
  let scoring: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let explaining: Promise<unknown> = Promise.resolve();
  const open = new Set<number>();

  async function score({ id, texts }: WorkerRequest): Promise<void> {
    const { model, status } = await loading;
    const results: (Scored | null)[] = [];
    for (const text of texts) results.push(await assess(text, model).catch(() => null));
    waiting -= 1;
    post({ id, results, status });
  }

  async function answer({ id, explain: text }: ExplainRequest): Promise<void> {
    const { model } = await loading;
    const cancelled = async () => {
      do {
        await scoring;
        await turn();
      } while (waiting && open.has(id));
      return !open.has(id);
    };
    try {
      if (!model) throw new Error(NO_JUDGE);
      const explained = await explain(text, model, (step) => open.has(id) && post({ id, step }), cancelled);
      if (explained && open.has(id)) post({ id, explained });
    } catch (error) {
      if (open.has(id)) post({ id, failed: error instanceof Error ? error.message : String(error) });
    } finally {
      open.delete(id);
    }
  }

  return (message) => {
    if ('cancel' in message) open.delete(message.cancel);
    else if ('texts' in message) {
      waiting += 1;
      scoring = scoring.then(() => score(message));
    } else {
      open.add(message.id);
      explaining = explaining.then(() => answer(message));
    }
  };
}
