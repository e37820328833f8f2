import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, run } from './run';

const folder = mkdtempSync(join(tmpdir(), 'extract-'));
const page = (name: string, html: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, html);
  return path;
};
const lines = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const extract = (url: string, file: string, ...more: string[]) => run('extract', ['--url', url, file, ...more]);
const message = (id: number, text: string): string =>
  `<div class="tgme_widget_message" data-post="harbour_notes/${id}"><div class="tgme_widget_message_text">${text}</div></div>`;

describe('npm run extract', () => {
  it('prints one JSON object a post', () => {
    const { code, out, err } = extract('https://t.me/s/harbour_notes', `${ROOT}tests/fixtures/platforms/telegram/channel.html`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const posts = lines(out);
    expect(posts.map(({ id }) => id)).toEqual(['harbour_notes/101', 'harbour_notes/102', 'harbour_notes/103']);
    expect(Object.keys(posts[0] ?? {})).toEqual(
      expect.arrayContaining([
        'platform',
        'id',
        'url',
        'kind',
        'author',
        'text',
        'postedAt',
        'ad',
        'truncated',
        'translated',
        'surface',
      ]),
    );
  });

  it('runs no script and fetches nothing', () => {
    const html = `<script>document.body.innerHTML = '${message(1, 'script ran')}'</script><script src="https://t.me/x.js"></script>
      <link rel="stylesheet" href="https://t.me/x.css"><iframe src="https://t.me/s/harbour_notes"></iframe><img src=x onerror="document.body.remove()">
      ${message(2, 'as it was saved')}`;
    const { code, out } = extract('https://t.me/s/harbour_notes', page('script.html', html));
    expect(code).toBe(0);
    expect(lines(out).map(({ text }) => text)).toEqual(['as it was saved']);
  });

  it('reads the page in its own encoding', () => {
    const html = Buffer.concat([
      Buffer.from(
        '<!doctype html><meta charset="windows-1251"><div class="tgme_widget_message" data-post="harbour_notes/1"><div class="tgme_widget_message_text">',
      ),
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
      Buffer.from('</div></div>'),
    ]);
    expect(lines(extract('https://t.me/s/harbour_notes', page('cp1251.html', html)).out)[0]?.text).toBe('Привет');
  });

  it('gives no line and exit 0 where there is no public post', () => {
    expect(extract('https://t.me/s/harbour_notes', page('none.html', '<p>nothing here</p>'))).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    const closed = extract('https://t.me/c/1200000000/45', page('private.html', message(1, 'private words')));
    expect(closed).toMatchObject({ code: 0, out: '' });
    expect(closed.err).toContain('not a public surface');
    expect(extract('https://t.me/s/harbour_notes', page('empty.html', ''))).toEqual({ code: 0, out: '', err: '' });
  });

  it('says on request what was skipped, and always what could not be read', () => {
    const file = page('drift.html', '<div class="tgme_widget_message" data-new="1">x</div>');
    expect(extract('https://t.me/s/harbour_notes', file).err).toContain('1 containers could not be read');
    expect(extract('https://t.me/s/harbour_notes', file, '--verbose').err).toContain('"unreadable":1');
  });

  it.each([
    [['--url', 'https://example.org/', 'FILE'], 65, 'example.org'],
    [['--url', 'https://t.me/s/a_channel', '/nonexistent/missing.html'], 66, 'missing.html'],
    [['--url', 'https://t.me/s/a_channel', ROOT], 66, ROOT],
    [['--url', 'not a url', 'FILE'], 64, 'not a url'],
    [['--url', 'file:///etc/passwd', 'FILE'], 64, 'file:///etc/passwd'],
    [['FILE'], 64, '--url'],
    [['--url', 'https://t.me/s/a_channel'], 64, 'one file'],
    [['--url', 'https://t.me/s/a_channel', 'FILE', 'FILE'], 64, 'one file'],
    [['--no-such-option', '--url', 'https://t.me/s/a_channel', 'FILE'], 64, '--no-such-option'],
    [['--url'], 64, '--url'],
  ])('answers %j in words', (args, wanted, word) => {
    const file = page('plain.html', '<p>nothing here</p>');
    const { code, out, err } = run(
      'extract',
      args.map((arg) => (arg === 'FILE' ? file : arg)),
    );
    expect(code).toBe(wanted);
    expect(err).toContain(word);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });

  it('prints its usage on request', () => {
    const { code, out } = run('extract', ['--help']);
    expect(code).toBe(0);
    expect(out).toContain('usage:');
  });

  it('reads a page of some megabytes in seconds', () => {
    const html = Array.from({ length: 2000 }, (_, index) => message(index + 1, `${'word '.repeat(120)}${index}<br>end`)).join(
      '\n',
    );
    const started = Date.now();
    const { code, out } = extract('https://t.me/s/harbour_notes', page('large.html', html));
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(2000);
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});
