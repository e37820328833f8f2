/** Starts a platform: the adapter's skeleton, its line in the list, an expectation that fails, and what to do next. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, fail, readArgs } from './args';

const USAGE = `usage: npm run new-platform -- NAME

Writes the skeleton of an adapter, adds it to the list, and writes a first pair of test pages that fails.
  NAME           small letters, words joined by "-": the site's name, also the file's
  --root DIR     the project's folder (default: the current one)
Exit: 0 written, 64 bad arguments, 65 there is such a platform already.`;

const { values, positionals } = readArgs('new-platform', USAGE, { root: { type: 'string' } });
const [name] = positionals;
if (!name || positionals.length > 1) fail('new-platform', `give one name\n\n${USAGE}`, EXIT.usage);
if (!/^[a-z]+(-[a-z]+)*$/.test(name))
  fail('new-platform', `this is not a name of small letters joined by "-": ${name}`, EXIT.usage);

const root = values.root ?? process.cwd();
const list = join(root, 'utils/platforms/index.ts');
const adapter = join(root, `utils/platforms/${name}.ts`);
const pages = join(root, `tests/fixtures/platforms/${name}`);
if (!existsSync(list)) fail('new-platform', `there is no ${list}: run it in the project's folder`, EXIT.noInput);
if (existsSync(adapter) || existsSync(pages)) fail('new-platform', `there is a platform ${name} already`, EXIT.data);

const camel = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const label = name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
const moduleOf = (line: string): string => /'(.+)'/.exec(line)?.[1] ?? '';
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const month = new Date().toISOString().slice(0, 7);

writeFileSync(list, listed(readFileSync(list, 'utf8')));
writeFileSync(adapter, skeleton());
mkdirSync(pages, { recursive: true });
writeFileSync(
  join(pages, 'feed.html'),
  '<!doctype html>\n<article data-post="1"><p>Replace me with the shape of a real page and invented words.</p></article>\n',
);
writeFileSync(join(pages, 'feed.json'), json(firstCase()));
writeFileSync(
  join(pages, 'surfaces.json'),
  json({ public: [`https://${name}.example/`], private: [`https://${name}.example/messages`] }),
);
process.stdout.write(nextSteps());

/** The list with the import and the entry added, both alphabetical. */
function listed(source: string): string {
  const line = `import { ${camel} } from './${name}';`;
  const imports = [...source.matchAll(/^import \{ \w+ \} from '\.\/[\w-]+';$/gm)].map(([found]) => found);
  const entries = /(readonly Adapter\[\] = \[)([^\]]*)\]/.exec(source);
  if (!entries) fail('new-platform', `${list} has no list of adapters in the form that is expected`, EXIT.data);
  const [whole = '', head = '', inside = ''] = entries;
  const names = [...inside.split(',').map((entry) => entry.trim()), camel].filter(Boolean).sort();
  const sorted = [...imports, line].sort((a, b) => (moduleOf(a) < moduleOf(b) ? -1 : 1)).join('\n');
  const bare = imports.reduce((text, found) => text.replace(`${found}\n`, ''), source);
  return bare.replace(whole, `${head}${names.join(', ')}]`).replace(/^(import type [^\n]*\n)/m, (first) => `${first}${sorted}\n`);
}

function firstCase(): object {
  const post = { id: '1', kind: 'post', text: 'What the post says', author: 'somebody' };
  return {
    url: `https://${name}.example/`,
    note: 'A feed with one post.',
    expect: { surface: 'feed', posts: [post], skipped: {} },
    canaries: [],
  };
}

function skeleton(): string {
  return `/** ${label}: write here what is public on it and what is not. */
import type { Adapter, Reading } from './adapter';
import { attr, defined, find, linkOf, timeOf } from './dom';
import { textOf } from './text-of';

/** Addresses that show messages, notifications, settings, drafts or the reader's own lists. */
const DENIED = /^\\/(messages|notifications|settings)(\\/|$)/;

function read(element: Element, url: URL): Reading {
  const id = attr(element, 'data-post');
  const text = textOf(find(element, 'p'));
  if (!id) return { skip: 'unreadable' };
  if (!text) return { skip: 'empty' };
  return {
    posts: [
      {
        platform: '${name}',
        id,
        url: linkOf(find(element, 'a[href]'), url),
        kind: 'post',
        text,
        author: textOf(find(element, '[rel=author]')),
        ad: 'unknown',
        truncated: false,
        translated: false,
        ...defined({ postedAt: timeOf(find(element, 'time[datetime]')) }),
      },
    ],
  };
}

export const ${camel}: Adapter = {
  id: '${name}',
  label: '${label}',
  checked: '${month}',
  matches: ['https://${name}.example/*'],
  surface: (url) => (DENIED.test(url.pathname) ? null : 'feed'),
  posts: 'article[data-post]',
  deny: '[contenteditable]:not([contenteditable="false"])',
  read,
};
`;
}

function nextSteps(): string {
  return `Written:
  utils/platforms/${name}.ts
  utils/platforms/index.ts (one import, one entry)
  tests/fixtures/platforms/${name}/feed.html, feed.json, surfaces.json

Next:
  1. Put the site's real hosts into "matches" and into surfaces.json: what may be read, what must never be.
  2. Put the shape of a real page into feed.html: its attributes, its nesting, invented words. Say in feed.json what must come out.
  3. npx vitest run tests/platforms    (it fails now: the author is missing)
  4. Write the adapter until it passes; then more pages: thread with comments, quote, clipped text, advertisement, right-to-left
     with emoji, a private page with canaries, changed markup. Six at least.
  5. Name the platform in README.md.
`;
}
