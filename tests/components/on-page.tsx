/** Draws a view as a page would, in the words of a language, and looks at what stands there. */
import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach } from 'vitest';
import { WordsContext } from '@/components/use-words';
import { wordsFor } from '@/utils/words/index';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const nothing = () => undefined;
let root: HTMLElement;

/** A fresh place on the page for every test of the file. */
export function onPage(): void {
  beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    render(null, root);
    root.remove();
  });
}

/** Does something and waits until the view has followed. */
export const doing = (what: () => unknown): void =>
  void act(() => {
    what();
  });

export const show = (view: ComponentChild, lang: 'en' | 'ar' = 'en'): void =>
  doing(() => render(<WordsContext.Provider value={wordsFor(lang, lang)}>{view}</WordsContext.Provider>, root));

export const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
export const maybe = (selector: string) => root.querySelector(selector);
export function one<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`${selector} is not there: ${root.innerHTML}`);
  return found;
}
/** Its text, white space evened out. */
export const said = (selector: string) => one(selector).textContent?.replace(/\s+/g, ' ').trim();
/** The text of everything. */
export const everything = () => root.textContent ?? '';
