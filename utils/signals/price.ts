/** An amount of money: a number beside a currency sign, word or emoji. "Per person" and the like are words, so they live in the lexica. */
import type { Token } from '../text/tokens';
import { MONEY } from './emoji-sets';
import type { Found, Signal } from './signal';

const SIGNS = new Set([...'$€£¥₺₹₽']);
/** Currency words after normalisation; a trailing part of up to three letters (plural, case) is allowed. */
const CURRENCIES = (
  'eur euro oro öro evro ewro avro usd dollar dolar doler dollr gbp pound paund lira dinar dirham rial riyal toman taka rupee rupay rupia naira ' +
  'cedi dalasi franc fcfa cfa peso quetzal lempira soles reais real leke lek denar forint zloty manat birr nakfa shilling shilin bảng dong ' +
  'يورو دولار دلار ڈالر دالر جنيه دينار درهم ليره ريال تومان افغاني روپيه روپے روپي پوند پاوند پاونڈ ' +
  'евро долл доллар рубл грн гривн манат сом тенге фунт бакс лир злот ευρω δολαρ ' +
  'यूरो रुपये रुपए डॉलर ইউরো টাকা ডলার ਯੂਰੋ ਰੁਪਏ ዩሮ ብር ዶላር ናቕፋ'
)
  .normalize('NFKD')
  .replace(/\p{M}/gu, (mark) => (mark > '\u0900' ? mark : ''))
  .replaceAll('ے', 'ي')
  .split(' ');
const SHORT = new Set([
  'tl',
  'kc',
  'da',
  'dh',
  'dt',
  'lyd',
  'egp',
  'dzd',
  'mad',
  'tnd',
  'try',
  'irr',
  'pkr',
  'rs',
  'bdt',
  'bs',
  'bang',
  'ft',
  'do',
]);
/** Words for thousand, hundred thousand and million, between a number and its currency or instead of it. */
const MULTIPLES = new Set(
  'k mil mille milion million millones milyon bin nghin ngan trieu tr elf alf الف الاف آلاف هزار ههزار هزار مليون ملايين زره لاكه لاكھ لك لاكهه lakh lac lakhs hazar hezar тысяч тыс тысячи косар mije mijë hundred thousand grand zar hezaran'.split(
    ' ',
  ),
);
/** A number with its unit written onto it: 300e, 5k, 1500euro. */
const WITH_UNIT = /^[0-9]{1,7}(?:k|e|eur|euro|euros|oro|usd|tl|lakh|lac|da|dh|kk)$/;
const NUMBER = /^[0-9]{1,9}$/;

const isCurrency = (text: string): boolean =>
  SIGNS.has(text) || SHORT.has(text) || CURRENCIES.some((word) => text.startsWith(word) && text.length - word.length <= 3);

const isMultiple = (token: Token | undefined): boolean => MULTIPLES.has(token?.text ?? '');
const isAmount = (token: Token | undefined): boolean => NUMBER.test(token?.text ?? '') || isMultiple(token);
const isCoin = (token: Token | undefined): boolean => token !== undefined && (SIGNS.has(token.text) || MONEY.has(token.text));
/** At most this many further words belong to one amount. */
const LONGEST = 4;

const priced = (first: Token, last: Token, weight: number): Found => ({
  start: first.start,
  end: last.end,
  signal: 'price',
  weight,
});

/** The price that an amount from token `at` to token `last` makes with what stands beside it, if any. */
function priceOf(tokens: readonly Token[], at: number, last: number): Found | null {
  const first = tokens[at] as Token;
  const end = tokens[last] as Token;
  const before = tokens[at - 1];
  const after = tokens[last + 1];
  const previous = before && isCoin(before) ? before : undefined;
  const next = after && (isCurrency(after.text) || MONEY.has(after.text)) ? after : undefined;
  if (previous || next) return priced(previous ?? first, next ?? end, 0.25);
  return last > at && NUMBER.test(first.text) && isMultiple(end) ? priced(first, end, 0.15) : null;
}

export const price: Signal = {
  id: 'price',
  find: ({ tokens }) => {
    const found: Found[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at] as Token;
      if (MONEY.has(token.text)) found.push(priced(token, token, 0.1));
      if (WITH_UNIT.test(token.text)) found.push(priced(token, token, 0.25));
      if (!isAmount(token)) continue;
      let last = at;
      while (last - at < LONGEST && isAmount(tokens[last + 1])) last += 1;
      const one = priceOf(tokens, at, last);
      if (one) found.push(one);
      at = last;
    }
    return found;
  },
};
