import { describe, expect, it } from 'vitest';
import { xTime } from '@/utils/platforms/ids';
import { readPage } from '@/utils/platforms/read-page';
import { x } from '@/utils/platforms/x';
import { pageOf } from './load';

const read = (html: string, address: string) => readPage(x, pageOf(html, address), new URL(address));
const name = (handle: string): string =>
  `<div data-testid="User-Name"><a href="/${handle}"><span>Shown</span></a><a href="/${handle}"><span>@${handle}</span></a></div>`;
const text = (words: string, lang = 'en'): string =>
  `<div data-testid="tweetText" lang="${lang}" dir="auto"><span>${words}</span></div>`;
const link = (path: string, time = '<time>1h</time>'): string => `<a href="${path}">${time}</a>`;
const card = (inner: string): string => `<article data-testid="tweet" role="article">${inner}</article>`;

describe('x', () => {
  it('takes the time from the id where the page shows none', () => {
    expect(xTime('1222900000000000007')).toBe('2020-01-30T15:10:55.040Z');
    expect(xTime('20')).toBeUndefined();
    expect(
      read(card(name('a') + link('/a/status/1222900000000000007') + text('Hi.')), 'https://x.com/home').posts[0]?.postedAt,
    ).toBe('2020-01-30T15:10:55.040Z');
  });

  it.each([
    ['https://twitter.com/a/status/1222900000000000007', '1222900000000000007'],
    ['https://mobile.twitter.com/a/statuses/1222900000000000007?s=1', '1222900000000000007'],
    ['/a/status/1222900000000000007/photo/1', '1222900000000000007'],
    ['/i/web/status/1222900000000000007', '1222900000000000007'],
  ])('reads the id of %s', (path, id) => {
    const [post] = read(card(name('a') + link(path) + text('Hi.')), 'https://x.com/home').posts;
    expect(post).toMatchObject({ id, author: 'a', url: `https://x.com/a/status/${id}` });
  });

  it('reads no id from a link that someone wrote or that leads elsewhere', () => {
    const written = text('see <a href="/b/status/1222900000000000007">this</a>');
    for (const inner of [written, text('Hi.') + link('https://x.com.example.org/a/status/1222900000000000007')]) {
      const [post] = read(card(name('a') + inner), 'https://x.com/home').posts;
      expect(post?.id).toMatch(/^hash:/);
      expect(post?.url).toBe('');
    }
  });

  it('says no language where the page knows none', () => {
    for (const lang of ['und', 'zxx', 'qme', 'qht', '', '"><b>']) {
      expect(read(card(name('a') + text('Hi.', lang.replace('"', '&quot;'))), 'https://x.com/home').posts[0]).not.toHaveProperty(
        'lang',
      );
    }
    expect(read(card(name('a') + text('Hi.', 'zh-Hans')), 'https://x.com/home').posts[0]?.lang).toBe('zh-Hans');
  });

  it('calls everything an answer when the named post is scrolled away', () => {
    const [post] = read(
      `<section>${card(name('a') + link('/a/status/1962500000000000023') + text('Hi.'))}</section>`,
      'https://x.com/b/status/1962500000000000022',
    ).posts;
    expect(post).toMatchObject({ kind: 'comment', parent: '1962500000000000022' });
  });

  it('drops the sign of a clipped address only', () => {
    const clipped =
      '<a href="https://t.co/a"><span aria-hidden="true">https://</span>a.example/b<span aria-hidden="true">c</span><span>…</span></a>';
    expect(read(card(name('a') + text(`Wait… ${clipped}`)), 'https://x.com/home').posts[0]?.text).toBe(
      'Wait… https://a.example/bc',
    );
  });

  it('reads no draft, wherever it stands', () => {
    const draft = '<div contenteditable="true">draft-canary</div>';
    const reading = read(
      `${draft}${card(name('a') + text(`Hi. ${draft}`))}<div contenteditable="true">${card(name('b') + text('draft-canary'))}</div>`,
      'https://x.com/home',
    );
    expect(reading.posts).toHaveLength(1);
    expect(JSON.stringify(reading)).not.toContain('draft-canary');
  });
});
