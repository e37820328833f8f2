import { describe, expect, it } from 'vitest';
import { guessLanguage } from '@/utils/text/language';
import { normalise } from '@/utils/text/normalise';

const guess = (text: string) => guessLanguage(normalise(text).text);

describe('guessLanguage', () => {
  it.each([
    ['Does anyone know where the bus to the station leaves from in the morning?', 'en'],
    ['¿Alguien sabe de dónde sale el autobús para la estación por la mañana?', 'es'],
    ['Кто знает, во сколько утром отходит автобус на вокзал и сколько он стоит?', 'ru'],
    ['كنت في البيت مع كل اصحابي بس هذا اللي كان عن الموضوع', 'ar'],
    ['Ποιος ξέρει από πού φεύγει το λεωφορείο;', 'el'],
    ['বাসটা সকালে কোথা থেকে ছাড়ে কেউ জানেন?', 'bn'],
  ])('%s → %s', (text, lang) => {
    expect(guess(text)).toBe(lang);
  });

  it('says nothing where there is nothing to go by', () => {
    for (const text of ['', '🌊🚤', '1234', 'zzz qqq xxx yyy www vvv']) expect(guess(text)).toBeNull();
  });
});
