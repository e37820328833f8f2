/** The saved shapes of the platforms' pages: tests/fixtures/platforms/<adapter>/<case>.html beside <case>.json. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type { SkipReason } from '@/utils/platforms/adapter';

const ROOT = new URL('../fixtures/platforms/', import.meta.url).pathname;
/** Not a case: which addresses may be read and which may not. */
const SURFACES = 'surfaces.json';

export interface Expectation {
  /** The address that the page is read as. */
  url: string;
  note?: string;
  /** Posts in order, exactly as many; of each only the fields that are named. `skipped` counts by reason, only those that are named. */
  expect: { surface: string | null; posts: Record<string, unknown>[]; skipped?: Partial<Record<SkipReason, number>> };
  /** Private words of the page: in no output, whatever happens. */
  canaries?: string[];
}

export interface Case {
  platform: string;
  name: string;
  html: string;
  /** null where the file is missing. */
  json: Expectation | null;
}

const foldersOf = (root: string): string[] =>
  existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];

/** Every case of every platform; a .json without its .html is a case with an empty page. */
export function cases(): Case[] {
  return foldersOf(ROOT).flatMap((platform) => {
    const files = readdirSync(join(ROOT, platform)).filter((file) => /\.(html|json)$/.test(file) && file !== SURFACES);
    const names = [...new Set(files.map((file) => file.replace(/\.(html|json)$/, '')))].sort();
    const text = (file: string): string => (files.includes(file) ? readFileSync(join(ROOT, platform, file), 'utf8') : '');
    return names.map((name) => {
      const json = text(`${name}.json`);
      return { platform, name, html: text(`${name}.html`), json: json ? (JSON.parse(json) as Expectation) : null };
    });
  });
}

/** Addresses of a platform that must be read and that must never be. */
export function surfaces(platform: string): { public: string[]; private: string[] } {
  const file = join(ROOT, platform, SURFACES);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { public: string[]; private: string[] })
    : { public: [], private: [] };
}

/** The page without scripts running or anything being fetched. */
export const pageOf = (html: string, url: string): Document => new JSDOM(html, { url }).window.document;
