import { describe, expect, it } from 'vitest';
import { facebook } from '@/utils/platforms/facebook';
import { commentNamedIn, namedBy, namedIn, trackingLength } from '@/utils/platforms/facebook-ids';
import { AUDIENCE_LANGUAGES, isPublicAudience, isPublicGroup, isShowOriginal, isSponsored } from '@/utils/platforms/labels';
import { readPage } from '@/utils/platforms/read-page';
import { pageOf } from './load';

const HOME = 'https://www.facebook.com/';
const name = (who: string): string =>
  `<div data-ad-rendering-role="profile_name"><h4><span><a role="link" href="/${who}"><strong>${who}</strong></a></span></h4></div>`;
const icon = (label: string): string => `<svg role="img"><title>${label}</title></svg>`;
const story = (text: string): string => `<div data-ad-rendering-role="story_message"><div dir="auto">${text}</div></div>`;
const card = (inner: string): string => `<div aria-posinset="1" aria-describedby="a">${inner}</div>`;
const readAll = (inner: string, address = HOME) => {
  const url = new URL(address);
  return readPage(facebook, pageOf(`<div role="main"><div role="feed">${inner}</div></div>`, address), url);
};
const links = (...hrefs: string[]): Element[] => [
  ...pageOf(hrefs.map((href) => `<a href="${href.replaceAll('&', '&amp;')}">x</a>`).join(''), HOME).querySelectorAll('a'),
];

describe('ids', () => {
  it.each([
    ['/boats/posts/pfbid02AbcDefGhiJkl?__cft__[0]=AZ', 'pfbid02AbcDefGhiJkl'],
    ['/boats/posts/a-long-title/700000000000001/', '700000000000001'],
    ['/groups/321/posts/700000000000002/', '700000000000002'],
    ['/groups/321/permalink/700000000000003/', '700000000000003'],
    ['/groups/321/?multi_permalinks=700000000000004%2C5', '700000000000004'],
    ['https://m.facebook.com/story.php?story_fbid=700000000000005&id=1', '700000000000005'],
    ['/permalink.php?story_fbid=pfbid0Abcdefghijkl&id=1', 'pfbid0Abcdefghijkl'],
    ['/photo/?fbid=600000000000001&set=gm.700000000000006', '700000000000006'],
    ['/photo/?fbid=600000000000001&set=pcb.700000000000007', '700000000000007'],
    ['/photo/?fbid=600000000000001&set=a.5', '600000000000001'],
    ['/reel/700000000000008/?s=x', '700000000000008'],
    ['/boats/videos/the-title/700000000000009/', '700000000000009'],
    ['/watch/?v=700000000000010', '700000000000010'],
  ])('%s', (href, id) => expect(namedBy(href)?.id).toBe(id));

  it.each([
    '/boats',
    '?__cft__[0]=x#?y',
    'https://l.facebook.com/l.php?u=https://www.facebook.com/a/posts/700000000000001',
    'https://facebook.com.example.org/a/posts/700000000000001',
    'javascript:alert(1)',
    'https://[bad',
    '/posts/',
    '/a/posts/evil"><b>',
  ])('nothing in %s', (href) => expect(namedBy(href)).toBeNull());

  it('takes the post before its photo, the header before the pictures, and no tracking into the address', () => {
    expect(
      namedIn(links('/photo/?fbid=600000000000001&set=a.1'), links('/photo/?fbid=600000000000001&set=gm.700000000000006'))?.id,
    ).toBe('700000000000006');
    expect(namedIn(links('/a/posts/700000000000001?__cft__[0]=AZ&__tn__=-R'), links('/reel/700000000000008'))).toEqual({
      id: '700000000000001',
      url: 'https://www.facebook.com/a/posts/700000000000001',
    });
    expect(namedIn([], [])).toBeNull();
  });

  it('reads comment ids, plain and in base 64, and prefers the reply', () => {
    const coded = btoa('comment:700000000000001_900000000000001');
    expect(commentNamedIn(links(`/ann?comment_id=${encodeURIComponent(coded)}`))).toMatchObject({
      id: '900000000000001',
      post: '700000000000001',
    });
    expect(
      commentNamedIn(links('/a/posts/700000000000001?comment_id=900000000000001&reply_comment_id=900000000000002')),
    ).toMatchObject({
      id: '900000000000002',
      post: '700000000000001',
    });
    expect(commentNamedIn(links('/ann?comment_id=%%%', '/ann?comment_id=!!', '/ann'))).toBeNull();
  });

  it('measures the tracking code', () => {
    expect(links(`/a?__cft__[0]=${'x'.repeat(320)}`, '/a', 'https://l.facebook.com/?__cft__[0]=xx').map(trackingLength)).toEqual([
      320, 0, 0,
    ]);
  });

  it('keeps the id of a post without any when its text is opened', () => {
    const start = 'A story that goes on and on. '.repeat(20);
    const id = (text: string) => readAll(card(name('long') + icon('Public') + story(text))).posts[0]?.id;
    expect(id(`${start}… <div role="button">See more</div>`)).toBe(id(`${start}and here is the rest of it`));
    expect(id(start)).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(id(start)).not.toBe(id('Another story.'));
  });
});

describe('audience labels', () => {
  it('are known in at least twenty languages', () => expect(AUDIENCE_LANGUAGES.length).toBeGreaterThanOrEqual(20));

  it.each([
    'Shared with Public',
    'Public',
    'Shared with Public group',
    'Compartido con: Público',
    'Mit Öffentlich geteilt',
    'Partagé avec Public',
    'Доступно всем',
    '\u200fتمت المشاركة مع العامة',
    'Herkese Açık',
    'Đã chia sẻ với Công khai',
    '公開',
    '전체 공개',
  ])('public: %s', (label) => expect(isPublicAudience(label)).toBe(true));

  it.each([
    '',
    'Shared with Your friends',
    'Friends',
    'Only me',
    'Custom',
    'Shared with Members of Public Works',
    'Public Works',
    'Not public',
    'Shared with Public and friends',
    'Verified account',
    'تمت المشاركة مع الأصدقاء',
    'P',
    '*',
    `Public${' '.repeat(200)}x`,
  ])('not public: %s', (label) => expect(isPublicAudience(label)).toBe(false));

  it('knows a public group, the way back to an original, a paid mark', () => {
    expect(['Public group', 'Public group · 12K members', 'Grupo público'].map(isPublicGroup)).toEqual([true, true, true]);
    expect(['Private group', 'Public group rules', 'Members of a public group'].map(isPublicGroup)).toEqual([
      false,
      false,
      false,
    ]);
    expect(['Show original', 'See original', 'Voir l’original', "Voir l'original", 'عرض الأصل'].every(isShowOriginal)).toBe(true);
    expect(['See translation', 'Translate post', 'original', ''].some(isShowOriginal)).toBe(false);
    expect([isSponsored('Sponsored'), isSponsored('Gesponsert'), isSponsored('Sponsored by the club')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('proof of being public', () => {
  const skipped = (inner: string, address = HOME) => {
    const { posts, skipped: counts } = readAll(inner, address);
    return { posts: posts.length, ...counts };
  };

  it('is the first icon that stands free between name and text', () => {
    expect(skipped(card(name('a') + icon('Public') + story('x')))).toEqual({ posts: 1 });
    expect(skipped(card(name('a') + icon('Friends') + icon('Public') + story('x')))).toEqual({ posts: 0, private: 1 });
    expect(skipped(card(name('a') + `<a href="/badge">${icon('Public')}</a>` + icon('Friends') + story('x')))).toEqual({
      posts: 0,
      private: 1,
    });
    expect(skipped(card(name('a') + icon('Friends') + story('x') + icon('Public')))).toEqual({ posts: 0, private: 1 });
    expect(skipped(card(name('a').replace('</a>', `${icon('Public')}</a>`) + icon('Friends') + story('x')))).toEqual({
      posts: 0,
      private: 1,
    });
  });

  it('is not what a person wrote', () => {
    const login = 'See <a href="https://www.facebook.com/login/">here</a>';
    expect(skipped(card(name('a') + icon('Friends') + story(login)))).toEqual({ posts: 0, private: 1 });
    const group = 'Public group <a href="/groups/555/members/">members</a>';
    expect(skipped(card(name('a') + icon('Members of Sailors') + story(group)), 'https://www.facebook.com/groups/555')).toEqual({
      posts: 0,
      private: 1,
    });
  });

  it('is not being asked for a password while logged in', () => {
    const asked = '<a href="/me/">You</a><form action="/login/"><input name="pass"></form>';
    expect(skipped(asked + card(name('a') + icon('Friends') + story('x')))).toEqual({ posts: 0, private: 1 });
  });

  it('reaches from a post to its own comments only', () => {
    const comment = '<div role="article" aria-label="Comment by B"><a href="/b">B</a><div dir="auto">words</div></div>';
    expect(skipped(card(name('a') + icon('Public') + story('x') + comment))).toEqual({ posts: 2 });
    expect(skipped(card(name('a') + icon('Friends') + story('x') + comment))).toEqual({ posts: 0, private: 2 });
    expect(skipped(card(name('a') + icon('Public') + story('x')) + comment)).toEqual({ posts: 1, private: 1 });
  });
});

describe('odd pages', () => {
  it('answers a card that nests its anchors without end', () => {
    const document = pageOf('<div role="feed"></div>', HOME);
    const feed = document.querySelector('[role="feed"]') as Element;
    const top = document.createElement('div');
    top.setAttribute('aria-posinset', '1');
    feed.append(top);
    let at: Element = top;
    for (let depth = 0; depth < 3000; depth += 1) {
      const inner = document.createElement(depth % 2 ? 'a' : 'h4');
      inner.setAttribute('href', '/a/posts/700000000000001');
      at.append(inner);
      at = inner;
    }
    at.append('text');
    const started = performance.now();
    expect(facebook.read(top, new URL(HOME))).toHaveProperty('skip');
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
