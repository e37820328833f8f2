/** Emoji by meaning, after normalisation (no variation selectors), and flags: two regional indicators in a row. */
import type { Token } from '../text/tokens';

export const BOATS = new Set([...'⛵🚤🛥🚢🛳🚣🛶⛴']);
export const VEHICLES = new Set([...'🚛🚚🚐🚗🚕🚙🚌🛻🚖']);
export const PLANES = new Set([...'✈🛫🛬🛩🛪']);
export const PAPERS = new Set([...'🛂🪪📕📗📘📔']);
export const CONTACT = new Set([...'📩📲📞☎📱💬✉📨📥']);
export const MONEY = new Set([...'💶💵💰💷💸💴💲']);
export const ARROWS = new Set([...'→⇒➡➔➜➝➞⟶⟹➤▶⏩🔜↔']);
export const FREE = new Set([...'🆓🎁']);

const isIndicator = (token: Token | undefined): boolean => {
  const code = token?.text.codePointAt(0) ?? 0;
  return code >= 0x1f1e6 && code <= 0x1f1ff;
};

/** A flag that starts at this token position. */
export const flagAt = (tokens: readonly Token[], at: number): string | null =>
  isIndicator(tokens[at]) && isIndicator(tokens[at + 1]) ? `${tokens[at]?.text}${tokens[at + 1]?.text}` : null;

/** Emoji and arrows are single signs from U+2190 on; words and numbers are not. */
export const isSign = (token: Token): boolean => {
  const code = token.text.codePointAt(0) ?? 0;
  return (code >= 0x2190 && code <= 0x2bff) || code >= 0x1f000;
};
