/** Which language the interface speaks, and its words. */
import { ar } from './ar';
import { en } from './en';
import { LANGUAGES, type Language, type Words } from './words';

export { LANGUAGES, type Language, type StorageProblem, type Words } from './words';

const all: Record<Language, Words> = { en, ar };

/** The words of the language that was chosen; for `browser` of the browser's own (BCP 47), English where we have no words for it. */
export function wordsFor(chosen: Language | 'browser', browserLanguage: string): Words {
  if (chosen !== 'browser') return all[chosen];
  const primary = browserLanguage.toLowerCase().split('-')[0];
  return all[LANGUAGES.find((language) => language === primary) ?? 'en'];
}
