/** Owns the classifier worker: asks, waits, and when it hangs or dies ends it and makes a new one (reliability F19, F20). Same in both browsers. */
import type { Scored } from '../types';

/** What the classifier runs on: the model, or rules only and why. */
export interface ClassifierStatus {
  mode: 'model' | 'rules';
  version: string;
  /** Why it is rules only; empty otherwise. */
  reason: string;
}

export interface WorkerRequest {
  id: number;
  texts: string[];
}

export interface WorkerReply {
  id: number;
  results: (Scored | null)[];
  status: ClassifierStatus;
}

export interface ClassifierClient {
  /** In order; null where a text could not be scored. Rejects after a hang or a crash that a new worker did not mend. */
  classify: (texts: string[]) => Promise<WorkerReply>;
}

/** First answer: runtime and model are loaded (0.5 s here; slow disks take longer). Later ones: per text, ms. */
const START_PATIENCE = 30_000;
const TEXT_PATIENCE = 2_000;

export function createClassifierClient(make: () => Worker): ClassifierClient {
  let worker: Worker | null = null;
  let warm = false;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();

  function ask(texts: string[]): Promise<WorkerReply> {
    worker ??= make();
    const current = worker;
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const give = (why: string) => {
        clearTimeout(timer);
        current.terminate();
        if (worker === current) worker = null;
        warm = false;
        reject(new Error(why));
      };
      const timer = setTimeout(
        () => give('The classifier did not answer.'),
        (warm ? 0 : START_PATIENCE) + TEXT_PATIENCE * (texts.length + 1),
      );
      current.onerror = (event) => give(event.message || 'The classifier stopped.');
      current.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
        if (data.id !== id) return;
        clearTimeout(timer);
        warm = true;
        resolve(data);
      };
      current.postMessage({ id, texts });
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

  return {
    classify: (texts) => {
      const turn = queue.then(() => classify(texts));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
