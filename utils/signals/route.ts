/** From one place to another: flag → flag, and `A -> B` between words. Context only: it says nothing without an offer (domain brief §3). */
import type { Token } from '../text/tokens';
import { ARROWS, BOATS, flagAt, isSign, PLANES, VEHICLES } from './emoji-sets';
import type { Found, Signal } from './signal';

const BETWEEN = 4;
/** One word or flag, an arrow typed in letters, another; bounded on both sides. */
const typedArrow = /[\p{L}\p{M}]{2,30} ?(?:[-=]{1,3}>|>{2,3}) ?[\p{L}\p{M}]{2,30}/gu;

const isWay = (token: Token): boolean =>
  ARROWS.has(token.text) || BOATS.has(token.text) || VEHICLES.has(token.text) || PLANES.has(token.text) || token.text === '🌊';

/** The next flag within a few signs, and whether an arrow or a means of travel lies between. */
function nextFlag(tokens: readonly Token[], from: number): { at: number; way: boolean } | null {
  let way = false;
  for (let at = from; at < from + BETWEEN && at < tokens.length; at += 1) {
    if (flagAt(tokens, at)) return { at, way };
    const token = tokens[at] as Token;
    if (!isSign(token)) return null;
    way ||= isWay(token);
  }
  return null;
}

export const route: Signal = {
  id: 'route',
  find: ({ normalised, tokens }) => {
    const found: Found[] = [];
    const add = (start: number, end: number, weight: number) => found.push({ start, end, signal: 'route', weight });
    tokens.forEach((token, at) => {
      const flag = flagAt(tokens, at);
      if (flag) {
        const next = nextFlag(tokens, at + 2);
        if (next && flagAt(tokens, next.at) !== flag)
          add(token.start, tokens[next.at + 1]?.end ?? token.end, next.way ? 0.3 : 0.1);
      }
      const before = tokens[at - 1];
      const after = tokens[at + 1];
      if (
        ARROWS.has(token.text) &&
        before &&
        after &&
        !isSign(before) &&
        !isSign(after) &&
        /^\p{L}/u.test(before.text + after.text)
      )
        add(before.start, after.end, 0.15);
    });
    for (const match of normalised.text.matchAll(typedArrow)) add(match.index, match.index + match[0].length, 0.15);
    return found;
  },
};
