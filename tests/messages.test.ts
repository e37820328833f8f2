import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePosts } from '@/utils/messages';
import { CAPS } from '@/utils/types';
import { post } from './store/helpers';

const message = (more: object = {}) => ({
  type: 'posts',
  batch: 'batch-0001',
  platform: 'telegram',
  posts: [post('a')],
  health: { seen: 1, read: 1, unreadable: 0, withheld: 0 },
  ...more,
});
const error = (input: unknown) => {
  const parsed = parsePosts(input);
  return 'error' in parsed ? parsed.error : null;
};

describe('the message of a content script', () => {
  it('is taken when it is right', () => {
    expect(parsePosts(message())).toMatchObject({ message: { batch: 'batch-0001' }, refused: 0 });
  });

  it('is refused whole when its frame is wrong', () => {
    for (const wrong of [
      null,
      'posts',
      [],
      {},
      message({ posts: 'x' }),
      message({ batch: '' }),
      message({ batch: 'x'.repeat(65) }),
      message({ extra: 1 }),
      message({ health: {} }),
      message({ health: { seen: -1, read: 0, unreadable: 0, withheld: 0 } }),
    ]) {
      expect(error(wrong), JSON.stringify(wrong)).toBeTruthy();
    }
  });

  it('with a million posts is refused before one of them is looked at', () => {
    const posts = new Array<unknown>(1_000_000);
    Object.defineProperty(posts, 0, {
      get: () => {
        throw new Error('looked at');
      },
    });
    expect(error(message({ posts }))).toContain('more than');
  });

  it('loses only the posts that are wrong', () => {
    const wrong = [
      {},
      null,
      { ...post('b'), unknown: 1 },
      { ...post('c'), text: 7 },
      { ...post('d'), text: 'x'.repeat(CAPS.text + 1) },
      { ...post('e'), platform: 'x' },
      { ...post('f'), postedAt: 'yesterday' },
      { ...post(''), id: '' },
    ];
    const parsed = parsePosts(message({ posts: [...wrong, post('good')] }));
    expect(parsed).toMatchObject({ refused: wrong.length, message: { posts: [{ id: 'good' }] } });
  });

  it('never throws and never changes a prototype', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withMap: true }), (input) => void parsePosts(input)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.anything(), (inner) => void parsePosts(message({ posts: [inner] }))),
      { numRuns: 500 },
    );
    parsePosts(message({ posts: [JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}')] }));
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });
});
