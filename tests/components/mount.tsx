/** Draws a view into the test's document, in a language of ours. */
import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { WordsContext } from '@/components/use-words';
import { wordsFor, type Language } from '@/utils/words/index';

export async function mount(view: ComponentChild, language: Language = 'en') {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const words = wordsFor(language, language);
  document.documentElement.lang = words.lang;
  document.documentElement.dir = words.dir;
  const draw = (next: ComponentChild) =>
    act(() => render(<WordsContext.Provider value={words}>{next}</WordsContext.Provider>, root));
  await draw(view);
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`Nothing fits ${selector}.`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
    if (!found) throw new Error(`No button says ${name}.`);
    return found;
  };
  return {
    root,
    draw,
    find,
    button,
    click: (element: HTMLElement) => act(() => element.click()),
    type: (element: HTMLInputElement, text: string) =>
      act(() => {
        element.value = text;
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    /** What a browser sends when a changed field is left. */
    leave: (element: HTMLElement) => act(() => void element.dispatchEvent(new Event('change', { bubbles: true }))),
    press: (element: HTMLElement, key: string) =>
      act(() => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))),
    text: () => root.textContent ?? '',
  };
}
