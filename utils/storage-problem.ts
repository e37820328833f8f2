/** What a database error means for the person in front of it. */
import type { StorageProblem } from './words/words';

interface Thrown {
  name?: unknown;
  message?: unknown;
  inner?: unknown;
}

const thrown = (error: unknown): Thrown => (typeof error === 'object' && error !== null ? error : { message: error });

/** By the names that IndexedDB gives (also inside a library's own error), and by our own messages. */
export function storageProblem(error: unknown): StorageProblem {
  const { name, message, inner } = thrown(error);
  const names = [name, thrown(inner).name];
  if (names.includes('QuotaExceededError')) return 'full';
  if (names.includes('VersionError') || /older version/.test(String(message))) return 'old';
  if (/in time/.test(String(message))) return 'slow';
  return 'other';
}

/** The error's own words, for the details. */
export const errorWords = (error: unknown): string => {
  const { name, message } = thrown(error);
  return [name, message].filter(Boolean).join(': ').slice(0, 300);
};
