/** A small client of Firefox's own Marionette port (TCP; each message `length:[type, id, …]`). Protocol: firefox-source-docs.mozilla.org, Testing > Marionette. */
import { connect } from 'node:net';

export interface Marionette {
  /** A command such as `WebDriver:Navigate`; rejects with Firefox's own words. */
  send: <T = unknown>(command: string, parameters?: object) => Promise<T>;
  close: () => void;
}

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

/** Longest wait for one answer, ms: a page that never loads must not hang a test for good. */
const PATIENCE = 120_000;

/** Connects to a Firefox that was started with `--marionette`. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Waiting>();
  let buffer = Buffer.alloc(0);
  let lastId = 0;
  let greeted: () => void = () => undefined;
  const greeting = new Promise<void>((resolve, reject) => {
    greeted = resolve;
    socket.once('error', reject);
  });

  const hear = (message: unknown) => {
    if (!Array.isArray(message)) return greeted();
    const [, id, error, value] = message as [number, number, { error: string; message: string } | null, unknown];
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(`${error.error}: ${error.message}`));
    else call?.resolve(value as never);
  };
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const colon = buffer.indexOf(':');
      const end = colon + 1 + Number(buffer.subarray(0, colon).toString());
      if (colon < 0 || buffer.length < end) return;
      const message: unknown = JSON.parse(buffer.subarray(colon + 1, end).toString());
      buffer = buffer.subarray(end);
      hear(message);
    }
  });
  const lost = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has ended.'));
    waiting.clear();
  };
  socket.on('close', lost);
  socket.on('error', lost);
  await greeting;

  return {
    send: <T>(command: string, parameters: object = {}) =>
      new Promise<T>((resolve, reject) => {
        const id = (lastId += 1);
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`Firefox did not answer ${command}.`));
        }, PATIENCE);
        const settled = <V>(then: (value: V) => void) => {
          return (value: V) => {
            clearTimeout(timer);
            then(value);
          };
        };
        waiting.set(id, { resolve: settled(resolve) as Waiting['resolve'], reject: settled(reject) });
        if (socket.destroyed) return lost();
        const body = JSON.stringify([0, id, command, parameters]);
        socket.write(`${Buffer.byteLength(body)}:${body}`);
      }),
    close: () => socket.destroy(),
  };
}
