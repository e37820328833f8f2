/** Starting our own worker where the page's policy demands Trusted Types (W3C Trusted Types): one policy, for addresses of this extension only. */

interface Policy {
  createScriptURL: (address: string) => unknown;
}
interface TrustedTypes {
  createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => Policy;
}

/** The policy's name, as the manifest's content security policy allows it. */
export const POLICY = 'breakwater';

let policy: Policy | undefined;

/** A worker from a file of this extension (`/name.js`). Throws a TypeError for an address of another origin. */
export function ownWorker(path: string): Worker {
  const address = new URL(path, location.origin);
  if (address.origin !== location.origin) throw new TypeError(`${path} is not a file of this extension.`);
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (text) => text });
  return new Worker((policy ? policy.createScriptURL(address.href) : address.href) as string);
}
