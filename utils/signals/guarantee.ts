/** "100 %", "1000 %" and the sign 💯: the assurances that need no language. */
import type { Found, Signal } from './signal';

const percent = /%? ?\b(?:100|1000|200|110)\b ?%?/g;

export const guarantee: Signal = {
  id: 'guarantee',
  find: ({ normalised, tokens }) => {
    const found: Found[] = [];
    for (const match of normalised.text.matchAll(percent)) {
      if (!match[0].includes('%')) continue;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      found.push({ start, end: start + match[0].trim().length, signal: 'guarantee', weight: 0.25 });
    }
    for (const token of tokens)
      if (token.text === '💯') found.push({ start: token.start, end: token.end, signal: 'guarantee', weight: 0.2 });
    return found;
  },
};
