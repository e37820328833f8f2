/** No stage of the classifier sees which people a post names. */
import { describe, expect, it } from 'vitest';
import terms from '../../models/training/data/probes/identity-terms.json';
import { featureText } from '@/utils/scoring/features';
import { judgeText } from '@/utils/text/judge-text';
import { PEOPLE, withoutPeoples } from '@/utils/text/peoples';

const names = new Set(['kurdish', 'người syria', 'syria x', '#araba']);

describe('names of peoples', () => {
  it.each([
    ['a kurdish man', `a ${PEOPLE} man`],
    ['#kurdish_people', `#${PEOPLE}_people`],
    ['người syria đi', `${PEOPLE} đi`],
    ['người_syria', PEOPLE],
    ['người, syria', 'người, syria'],
    ['araba #araba', `araba #${PEOPLE}`],
    ['kurdishes and akurdish', 'kurdishes and akurdish'],
    ['kurdish kurdish', `${PEOPLE} ${PEOPLE}`],
    ['người syria x', `${PEOPLE} x`],
    ['người kurdish', `người ${PEOPLE}`],
    ['', ''],
  ])('%j gives %j', (text, wanted) => {
    expect(withoutPeoples(text, names)).toBe(wanted);
  });

  it('reads the same whichever people of one list a sentence names, in both stages', () => {
    // The other languages' lists mix in an ending that stays, or a form that is another language's everyday word.
    for (const lang of ['en', 'es', 'ar', 'fa', 'ur', 'ru', 'vi', 'ckb', 'ps', 'hi', 'am', 'de'] as const) {
      for (const list of terms[lang]) {
        for (const read of [judgeText, featureText]) {
          const texts = new Set(list.map((form) => read(`xx ${form.normalize('NFC')} xx`)));
          expect([...texts], `${lang} ${list[0] ?? ''}`).toHaveLength(1);
          expect([...texts][0]).toContain(PEOPLE);
        }
      }
    }
  });

  it('leaves places and everything else as it was', () => {
    expect(judgeText('Boat from Libya to Italy')).toBe('boat from libya to italy');
  });
});
