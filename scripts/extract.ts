/** The adapters on a saved page: one JSON line a post. Scripts of the page never run and nothing is fetched. */
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Adapter } from '../utils/platforms/adapter';
import { adapterFor, platforms } from '../utils/platforms/index';
import { readPage, type PageReading } from '../utils/platforms/read-page';
import { EXIT, fail, readArgs, readInput, writeLines } from './args';

const USAGE = `usage: npm run --silent extract -- --url URL FILE.html

Reads the public posts of a saved page with the adapter of its address and prints one JSON object a line.
  --url URL      the address that the page was saved from
  --verbose      say on standard error what was skipped
Exit: 0 (also where the page holds no public post), 65 no adapter for the address, 64 bad arguments, 66 no such file.`;

const { values, positionals } = readArgs('extract', USAGE, { url: { type: 'string' }, verbose: { type: 'boolean' } });
const [file] = positionals;
if (!values.url || !file || positionals.length > 1) fail('extract', `give one --url and one file\n\n${USAGE}`, EXIT.usage);
const url = URL.canParse(values.url) ? new URL(values.url) : fail('extract', `this is not an address: ${values.url}`, EXIT.usage);
if (!/^https?:$/.test(url.protocol)) fail('extract', `this is not a web address: ${values.url}`, EXIT.usage);

const html = readInput('extract', file);
const adapter =
  adapterFor(url) ??
  fail('extract', `no adapter for ${url.hostname}; there are: ${platforms.map(({ id }) => id).join(', ') || 'none'}`, EXIT.data);

const { surface, posts, skipped } = read(adapter, html);
if (surface === null)
  process.stderr.write(`extract: ${url.pathname} is not a public surface of ${adapter.label}: nothing was read\n`);
if (skipped.unreadable) process.stderr.write(`extract: ${skipped.unreadable} containers could not be read\n`);
if (values.verbose) process.stderr.write(`extract: ${JSON.stringify({ surface, posts: posts.length, skipped })}\n`);
writeLines(posts.map((post) => ({ ...post, surface })));

function read(platform: Adapter, page: Buffer): PageReading {
  if (platform.surface(url) === null) return { surface: null, posts: [], skipped: {} };
  try {
    // No `runScripts` and no `resources`: jsdom then neither runs nor loads anything.
    const { window } = new JSDOM(page, { url: url.href, virtualConsole: new VirtualConsole() });
    return readPage(platform, window.document, url);
  } catch (error) {
    const deep = error instanceof RangeError;
    return fail('extract', deep ? `${file} is nested too deeply to be read` : `${file} could not be read as a page`, EXIT.data);
  }
}
