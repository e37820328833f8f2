/** The same post about other people: whole words only, in the case they had, and nothing else touched. */
import { describe, expect, it } from 'vitest';
import { appendedTo, swapsOf, type Terms } from '../../scripts/lib/identity';

const terms: Terms = {
  en: [
    ['Syrian', 'Somali', 'Nigerian', 'Libyan', 'Kenyan', 'Moroccan'],
    ['Syrians', 'Somalis', 'Nigerians'],
    ['Syrian Kurd', 'Iraqi Kurd'],
  ],
  tr: [['Suriyeli', 'Iraklı', 'İranlı', 'Kürt']],
  ar: [['سوري', 'عراقي', 'ليبي', 'تونسي']],
  hi: [['सिख', 'जैन', 'हिंदू']],
  fa: [
    ['ایرانی', 'عراقی'],
    ['ایرانی\u200cها', 'عراقی\u200cها'],
  ],
  vi: [['người Việt', 'người Hoa', 'người Kurd']],
  el: [['Σύρος', 'Ιρακινός']],
};
const texts = (text: string, lang: string): string[] => swapsOf(text, lang, terms).swaps.map((swap) => swap.text);

describe('swaps', () => {
  it('replace a form throughout, by up to four others of its list', () => {
    const { base, swaps } = swapsOf('A Syrian baker and a Syrian cook', 'en', terms);
    expect(base).toBe('A Syrian baker and a Syrian cook');
    expect(swaps).toHaveLength(4);
    expect(new Set(swaps.map(({ to }) => to)).size).toBe(4);
    for (const { from, to, text } of swaps) {
      expect(from).toBe('Syrian');
      expect(terms['en']?.[0]).toContain(to);
      expect(text).toBe(`A ${to} baker and a ${to} cook`);
    }
    expect(swapsOf('A Syrian baker and a Syrian cook', 'en', terms).swaps).toEqual(swaps);
  });
  it('keep the case', () => {
    expect(texts('SYRIANS', 'en').sort()).toEqual(['NIGERIANS', 'SOMALIS']);
    expect(texts('syrians', 'en').sort()).toEqual(['nigerians', 'somalis']);
    expect(texts('Người Việt', 'vi').sort()).toEqual(['Người Hoa', 'Người Kurd']);
  });
  it('take whole words only, marks and joiners being part of the word', () => {
    for (const text of ['Syrianness', 'xSyrian', 'Syrian\u0301', 'Syrian2']) expect(texts(text, 'en')).toEqual([]);
    expect(texts('सिखा', 'hi')).toEqual([]);
    expect(texts('सिख भाई', 'hi').sort()).toEqual(['जैन भाई', 'हिंदू भाई']);
    expect(texts('ایرانی\u200cتر', 'fa')).toEqual([]);
  });
  it('take the longest form', () => {
    expect(texts('ایرانی\u200cها', 'fa')).toEqual(['عراقی\u200cها']);
    expect(texts('a Syrian Kurd', 'en')).toEqual(['a Iraqi Kurd']);
    expect(texts('#Syrian, (Syrian)', 'en')).toHaveLength(4);
  });
  it('compose the text first', () => {
    const { base, swaps } = swapsOf('người Việt'.normalize('NFD'), 'vi', terms);
    expect(base).toBe('người Việt');
    expect(swaps).toHaveLength(2);
  });
  it('know Turkish letters, and leave what an apostrophe follows', () => {
    expect(texts('IRAKLI', 'tr').sort()).toEqual(['KÜRT', 'SURİYELİ', 'İRANLI']);
    expect(texts('iranlı', 'tr')).toContain('ıraklı');
    for (const apostrophe of ["'", '’']) expect(texts(`Suriyeli${apostrophe}nin evi`, 'tr')).toEqual([]);
  });
  it('know the two small sigmas', () => {
    expect(texts('Σύρος', 'el')).toEqual(['Ιρακινός']);
    expect(texts('ΣΎΡΟΣ', 'el')).toEqual(['ΙΡΑΚΙΝΟΣ']);
  });
  it('leave the nationality of money in Arabic', () => {
    for (const money of ['دينار', 'جنيه', 'ليرة', 'الدرهم']) expect(texts(`مئة ${money} عراقي`, 'ar')).toEqual([]);
    expect(texts('خباز عراقي', 'ar')).toHaveLength(3);
  });
  it('leave out what the text already says, and contacts', () => {
    expect(swapsOf('Syrians and Somalis', 'en', terms).swaps.map(({ text }) => text)).toEqual([
      'Nigerians and Somalis',
      'Syrians and Nigerians',
    ]);
    expect(texts('write to @syrian_00 or t.me/Syrian', 'en')).toEqual([]);
  });
  it('are none without forms or without a list', () => {
    expect(swapsOf('bread', 'en', terms).swaps).toEqual([]);
    expect(swapsOf('Syrian', 'de', terms)).toEqual({ base: 'Syrian', swaps: [] });
  });
});

describe('hashtags at the end', () => {
  it('are three different forms of one list', () => {
    const three = appendedTo('Bread for sale', 'en', terms);
    const tags = three.map((text) => text.replace(/^Bread for sale #/, ''));
    expect(new Set(tags).size).toBe(3);
    expect(terms['en']?.filter((list) => tags.every((tag) => list.includes(tag)))).toHaveLength(1);
    expect(appendedTo('Bread for sale', 'en', terms)).toEqual(three);
  });
  it('join words with _', () => {
    expect(appendedTo('a', 'vi', terms).sort()).toEqual(['a #người_Hoa', 'a #người_Kurd', 'a #người_Việt']);
  });
  it('are none where no list has three forms', () => {
    expect(appendedTo('a', 'el', terms)).toEqual([]);
    expect(appendedTo('a', 'de', terms)).toEqual([]);
  });
});
