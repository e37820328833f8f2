/** Emoji that replace words: a boat, lorry or plane beside a flag, a price or a contact sign; papers beside the same (domain brief §2b, EMOJI GRAMMAR). */
import type { Token } from '../text/tokens';
import { BOATS, CONTACT, flagAt, FREE, isSign, MONEY, PAPERS, PLANES, VEHICLES } from './emoji-sets';
import type { Found, Signal } from './signal';

/** How many signs away two emoji still belong together. */
const REACH = 4;

const isTransport = ({ text }: Token): boolean => BOATS.has(text) || VEHICLES.has(text) || PLANES.has(text);
const isTerm = ({ text }: Token): boolean => CONTACT.has(text) || MONEY.has(text) || FREE.has(text);

/** The farthest sign within reach that completes the sentence, in the given direction; words end the search. */
function partner(tokens: readonly Token[], from: number, step: 1 | -1): Token | null {
  for (let k = 1; k <= REACH; k += 1) {
    const at = from + k * step;
    const token = tokens[at];
    if (!token || !isSign(token)) return null;
    if (isTerm(token)) return token;
    const flag = step === 1 ? flagAt(tokens, at) : flagAt(tokens, at - 1);
    if (flag) return (step === 1 ? tokens[at + 1] : tokens[at - 1]) ?? null;
  }
  return null;
}

export const emoji: Signal = {
  id: 'emoji',
  find: ({ tokens }) =>
    tokens.flatMap((token, at): Found[] => {
      const papers = PAPERS.has(token.text);
      if (!papers && !isTransport(token)) return [];
      const signal = papers ? 'documents' : 'service';
      const after = partner(tokens, at, 1);
      const before = after ? null : partner(tokens, at, -1);
      if (after) return [{ start: token.start, end: after.end, signal, weight: 0.2 }];
      if (before) return [{ start: before.start, end: token.end, signal, weight: 0.2 }];
      return token.text === '🛂' || token.text === '🪪' ? [{ start: token.start, end: token.end, signal, weight: 0.1 }] : [];
    }),
};
