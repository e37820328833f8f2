import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adapterFor, matchesPattern, platforms } from '@/utils/platforms';
import type { Adapter } from '@/utils/platforms/adapter';
import { cases, pageOf, surfaces } from './load';

const file = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const ids = platforms.map(({ id }) => id);
const all = cases();

const isAdapter = (value: unknown): value is Adapter =>
  typeof value === 'object' && value !== null && 'matches' in value && 'surface' in value && 'read' in value;

describe('the list of platforms', () => {
  it('is alphabetical, each once', () => {
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('holds every adapter of the folder, each in the file of its name', async () => {
    const found: string[] = [];
    for (const name of readdirSync(file('utils/platforms')).filter((name) => name.endsWith('.ts') && name !== 'index.ts')) {
      const module = (await import(`../../utils/platforms/${name.slice(0, -3)}.ts`)) as Record<string, unknown>;
      for (const adapter of Object.values(module).filter(isAdapter)) {
        expect(`${adapter.id}.ts`).toBe(name);
        found.push(adapter.id);
      }
    }
    expect(found.sort()).toEqual(ids);
  });

  it('reads an address with one adapter only, and no address elsewhere', () => {
    for (const { id } of platforms) {
      for (const address of surfaces(id).public) {
        const takers = platforms.filter(({ matches }) => matches.some((pattern) => matchesPattern(pattern, new URL(address))));
        expect(
          takers.map((taker) => taker.id),
          address,
        ).toEqual([id]);
      }
    }
    for (const address of [
      'https://example.org/',
      'https://notx.com/home',
      'https://x.com.example.org/',
      'about:blank',
      'file:///x.com/',
    ]) {
      expect(adapterFor(new URL(address)), address).toBeUndefined();
    }
  });
});

/** Elements that a hostile or changed page could offer in place of a post: every one must be answered, none may throw. */
function distort(element: Element): [string, Element][] {
  const copy = (): Element => element.cloneNode(true) as Element;
  const document = element.ownerDocument;
  const bare = copy();
  for (const part of [bare, ...bare.querySelectorAll('*')])
    for (const { name } of [...part.attributes]) part.removeAttribute(name);
  const empty = copy();
  empty.replaceChildren();
  const hostile = copy();
  for (const part of hostile.querySelectorAll('[href], [datetime], [data-post]')) {
    for (const { name } of [...part.attributes]) part.setAttribute(name, 'https://[\ud800 %%% \u0000');
  }
  const clobbered = copy();
  const form = document.createElement('form');
  for (const name of ['parentNode', 'getAttribute', 'querySelectorAll', 'closest', 'matches', 'firstChild', 'ownerDocument']) {
    const field = document.createElement('input');
    field.name = name;
    form.append(field);
  }
  clobbered.prepend(form);
  const surrogates = copy();
  surrogates.append('\ud83d');
  const detached: [string, Element][] = [
    ['without attributes', bare],
    ['without content', empty],
    ['with hostile addresses', hostile],
    ['with a form that shadows the DOM', clobbered],
    ['with lone surrogates', surrogates],
  ];
  return detached;
}

describe.each(platforms.map((adapter) => [adapter.id, adapter] as const))('%s', (id, adapter) => {
  const mine = all.filter(({ platform }) => platform === id);
  const open = surfaces(id);

  it('describes itself', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(adapter.label.trim()).not.toBe('');
    expect(adapter.checked).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(Date.parse(adapter.checked)).toBeLessThan(Date.now());
  });

  it('asks for its own hosts only', () => {
    expect(adapter.matches.length).toBeGreaterThan(0);
    // A scheme, a host of at least two labels (no bare TLD, no `*`), a path.
    for (const pattern of adapter.matches) expect(pattern).toMatch(/^(\*|https):\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/\S*\*$/);
  });

  it('has selectors that a browser understands', () => {
    const document = pageOf('<p></p>', 'https://example.org/');
    for (const selector of [adapter.posts, adapter.deny]) if (selector) document.querySelectorAll(selector);
  });

  it('reads its public addresses and none of its private ones', () => {
    expect(open.public.length, 'surfaces.json: public').toBeGreaterThanOrEqual(3);
    expect(open.private.length, 'surfaces.json: private').toBeGreaterThanOrEqual(3);
    for (const address of open.public) expect(adapter.surface(new URL(address)), address).toMatch(/^[a-z][a-z-]{1,39}$/);
    for (const address of open.private) expect(adapter.surface(new URL(address)), address).toBeNull();
  });

  it('has at least six pages with expectations, one of them private', () => {
    expect(mine.length).toBeGreaterThanOrEqual(6);
    expect(mine.some(({ json }) => (json?.canaries ?? []).length > 0)).toBe(true);
  });

  it('answers whatever element it is given, and never throws', () => {
    for (const { html, json } of mine) {
      if (!json) continue;
      const url = new URL(json.url);
      const containers = [...pageOf(html, json.url).querySelectorAll(adapter.posts)].slice(0, 4);
      for (const [what, element] of containers.flatMap(distort)) {
        const answer = adapter.read(element, url);
        expect('skip' in answer || answer.posts.length > 0, `${json.url} ${what}`).toBe(true);
        if ('posts' in answer) expect(JSON.stringify(answer).isWellFormed()).toBe(true);
      }
    }
  });

  it('is named in the README', () => {
    expect(existsSync(file('README.md')) && readFileSync(file('README.md'), 'utf8')).toContain(adapter.label);
  });
});
