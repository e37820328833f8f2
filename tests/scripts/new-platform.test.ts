import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { readPage as readPageType } from '@/utils/platforms/read-page';
import { ROOT, run } from './run';

let root = '';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-platform-'));
  for (const path of [
    'utils',
    'tests/platforms',
    'tests/fixtures/platforms',
    'tsconfig.json',
    'vitest.config.ts',
    'package.json',
  ]) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'ES2023' } }));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('npm run new-platform', () => {
  it('writes an adapter, its line in the list and an expectation, and says what to do next', async () => {
    const { code, out, err } = run('new-platform', ['--root', root, 'pigeon-post']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('utils/platforms/pigeon-post.ts');
    expect(out).toContain('npx vitest run tests/platforms');
    const list = (await import(join(root, 'utils/platforms/index.ts'))) as { platforms: { id: string }[] };
    const ids = list.platforms.map(({ id }) => id);
    expect(ids).toContain('pigeon-post');
    expect(ids).toEqual([...ids].sort());
    expect(read('utils/platforms/index.ts').match(/pigeonPost/g)).toHaveLength(2);
    expect(JSON.parse(read('tests/fixtures/platforms/pigeon-post/feed.json'))).toMatchObject({ expect: { surface: 'feed' } });
    expect(JSON.parse(read('tests/fixtures/platforms/pigeon-post/surfaces.json'))).toHaveProperty('private');
    // The skeleton reads its own first page, but not what is expected of it: the expectation is red until someone works on it.
    const { readPage } = (await import(join(root, 'utils/platforms/read-page.ts'))) as { readPage: typeof readPageType };
    const { JSDOM } = await import('jsdom');
    const url = new URL('https://pigeon-post.example/');
    const page = new JSDOM(read('tests/fixtures/platforms/pigeon-post/feed.html'), { url: url.href });
    const adapter = list.platforms.find(({ id }) => id === 'pigeon-post') as never;
    const { posts } = readPage(adapter, page.window.document, url);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.author).toBe('');
  });

  it('refuses a name that is taken, leaving everything as it was', () => {
    const before = read('utils/platforms/index.ts');
    const { code, err } = run('new-platform', ['--root', root, 'telegram']);
    expect(code).toBe(65);
    expect(err).toContain('telegram');
    expect(read('utils/platforms/index.ts')).toBe(before);
  });

  it.each([
    [['Pigeon Post'], 64, 'Pigeon Post'],
    [['../up'], 64, '../up'],
    [[], 64, 'usage'],
    [['a', 'b'], 64, 'usage'],
    [['--no-such-option', 'a'], 64, '--no-such-option'],
    [['--root', '/nonexistent', 'a'], 66, '/nonexistent'],
  ])('answers %j in words', (args, wanted, word) => {
    const { code, out, err } = run('new-platform', args);
    expect(code).toBe(wanted);
    expect(err).toContain(word);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });
});
