/** Times that are inside ids (checked against `datetime` values of saved pages, at most 20 s off), and an id where the page shows none. */
import { isoTime } from './dom';

const digits = (id: string): bigint | null => (/^\d{10,20}$/.test(id) ? BigInt(id) : null);
const shifted = (id: string, bits: bigint, epoch: number): string | undefined => {
  const n = digits(id);
  return n === null ? undefined : isoTime(Number(n >> bits) + epoch);
};

/** X: milliseconds since its epoch (2010-11-04) above bit 22. */
export const xTime = (id: string): string | undefined => shifted(id, 22n, 1_288_834_974_657);
/** LinkedIn activity ids: milliseconds since 1970 above bit 22. */
export const linkedinTime = (id: string): string | undefined => shifted(id, 22n, 0);
/** Discord: milliseconds since 2015 above bit 22. */
export const discordTime = (id: string): string | undefined => shifted(id, 22n, 1_420_070_400_000);
/** Mastodon: milliseconds since 1970 above bit 16. */
export const mastodonTime = (id: string): string | undefined => shifted(id, 16n, 0);
/** TikTok video and comment ids: seconds since 1970 above bit 32. */
export const tiktokTime = (id: string): string | undefined => {
  const n = digits(id);
  return n === null ? undefined : isoTime(Number(n >> 32n) * 1000);
};

/** A number written in an alphabet, most significant digit first; null where a character is not in it. */
function decode(text: string, alphabet: string): bigint | null {
  let n = 0n;
  for (const char of text) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) return null;
    n = n * BigInt(alphabet.length) + BigInt(digit);
  }
  return n;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The number behind an Instagram or Threads shortcode (`/p/<code>`, first 11 characters), as a decimal string; '' where it is none. */
export const shortcodeId = (code: string): string => {
  const n = /^[\w-]{5,40}$/.test(code) ? decode(code.slice(0, 11), BASE64URL) : null;
  return n === null ? '' : String(n);
};
/** Instagram and Threads: milliseconds since 2011-08-24 above bit 23 of the shortcode's number. */
export const shortcodeTime = (code: string): string | undefined => shifted(shortcodeId(code), 23n, 1_314_220_021_721);

/** Bluesky record keys (13 characters, base 32): microseconds since 1970 above bit 10. */
export const blueskyTime = (key: string): string | undefined => {
  const n = /^[2-7a-z]{13}$/.test(key) ? decode(key, '234567abcdefghijklmnopqrstuvwxyz') : null;
  return n === null ? undefined : isoTime(Number(n >> 10n) / 1000);
};

/** `hash:` + 16 hex digits of FNV-1a (64 bit) over the parts: an id that is the same on the next visit. Not a secret, not a proof. */
export function hashId(...parts: string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(parts.join('\u0000')))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return `hash:${hash.toString(16).padStart(16, '0')}`;
}
