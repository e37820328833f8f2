/** What must be undone when the command ends, however it ends: browsers closed, servers stopped, temporary folders removed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Undo = () => unknown;
const undos = new Set<Undo>();

/** Remembers an undo; the returned function does it now and forgets it. */
export function later(undo: Undo): () => Promise<void> {
  undos.add(undo);
  return async () => {
    if (undos.delete(undo)) await undo();
  };
}

/** Does everything that is remembered, newest first. A failure of one does not stop the others. */
export async function tidyUp(): Promise<void> {
  for (const undo of [...undos].reverse()) {
    undos.delete(undo);
    await Promise.resolve()
      .then(undo)
      .catch((error: unknown) => process.stderr.write(`tidying up: ${error instanceof Error ? error.message : String(error)}\n`));
  }
}

let stopping = false;
/** A signal came: what fails now fails because of that, and the process is ended by tidyOnSignals. */
export const isStopping = (): boolean => stopping;

/** Ctrl-C and kill: tidy up, then end with the code a shell expects (128 + the signal's number). For commands, not for tests. */
export function tidyOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void tidyUp().finally(() => process.exit(code));
    });
}

/** A fresh folder in the system's own temporary folder; the returned function removes it. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `breakwater-${name}-`));
  // A browser that just ended may still hold a file for a moment.
  return { path, remove: later(() => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })) };
}

/** Resolves after so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is neither null nor undefined. Throws an Error that names what was awaited after `ms`. */
export async function until<T>(
  what: string,
  ms: number,
  ask: () => Promise<T | null | undefined> | T | null | undefined,
  every = 100,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what} did not come within ${Math.round(ms / 1000)} s.`);
    await pause(every);
  }
}
