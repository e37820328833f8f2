/** A stand-in for an author: the same on this machine, meaningless on another. */

/** First 8 hex digits of HMAC-SHA-256 (RFC 2104, FIPS 198-1) of `platform\nauthor` under the machine's key; empty for an unknown author. */
export async function pseudonym(key: Uint8Array<ArrayBuffer>, platform: string, author: string): Promise<string> {
  if (!author) return '';
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(`${platform}\n${author}`));
  return Array.from(new Uint8Array(mac).slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
