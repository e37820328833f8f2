/** The states of an explanation, from none to all of it: the classifier's answers are given here, so that a picture can stand still. */
import { scoredText, type Flag } from '@/utils/types';
import type { State } from './shot-states';

/** What the popup's Port says, at once and in this order, in place of the browser's own. */
const saying = (...messages: object[]): string => `chrome.runtime.connect = () => ({
  postMessage() {},
  disconnect() {},
  onDisconnect: { addListener() {} },
  onMessage: { addListener: (hear) => ${JSON.stringify(messages)}.forEach((message) => setTimeout(hear, 0, message)) },
});`;

/** Phrases of a flag's text by their words, each with its drop. */
function phrases(flag: Flag, drops: Record<string, number>) {
  const text = scoredText(flag.post);
  return Object.entries(drops).map(([words, drop]) => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`No "${words}" in the text.`);
    return { start, end: start + words.length, drop };
  });
}

const explained = (flag: Flag, drops: Record<string, number>): string =>
  saying({ explained: { base: flag.assessment.score, phrases: phrases(flag, drops) } });

/** `rows`: the queue with one of the texts on top. */
export function explainStates(
  all: Record<'english' | 'arabic' | 'urdu' | 'plain', Flag>,
  rows: (first: string) => State['rows'],
): State[] {
  const { english, arabic, urdu, plain } = all;
  const state = (name: string, first: string, before: string, then: string): State => ({
    name,
    granted: true,
    rows: rows(first),
    shows: '.verdict',
    before,
    then,
  });
  const done = '.carried-line[data-state="done"]';
  const inEnglish = {
    'safe places on the boat, coast to coast': 0.46,
    'you pay only after arrival': 0.2,
    'few places left': 0.06,
  };
  const soFar = phrases(english, { 'New season 🌊 safe places on the boat, coast to coast': 0.46, 'families welcome': 0.03 });
  const doubted = rows('english');
  const asNews = (flag: Flag): Flag =>
    flag.key === english.key
      ? { ...flag, assessment: { ...flag.assessment, kind: 'news', benign: { kind: 'news', score: 0.57 } } }
      : flag;
  return [
    state('explaining-nothing-yet', 'english', saying(), '.carried-line[data-state="looking"]'),
    state('explaining', 'english', saying({ step: { done: 3, of: 9, phrases: soFar } }), '.post-text .carried'),
    state('explained', 'english', explained(english, inEnglish), done),
    state(
      'explained-arabic',
      'arabic',
      explained(arabic, { 'رحلة آمنة 🌊 الأسبوع القادم': 0.5, 'والدفع بعد الوصول': 0.3, 'للتواصل واتساب +00 000 000': 0.09 }),
      done,
    ),
    state(
      'explained-urdu',
      'urdu',
      explained(urdu, { 'اصلی کاغذات اور ویزا صرف دس دن میں': 0.4, 'رابطہ کریں @xxxxxx_00': 0.2 }),
      done,
    ),
    state(
      'explained-plain',
      'plain',
      explained(plain, { 'where to find us when the wind turns': 0.21, 'first come, first served': 0.09 }),
      done,
    ),
    state('explain-failed', 'english', saying({ error: 'The classifier did not answer.' }), '.carried-line[data-state="failed"]'),
    {
      ...state('benign-first', 'english', explained(english, inEnglish), '.benign.is-first'),
      rows: { ...doubted, flags: doubted.flags?.map(asNews) ?? [] },
    },
  ];
}
