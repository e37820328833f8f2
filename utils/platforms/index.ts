/** Every platform that we read, alphabetical. Matches, permissions, settings and tests are derived from this list. */
import type { Adapter } from './adapter';
import { facebook } from './facebook';
import { reddit } from './reddit';
import { telegram } from './telegram';
import { tiktok } from './tiktok';
import { x } from './x';

export const platforms: readonly Adapter[] = [facebook, reddit, telegram, tiktok, x];

/** Does a match pattern (`*://*.example.org/*`, `https://x.com/*`) cover the address? Scheme, host and path prefix; as MDN "Match patterns". */
export function matchesPattern(pattern: string, url: URL): boolean {
  const parts = /^(\*|https?):\/\/(\*|(?:\*\.)?[^*/]+)(\/.*)$/.exec(pattern);
  if (!parts) return false;
  const [, scheme = '', host = '', path = ''] = parts;
  const schemeFits = scheme === '*' ? /^https?:$/.test(url.protocol) : url.protocol === `${scheme}:`;
  const hostFits =
    host === '*' ||
    url.hostname === host ||
    (host.startsWith('*.') && (url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1))));
  return schemeFits && hostFits && (path === '/*' || url.pathname.startsWith(path.replace(/\*$/, '')));
}

/** The adapter of an address, or undefined. */
export const adapterFor = (url: URL): Adapter | undefined =>
  platforms.find((platform) => platform.matches.some((pattern) => matchesPattern(pattern, url)));
