import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonym } from '@/utils/pseudonym';
import { MASK, masked, namesOf, standIns } from '@/utils/reports/identity';
import { formats } from '@/utils/reports/index';
import { rowPages } from '@/utils/reports/row';
import { collect, decided, flag, KEY, verdict, whole } from './cases';

describe('a pseudonymised report', () => {
  it('names neither author nor address, in no format', async () => {
    const comment = flag({ id: 'harbour_board_00/12?comment=3', author: 'rower_00', parent: 'harbour_board_00/12' });
    for (const format of formats) {
      const rows = rowPages([[decided(), { flag: comment, verdict: null }]], 'pseudonyms', KEY);
      const text = await whole(format.format(rows, {}));
      for (const name of ['harbour_board_00', 't.me', 'rower_00', 'https'])
        expect(text.toLowerCase(), `${format.id} ${name}`).not.toContain(name);
      expect(text).toContain('@harbour_desk_00');
      expect(text).toContain(`Ask ${MASK}`);
      expect(text).not.toContain('reviewer-00');
    }
  });

  it('keeps who is who: the same author and the same post have the same stand-in, and the popup shows its start', async () => {
    const child = flag({ id: 'harbour_board_00/13', parent: 'harbour_board_00/12' });
    const other = flag({ id: 'other_00/1', author: 'other_00' });
    const cases = [decided(), { flag: child, verdict: null }, { flag: other, verdict: null }];
    const [first, second, third] = await collect(rowPages([cases], 'pseudonyms', KEY));
    expect(first?.author).toBe(second?.author);
    expect(first?.author).not.toBe(third?.author);
    expect(second?.parent_id).toBe(first?.post_id);
    expect(first?.author).toMatch(/^author-[0-9a-f]{16}$/);
    expect(first?.author?.slice(7, 15)).toBe(await pseudonym(KEY, 'telegram', 'harbour_board_00'));
    const [elsewhere] = await collect(rowPages([cases], 'pseudonyms', new Uint8Array(32)));
    expect(elsewhere?.author).not.toBe(first?.author);
    expect(elsewhere?.post_id).not.toBe(first?.post_id);
  });

  it('moves the reasons with the text', async () => {
    const titled = flag({ title: 'harbour_board_00 sails' });
    titled.assessment.spans = [
      { start: 0, end: 16, signal: 'contact', weight: 0.5 },
      { start: 17, end: 22, signal: 'route', weight: 0.5 },
      { start: 23 + 25, end: 23 + 46, signal: 'contact', weight: 0.5 },
      { start: 23 + 50, end: 23 + 66, signal: 'offer', weight: 0.5 },
    ];
    const [row] = await collect(rowPages([[{ flag: titled, verdict: verdict() }]], 'pseudonyms', KEY));
    expect(row?.spans.map(({ phrase }) => phrase)).toEqual([MASK, 'sails', `Ask ${MASK}`, '@harbour_desk_00']);
    for (const { start, end, phrase } of row?.spans ?? []) expect(`${row?.title}\n${row?.text}`.slice(start, end)).toBe(phrase);
    expect(row?.note).toBe(`Same words as ${MASK} last week`);
  });

  it('says everything when the reviewer chose so', async () => {
    const [row] = await collect(rowPages([[decided()]], 'links-and-authors', KEY));
    expect(row).toMatchObject({
      identity: 'links-and-authors',
      post_id: 'harbour_board_00/12',
      url: 'https://t.me/harbour_board_00/12',
      author: 'harbour_board_00',
      text: flag().post.text,
    });
  });

  it('says nothing of an author that is not known', async () => {
    expect(await (await standIns(KEY)).author('x', '')).toBe('');
    const [row] = await collect(rowPages([[{ flag: flag({ author: '' }), verdict: null }]], 'pseudonyms', KEY));
    expect(row?.author).toBeNull();
  });
});

describe('names', () => {
  it('are the author, the channel of the id, the handle of the address and the address', () => {
    expect(namesOf({ author: '@Ann Example', id: '123', url: 'https://www.tiktok.com/@boats_00/video/1' })).toEqual([
      'tiktok.com/@boats_00/video/1',
      'Ann Example',
      'boats_00',
    ]);
    expect(namesOf({ author: 'u/rower', id: 'hash:00', url: '' })).toEqual(['rower']);
    expect(namesOf({ author: 'Al', id: '1', url: '' })).toEqual([]);
  });

  it('are masked as whole words only, in any case', () => {
    const { text } = masked('Boats BOATS boatsman myboats @boats, (boats) boats_2 قوارب-boats', ['boats']);
    expect(text).toBe(`${MASK} ${MASK} boatsman myboats ${MASK}, (${MASK}) boats_2 قوارب-${MASK}`);
  });

  it('are masked with what leads to them, in every case and script', () => {
    for (const [text, name, expected] of [
      ['see https://www.t.me/boats_00/12 now', 't.me/boats_00/12', `see ${MASK} now`],
      ['mail@boats', 'boats', `mail@${MASK}`],
      ['İSTANBUL BOATS', 'istanbul boats', MASK],
      ['ΟΔΟΣ οδος', 'Οδός'.normalize('NFD').replace(/\p{M}/gu, ''), `${MASK} ${MASK}`],
      ['مقهى الميناء يفتح', 'مقهى الميناء', `${MASK} يفتح`],
      ['ann\nexample', 'Ann Example', MASK],
      ['a.b a-b aXb', 'a.b', `${MASK} a-b aXb`],
    ] as const) {
      expect(masked(text, [name]).text).toBe(expected);
    }
  });

  it('may hold anything, and offsets stay in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3 }), fc.array(fc.string({ unit: 'binary' })), (name, parts) => {
        const names = namesOf({ author: name, id: '1', url: '' });
        const old = parts.join(` ${name} `);
        const result = masked(old, names);
        const ends = Array.from(
          { length: old.length + 1 },
          (_, offset) => [result.at(offset, 'start'), result.at(offset, 'end')] as const,
        );
        for (const [i, [start, end]] of ends.entries()) {
          expect(start).toBeLessThanOrEqual(end);
          expect(start).toBeGreaterThanOrEqual(ends[i - 1]?.[0] ?? 0);
        }
        expect(result.at(old.length, 'end')).toBe(result.text.length);
      }),
    );
  });
});
