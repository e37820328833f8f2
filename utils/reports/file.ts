/** From pieces to a file: each piece goes into a blob of its own, which the browser may keep on disk. */
import type { FlagStatus } from '../types';
import type { Identity, ReportFormat } from './report';

/** The pieces as one blob. Rejects with the signal's reason when it was cancelled; whatever was made is dropped. */
export async function toBlob(pieces: AsyncIterable<string>, mime: string, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const piece of pieces) {
    signal.throwIfAborted();
    parts.push(new Blob([piece]));
  }
  signal.throwIfAborted();
  return new Blob(parts, { type: mime });
}

/** `breakwater-decided-2026-11-24-0956-pseudonyms.csv`; the minute in UTC, so that two reports do not meet. */
export const fileName = (which: FlagStatus, now: number, identity: Identity, { extension }: ReportFormat): string => {
  const at = new Date(now).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `breakwater-${which}-${at}-${identity}.${extension}`;
};
