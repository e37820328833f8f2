/** Language, direction and colours of a page, on its root element: theme.css reads them. */
import type { Words } from '@/utils/words/index';

export function applyLook(root: HTMLElement, words: Pick<Words, 'lang' | 'dir'>, theme: 'system' | 'light' | 'dark'): void {
  root.lang = words.lang;
  root.dir = words.dir;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
