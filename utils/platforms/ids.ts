/** Times that are inside ids (checked against `datetime` values of saved pages, at most 20 s off), and an id where the page shows none. */
import { isoTime } from './dom';

const digits = (id: string): bigint | null => (/^\d{10,20}$/.test(id) ? BigInt(id) : null);
const shifted = (id: string, bits: bigint, epoch: number): string | undefined => {
  const n = digits(id);
  return n === null ? undefined : isoTime(Number(n >> bits) + epoch);
};

/** X: milliseconds since its epoch (2010-11-04) above bit 22. */
export const xTime = (id: string): string | undefined => shifted(id, 22n, 1_288_834_974_657);
/** TikTok video and comment ids: seconds since 1970 above bit 32. */
export const tiktokTime = (id: string): string | undefined => {
  const n = digits(id);
  return n === null ? undefined : isoTime(Number(n >> 32n) * 1000);
};

/** `hash:` + 16 hex digits of FNV-1a (64 bit) over the parts: an id that is the same on the next visit. Not a secret, not a proof. */
export function hashId(...parts: string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(parts.join('\u0000')))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return `hash:${hash.toString(16).padStart(16, '0')}`;
}
