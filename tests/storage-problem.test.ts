import { expect, it } from 'vitest';
import { errorWords, storageProblem } from '@/utils/storage-problem';

it.each([
  [new DOMException('x', 'QuotaExceededError'), 'full'],
  [Object.assign(new Error('x'), { name: 'AbortError', inner: new DOMException('x', 'QuotaExceededError') }), 'full'],
  [new DOMException('x', 'VersionError'), 'old'],
  [new Error('This window runs an older version than the database. Reload it.'), 'old'],
  [new Error('The database did not answer in time.'), 'slow'],
  [new Error('anything'), 'other'],
  ['a string', 'other'],
  [null, 'other'],
])('%s is %s', (error, problem) => expect(storageProblem(error)).toBe(problem));

it('gives the words of an error', () => {
  expect(errorWords(new DOMException('No room.', 'QuotaExceededError'))).toBe('QuotaExceededError: No room.');
  expect(errorWords(undefined)).toBe('');
});
