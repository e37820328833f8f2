import { describe, expect, it } from 'vitest';
import { tiktokTime } from '@/utils/platforms/ids';
import { readPage } from '@/utils/platforms/read-page';
import { tiktok } from '@/utils/platforms/tiktok';
import { itemOf } from '@/utils/platforms/tiktok-item';
import { pageOf } from './load';

const ID = '7550000000000000001';
const ADDRESS = `https://www.tiktok.com/@a_00/video/${ID}`;
const script = (json: string, id = '__UNIVERSAL_DATA_FOR_REHYDRATION__'): string =>
  `<script id="${id}" type="application/json">${json}</script>`;
const struct = (fields: object): string =>
  JSON.stringify({
    __DEFAULT_SCOPE__: {
      'webapp.video-detail': { itemInfo: { itemStruct: { id: ID, desc: 'Hi.', author: { uniqueId: 'a_00' }, ...fields } } },
    },
  });
const item = (html: string, id = ID) => itemOf(pageOf(html, ADDRESS), id);

describe('tiktok', () => {
  it('decodes the time of an id', () => {
    expect(tiktokTime(ID)).toBe('2025-09-14T17:35:59.000Z');
    expect(tiktokTime('1')).toBeUndefined();
  });

  it('reads the data of the post that is asked for, and of no other', () => {
    expect(item(script(struct({})))).toMatchObject({ id: ID, author: 'a_00', text: 'Hi.', closed: false, isAd: false });
    expect(item(script(struct({})), '7550000000000000002')).toBeNull();
    expect(item(script(JSON.stringify({ ItemModule: { [ID]: { desc: 'Old.', author: 'b_00' } } }), 'SIGI_STATE'))).toMatchObject({
      id: ID,
      author: 'b_00',
      text: 'Old.',
    });
  });

  it.each([
    { privateItem: true },
    { secret: true },
    { forFriend: true },
    { isReviewing: true },
    { secret: 1 },
    { author: { uniqueId: 'a', privateAccount: true } },
    { author: { uniqueId: 'a', secret: true } },
  ])('leaves %j alone', (fields) => {
    const html = `<article data-e2e="recommend-list-item-container" data-scroll-index="0"></article>${script(struct(fields))}`;
    const reading = readPage(tiktok, pageOf(html, ADDRESS), new URL(ADDRESS));
    expect(reading.posts).toEqual([]);
    expect(reading.skipped.private).toBeGreaterThan(0);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    `{"__DEFAULT_SCOPE__":"${ID}"}`,
    `{"ItemModule":{"${ID}":7}}`,
    struct({ desc: { a: 1 }, author: null }),
  ])('survives data like %s', (json) => {
    const html = `<article data-e2e="recommend-list-item-container" data-scroll-index="0"></article>${script(json)}`;
    expect(readPage(tiktok, pageOf(html, ADDRESS), new URL(ADDRESS)).posts).toEqual([]);
  });

  it('takes the caption out of a picture description', () => {
    const tile = (alt: string): string =>
      `<div><div data-e2e="user-post-item"><a href="/@a_00/video/${ID}"><img alt="${alt}"></a></div></div>`;
    const text = (alt: string) =>
      readPage(tiktok, pageOf(tile(alt), 'https://www.tiktok.com/@a_00'), new URL('https://www.tiktok.com/@a_00')).posts[0]?.text;
    expect(text('Boats #lake created by Ann with Ann’s original sound')).toBe('Boats #lake');
    expect(text('A chair created in Rome')).toBe('A chair created in Rome');
    expect(text('created by Ann with Ann’s original sound')).toBeUndefined();
  });
});
