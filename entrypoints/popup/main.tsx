/** The popup: opens the store, reads the settings, draws. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import '@/components/theme.css';
import '@/components/popup.css';
import { applyLook } from '@/components/look';
import { WordsContext } from '@/components/use-words';
import { parseSettings } from '@/utils/settings';
import { openStore } from '@/utils/store/db';
import { wordsFor } from '@/utils/words/index';
import { App } from './app';

const store = openStore();

async function draw(): Promise<void> {
  const { settings } = await browser.storage.local.get('settings');
  const { language, theme } = parseSettings(settings);
  const words = wordsFor(language, browser.i18n.getUILanguage());
  applyLook(document.documentElement, words, theme);
  const root = document.getElementById('app');
  if (!root) return;
  render(
    <WordsContext.Provider value={words}>
      <App store={store} />
    </WordsContext.Provider>,
    root,
  );
}

browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && changes.settings) void draw();
});
void draw();
