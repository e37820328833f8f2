/** Numbers, times and plural forms, from the browser's own tables (Intl). */
import type { Formats } from './words';

/** Plural forms of a phrase; `#` stands for the number (Unicode CLDR plural rules). */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const UNITS = [
  ['day', 86_400_000, 2],
  ['hour', 3_600_000, 1],
  ['minute', 60_000, 1],
] as const;
const MONTH = 30 * 86_400_000;

/** `locale` may carry a numbering system (`ar-u-nu-arab`); `justNow` is said below a minute. */
export function formats(locale: string, justNow: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const lists = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  return {
    number: (n) => numbers.format(n),
    score: (score) => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2),
    ago(at, now) {
      const past = Math.max(0, now - at);
      if (past > MONTH) return dates.format(at);
      const unit = UNITS.find(([, length, from]) => past >= length * from);
      return unit ? relative.format(-Math.floor(past / unit[1]), unit[0]) : justNow;
    },
    when: (at) => full.format(at),
    language(tag) {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
    list: (items) => lists.format(items),
  };
}

/** A phrase with its number, in the form that the language asks for. */
export function plurals(locale: string): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (n, forms) => (forms[rules.select(n)] ?? forms.other).replace('#', numbers.format(n));
}
