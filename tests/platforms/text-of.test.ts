import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { absoluteUrl, findAllOwn, findOwn, isoTime } from '@/utils/platforms/dom';
import { hashId, tiktokTime, xTime } from '@/utils/platforms/ids';
import { altOf, emojiOf, textOf } from '@/utils/platforms/text-of';

const page = (html: string): Document => new JSDOM(html).window.document;
const read = (html: string, options?: Parameters<typeof textOf>[1]): string =>
  textOf(page(`<main>${html}</main>`).querySelector('main'), options);

describe('textOf', () => {
  it.each([
    ['br', 'one<br>two<br/><br/>three', 'one\ntwo\n\nthree'],
    ['many br', 'one<br><br><br><br>two', 'one\n\ntwo'],
    ['blocks', '<div>one</div><div>two</div>', 'one\ntwo'],
    ['an empty line made of blocks', '<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
    ['a block that ends in br', '<div>one<br></div><div>two</div>', 'one\ntwo'],
    ['nested blocks', '<div><div><div>one</div></div></div><div><div>two</div></div>', 'one\ntwo'],
    ['paragraphs', '<p>one</p>\n   <p>two</p>', 'one\n\ntwo'],
    ['a list', '<ul>\n <li>one</li>\n <li>two</li>\n</ul>', 'one\ntwo'],
    ['cells', '<table><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></table>', 'one two\nthree'],
    ['spaces of the source', '  one \n   two\t<b> three</b>  ', 'one two three'],
    ['inline stays in one piece', 'o<b>n</b><i>e</i>', 'one'],
    ['pre', '<pre>one\n  two</pre>', 'one\ntwo'],
    ['emoji pictures', 'go <img alt="⛵"><img alt="🇬🇧"><img alt="1️⃣"> now', 'go ⛵🇬🇧1️⃣ now'],
    ['emoji of a site', 'a <img class="emoji" alt="wave"> <img alt=":blob_wave:">', 'a wave :blob_wave:'],
    ['other pictures', 'a <img alt="A boat on the sea"><img alt="5"><img> b', 'a b'],
    ['emoji in i and b', 'a <i class="emoji"><b>😀</b></i>', 'a 😀'],
    [
      'what is not text',
      'a<script>x</script><style>x</style><button>x</button><svg><title>x</title></svg><template>x</template>b',
      'ab',
    ],
    [
      'drafts',
      'a<div contenteditable="true">x</div><div contenteditable>x</div><textarea>x</textarea><b contenteditable="false">b</b>',
      'ab',
    ],
    ['hidden twins', 'a<span aria-hidden="true">x</span>b', 'ab'],
    ['bidi and zero-width', 'a\u200b\u202eb\u2066\u200f', 'a\u200b\u202eb\u2066\u200f'],
    ['comments', 'a<!-- x -->b', 'ab'],
  ])('%s', (_name, html, text) => expect(read(html)).toBe(text));

  it('keeps what is hidden inside a link on request', () => {
    const html =
      '<a href="https://e.test/long"><span aria-hidden="true">https://</span>e.test/<span aria-hidden="true">long</span></a><i aria-hidden="true">x</i>';
    expect(read(html)).toBe('e.test/');
    expect(read(html, { keepHidden: 'links' })).toBe('https://e.test/long');
    expect(read(html, { keepHidden: 'all' })).toBe('https://e.test/longx');
  });

  it('keeps the line breaks of the source on request', () => {
    expect(read('one\ntwo\r\n\n<b>three</b>', { keepLines: true })).toBe('one\ntwo\n\nthree');
    expect(read('one\ntwo', {})).toBe('one two');
  });

  it('leaves out subtrees by selector, never the element itself', () => {
    expect(read('one <time>2h</time><div class="q">x</div>two', { skip: 'main, time, .q' })).toBe('one\ntwo'.replace('\n', ' '));
  });

  it('makes lone surrogates well formed', () => {
    const document = page('<main></main>');
    document.querySelector('main')?.append('a\ud83d', document.createElement('b'), 'b');
    expect(textOf(document.querySelector('main'))).toBe('a\ufffdb');
  });

  it('reads a form whose fields are named after the DOM', () => {
    const names = [
      'parentNode',
      'firstChild',
      'nextSibling',
      'childNodes',
      'nodeType',
      'localName',
      'getAttribute',
      'querySelectorAll',
      'matches',
      'closest',
    ];
    const html = `<div>one<form>${names.map((name) => `<input name="${name}">`).join('')}two <i class="q">x</i></form></div>three`;
    expect(read(html, { skip: '.q' })).toBe('one\ntwo\nthree');
    expect(textOf(page(html).querySelector('form'), { skip: '.q' })).toBe('two');
  });

  it('survives 100,000 nested elements and stops at its budget', () => {
    const document = page('');
    let tower: Element = document.createElement('b');
    tower.append('bottom');
    for (let depth = 0; depth < 100_000; depth += 1) {
      const around = document.createElement('div');
      around.appendChild(tower);
      tower = around;
    }
    tower.prepend('top');
    expect(textOf(tower)).toBe('top');
  });

  it('takes nothing for an element that is not there', () => expect(textOf(null)).toBe(''));
});

describe('pictures', () => {
  it('gathers descriptions, each once, without emoji', () => {
    const document = page('<img alt="A boat"><img alt="⛵"><img alt=""><img alt="A boat"><img alt="A quay">');
    expect(altOf(document)).toBe('A boat\nA quay');
    expect(emojiOf(document.querySelectorAll('img')[1] as Element)).toBe('⛵');
  });
});

describe('own parts', () => {
  const document = page(
    '<article id="a"><p id="1"></p><article id="b"><p id="2"></p></article><div><p id="3"></p></div></article>',
  );
  const idsOf = (elements: (Element | null)[]): (string | undefined)[] => elements.map((element) => element?.id);
  const outer = document.querySelector('#a') as Element;

  it('are not those of a post inside the post', () => {
    expect(idsOf(findAllOwn(outer, 'p', 'article'))).toEqual(['1', '3']);
    expect(idsOf(findAllOwn(outer, 'article, p', 'article'))).toEqual(['1', 'b', '3']);
    expect(idsOf([findOwn(outer, 'div p', 'article'), findOwn(outer, 'b', 'article')])).toEqual(['3', undefined]);
  });
});

describe('times and ids', () => {
  it.each([
    ['2025-11-03T12:34:56.789000+0000', '2025-11-03T12:34:56.789Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04', '2026-01-02T03:04:00.000Z'],
    [1_767_323_045_000, '2026-01-02T03:04:05.000Z'],
    ['2 hours ago', undefined],
    ['2026-13-45T99:99:99Z', undefined],
    ['', undefined],
    [Number.NaN, undefined],
    [0, undefined],
  ])('isoTime(%j)', (value, iso) => expect(isoTime(value)).toBe(iso));

  it('decodes the time in an id', () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    const near = (iso: string | undefined): void => expect(Math.abs(Date.parse(iso ?? '') - at)).toBeLessThan(1000);
    near(xTime(String((BigInt(at) - 1_288_834_974_657n) << 22n)));
    near(tiktokTime(String(BigInt(at / 1000) << 32n)));
  });

  it('takes no time from what is no id', () => {
    for (const id of ['', 'abc', '12', '9'.repeat(40), '1e9'])
      expect([xTime(id), tiktokTime(id)]).toEqual([undefined, undefined]);
  });

  it('makes the same id for the same parts only', () => {
    expect(hashId('a', 'b')).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(hashId('a', 'b')).toBe(hashId('a', 'b'));
    expect(hashId('a', 'b')).not.toBe(hashId('ab', ''));
  });

  it('makes web addresses absolute and nothing else', () => {
    expect(absoluteUrl('/a?b#c', 'https://e.test/x')).toBe('https://e.test/a?b');
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '', 'https://'])
      expect(absoluteUrl(href, 'https://e.test/')).toBe('');
  });
});
