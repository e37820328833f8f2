/** Where the deal moves to: phone-like numbers in any digits, handles, chat links, messenger names, contact emoji. */
import { CONTACT } from './emoji-sets';
import type { Found, Signal } from './signal';

const handle = /@[\p{L}\p{Nd}_.]{3,40}/gu;
const link = /\b(?:t\.me|telegram\.me|wa\.me|chat\.whatsapp\.com|m\.me|snapchat\.com|signal\.me|vb\.me)\/[^\s]{1,80}/g;
/** At most 24 signs; digits are already 0-9. */
const number = /\+?[0-9][0-9 ()./-]{5,22}/g;
const amount = /^[1-9][0-9]{0,2}(?:[ .][0-9]{3})+$/;
const date = /^(?:19|20)[0-9]{2}[-/. ]|[-/. ](?:19|20)[0-9]{2}$/;

/** Names of messengers and short words for a private message, as they are written in many languages. */
const MESSENGERS = new Set(
  (
    'whatsapp whatsap watsap watsapp whatsup wasap wassap wsp wtsp whtsp wathsapp vatsap votsap telegram telegramm telgram viber imo zalo botim ' +
    'snapchat messenger inbox ونتساب واتساب واتسب واتس وتساب وتس واتسب وتسب تلگرام تلغرام تليجرام تلجرام تيليجرام تيلجرام تيليغرام ' +
    'واتسپ واتساپ واتسآپ واٹس وٹس ٹيليگرام ٹيلي وايبر فايبر ايمو تيلگرام تەلەگرام وتسئاپ ' +
    'телеграм телеграмм тг ватсап вотсап вацап вайбер ватсапп вайбър инбокс ' +
    'व्हाट्सएप वॉट्सऐप হোয়াটসঅ্যাপ টেলিগ্রাম ইমো ቴሌግራም ዋትሳፕ ዋትስአፕ'
  )
    .normalize('NFKD')
    .split(' '),
);
const PRIVATE = new Set(['dm', 'pm', 'mp', 'ib', 'pv', 'лс', 'dms', 'inb']);

/** The number without what trails it, when it looks like a phone number: 7 to 15 digits, no date, no amount in thousands. */
function phoneIn(text: string): string | null {
  const trimmed = text.replace(/[ ()./-]{1,24}$/, '');
  const digits = trimmed.replace(/[^0-9]/g, '').length;
  return digits < 7 || digits > 15 || amount.test(trimmed) || date.test(trimmed) ? null : trimmed;
}

export const contact: Signal = {
  id: 'contact',
  find: ({ normalised, tokens }) => {
    const found: Found[] = [];
    const add = (start: number, length: number, weight: number) =>
      found.push({ start, end: start + length, signal: 'contact', weight });
    for (const match of normalised.text.matchAll(link)) add(match.index, match[0].length, 0.4);
    for (const match of normalised.text.matchAll(handle)) add(match.index, match[0].length, 0.3);
    for (const match of normalised.text.matchAll(number)) {
      const phone = phoneIn(match[0]);
      if (phone) add(match.index, phone.length, 0.3);
    }
    tokens.forEach((token, at) => {
      if (MESSENGERS.has(token.text)) add(token.start, token.text.length, 0.3);
      else if (PRIVATE.has(token.text) && !/^[0-9]/.test(tokens[at - 1]?.text ?? '')) add(token.start, token.text.length, 0.25);
      else if (CONTACT.has(token.text)) add(token.start, token.text.length, 0.15);
    });
    return found;
  },
};
