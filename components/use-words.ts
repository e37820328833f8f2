/** The words of the interface, for every view below `WordsContext.Provider`. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { wordsFor, type Words } from '@/utils/words/index';

export const WordsContext = createContext<Words>(wordsFor('en', 'en'));
export const useWords = (): Words => useContext(WordsContext);
