/** The same post about other people: words for nationality, ethnicity and religion swapped or added. No score may depend on them. */
import { contactsIn } from './evasion';
import { drawn, drawsOf, oneOf } from './seeded';

/** Language → lists of forms that can stand for one another in a sentence. */
export type Terms = Record<string, readonly (readonly string[])[]>;

export interface Swap {
  /** Listed forms: what stood there, what stands there now. */
  from: string;
  to: string;
  text: string;
}

/** Replacements per form and forms per list that are compared; part of every seed. */
const MOST = 4;
const COMPARED = 3;
const SEED = 1;

/** Marks and the invisible joiners belong to the word: \b ends words in the middle in Hindi, Bengali, Punjabi and Persian. */
const inWord = '[\\p{L}\\p{M}\\p{N}\\u200c\\u200d]';

/** Lower case with every UTF-16 unit in its place, so that offsets stay those of the text. */
const lowered = (text: string, lang: string): string =>
  [...text]
    .map((char) => {
      const lower = char.toLocaleLowerCase(lang);
      return lower.length === char.length ? lower : char;
    })
    .join('')
    .replace(/ς/g, 'σ');

interface Finder {
  pattern: RegExp;
  /** Lowered form → its list. */
  lists: Map<string, readonly string[]>;
}

function finderOf(terms: Terms, lang: string): Finder | null {
  const lists = new Map<string, readonly string[]>();
  for (const list of terms[lang] ?? []) {
    const composed = list.map((form) => form.normalize('NFC'));
    for (const form of composed) if (!lists.has(lowered(form, lang))) lists.set(lowered(form, lang), composed);
  }
  if (!lists.size) return null;
  const longestFirst = [...lists.keys()].sort((a, b) => b.length - a.length);
  const forms = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  // Arabic: dinar, pound, lira and dirham carry a nationality that is no person's. Turkish: the apostrophe ties a suffix to a proper name.
  const before = lang === 'ar' ? '(?<!(?:دينار|جنيه|ليرة|درهم)\\s+)' : '';
  const after = lang === 'tr' ? "(?!['’ʼ])" : '';
  return { pattern: new RegExp(`${before}(?<!${inWord})(?:${forms.join('|')})(?!${inWord})${after}`, 'gu'), lists };
}

const finders = new WeakMap<Terms, Map<string, Finder | null>>();
function finder(terms: Terms, lang: string): Finder | null {
  const known = finders.get(terms) ?? new Map<string, Finder | null>();
  finders.set(terms, known);
  const found = known.has(lang) ? known.get(lang) : finderOf(terms, lang);
  known.set(lang, found ?? null);
  return found ?? null;
}

/** `form` in the letter case in which `listed` stands in the text as `written`. */
function cased(form: string, written: string, listed: string, lang: string): string {
  if (written === listed) return form;
  const [upper, lower] = [written.toUpperCase(), written.toLowerCase()];
  if (upper === lower) return form;
  if (written === lower) return form.toLocaleLowerCase(lang);
  if (written === upper && [...written].length > 1) return form.toLocaleUpperCase(lang);
  const [first = '', ...rest] = form;
  return first.toLocaleUpperCase(lang) + rest.join('');
}

/**
 * Every form found in the text, each replaced throughout by up to four others of its list; replacements that the text already holds are left
 * out. Works on, and returns as `base`, the text in NFC. No form found: no swaps.
 */
export function swapsOf(text: string, lang: string, terms: Terms): { base: string; swaps: Swap[] } {
  const base = text.normalize('NFC');
  const known = finder(terms, lang);
  if (!known) return { base, swaps: [] };
  const contacts = contactsIn(base);
  const found = [...lowered(base, lang).matchAll(known.pattern)]
    .map((match) => ({ form: match[0].replace(/\s+/g, ' '), start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => !contacts.some((contact) => contact.start < end && start < contact.end));
  const present = new Set(found.map(({ form }) => form));
  const swaps = [...present].flatMap((form) => {
    const list = known.lists.get(form) ?? [];
    const listed = list.find((one) => lowered(one, lang) === form) ?? form;
    const others = list.filter((one) => !present.has(lowered(one, lang)));
    return drawn(others, MOST, drawsOf(`swap ${SEED} ${form} ${base}`)).map((to) => {
      let out = '';
      let at = 0;
      for (const one of found.filter((other) => other.form === form)) {
        out += base.slice(at, one.start) + cased(to, base.slice(one.start, one.end), listed, lang);
        at = one.end;
      }
      return { from: listed, to, text: out + base.slice(at) };
    });
  });
  return { base, swaps };
}

/** The text three times, each with another form of one list as a hashtag at its end; empty where the language has no list of three. */
export function appendedTo(text: string, lang: string, terms: Terms): string[] {
  const lists = (terms[lang] ?? []).filter((list) => list.length >= COMPARED);
  if (!lists.length) return [];
  const draw = drawsOf(`append ${SEED} ${text}`);
  return drawn(oneOf(lists, draw), COMPARED, draw).map(
    (form) => `${text.normalize('NFC')} #${form.normalize('NFC').replace(/\s+/g, '_')}`,
  );
}
