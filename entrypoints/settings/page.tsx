/** Language and look first, then everything else: the page speaks the language that is being chosen on it. */
import { useEffect, useMemo } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { applyLook } from '@/components/look';
import { WordsContext } from '@/components/use-words';
import type { Store } from '@/utils/store/db';
import { wordsFor } from '@/utils/words/index';
import { App } from './app';
import { useSaved } from './use-saved';

export function Page({ store }: { store: Store }) {
  const saved = useSaved();
  const { language, theme } = saved.settings;
  const words = useMemo(() => wordsFor(language, browser.i18n.getUILanguage()), [language]);
  useEffect(() => {
    applyLook(document.documentElement, words, theme);
    document.title = `${words.shared.settings} · Breakwater`;
  }, [words, theme]);
  if (!saved.ready) return null;
  return (
    <WordsContext.Provider value={words}>
      <App store={store} saved={saved} />
    </WordsContext.Provider>
  );
}
