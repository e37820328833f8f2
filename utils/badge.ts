/** The toolbar badge: how many flags wait, in the tokens of the interface. */

/** The part of `browser.action` that is used. */
interface Action {
  setBadgeText: (details: { text: string }) => unknown;
  setBadgeBackgroundColor: (details: { color: string }) => unknown;
}

/** `null` means that the database cannot be read: said, not hidden. */
export function showWaiting(action: Action, count: number | null): void {
  action.setBadgeBackgroundColor({ color: count === null ? '#9a4a00' : '#0b6b66' });
  action.setBadgeText({ text: count === null ? '!' : count <= 0 ? '' : count > 999 ? '999+' : String(count) });
}
