/** Words and phrases that say why a post may be an advertisement, and those that speak against it: models/lexicon/*.json, all languages at once. */
import { normalise } from '../text/normalise';
import { tokensOf } from '../text/tokens';
import { SIGNALS, type Kind, type SignalId } from '../types';
import { lexicons, type Entry } from './lexicon-files';
import { phraseTrie, type PhraseTrie } from './phrase-trie';
import type { Found, Signal, SignalText } from './signal';

/** Weight of a phrase that names none, 0..1. Chosen by hand on the training texts, November 2026. */
export const USUAL: Readonly<Record<SignalId, number>> = {
  offer: 0.5,
  service: 0.5,
  price: 0.3,
  guarantee: 0.3,
  'pay-on-arrival': 0.6,
  contact: 0.3,
  route: 0.15,
  urgency: 0.25,
  documents: 0.5,
};
/** The same for a benign cue. */
export const USUAL_BENIGN = 0.4;

/** Phrases written as one word (hashtags, Persian compounds) are matched too when the one word has at least this many UTF-16 units. */
const JOINED = 7;

type BenignKind = Exclude<Kind, 'advertisement'>;
export interface Cue {
  kind: BenignKind;
  weight: number;
}

interface Known {
  phrases: PhraseTrie<{ signal: SignalId; weight: number }>;
  cues: PhraseTrie<Cue>;
}
let known: Known | null = null;

/** A phrase as the matcher reads it: normalised words, `*` kept at a word's end, `..` for a gap. */
export function phraseWords(phrase: string): string[] {
  return phrase.split(' ').flatMap(partWords);
}

/** Lists are made of combinations: few parts, read once each. Only while the look-up is built. */
const parts = new Map<string, readonly string[]>();

function partWords(part: string): readonly string[] {
  if (part === '..') return ['..'];
  const seen = parts.get(part);
  if (seen) return seen;
  const words = tokensOf(normalise(part).text).map((token) => token.text);
  if (part.endsWith('*') && words.length) words[words.length - 1] += '*';
  parts.set(part, words);
  return words;
}

function addPhrase<T>(trie: PhraseTrie<T>, phrase: string, value: T): void {
  const words = phraseWords(phrase);
  trie.add(words, value);
  const joined = words.join('');
  const plain = !words.includes('..') && !joined.slice(0, -1).includes('*');
  if (words.length > 1 && plain && joined.length >= JOINED) trie.add([joined], value);
}

const split = (entry: Entry, usual: number): [string, number] =>
  typeof entry === 'string' ? [entry, usual] : [entry.phrase, entry.weight];

/** Built once, on first use: all languages in one pass over the text, since the language of a short post is only a guess. */
function load(): Known {
  const phrases: Known['phrases'] = phraseTrie();
  const cues: Known['cues'] = phraseTrie();
  for (const lexicon of lexicons) {
    for (const signal of SIGNALS) {
      for (const entry of lexicon.phrases[signal] ?? []) {
        const [phrase, weight] = split(entry, USUAL[signal]);
        addPhrase(phrases, phrase, { signal, weight });
      }
    }
    for (const [kind, entries] of Object.entries(lexicon.benign) as [BenignKind, Entry[]][]) {
      for (const entry of entries) {
        const [phrase, weight] = split(entry, USUAL_BENIGN);
        addPhrase(cues, phrase, { kind, weight });
      }
    }
  }
  parts.clear();
  return { phrases, cues };
}

export const lexicon: Signal = {
  id: 'lexicon',
  find: ({ normalised, tokens }) => {
    known ??= load();
    return known.phrases.match(normalised.text, tokens).map(({ value, first, last }): Found => ({
      start: tokens[first]?.start ?? 0,
      end: tokens[last]?.end ?? 0,
      ...value,
    }));
  },
};

/** What speaks for a benign reading: each phrase once per place. */
export function benignCues({ normalised, tokens }: SignalText): Cue[] {
  known ??= load();
  return known.cues.match(normalised.text, tokens).map(({ value }) => value);
}
