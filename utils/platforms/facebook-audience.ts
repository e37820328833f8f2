/** Who may read a Facebook post: read only with proof that it is everyone. */
import { closest, find, findAll, parentOf } from './dom';
import { CARD, COMMENT, MESSAGE } from './facebook-layout';
import { isPublicAudience, isPublicGroup } from './labels';
import { textOf } from './text-of';

/** Answers about the whole page, kept for one pass over it: a pass hands the same URL object to every read. */
const passes = new WeakMap<URL, Map<string, { document: Document | null; answer: boolean }>>();
function once(name: string, document: Document | null, url: URL, ask: () => boolean): boolean {
  let known = passes.get(url);
  if (!known) passes.set(url, (known = new Map()));
  const before = known.get(name);
  if (before && before.document === document) return before.answer;
  const answer = ask();
  known.set(name, { document, answer });
  return answer;
}
export const isLoggedOut = (document: Document | null, url: URL): boolean =>
  once('visitor', document, url, () => isVisitor(document));
export const isInPublicGroup = (document: Document | null, url: URL): boolean =>
  once('group', document, url, () => isGroupPublic(document, url));

/** Visitors without an account see public posts only. Both a way to log in and none of the marks of someone who did. */
function isVisitor(document: Document | null): boolean {
  if (!document) return false;
  const member =
    'a[href="/me/"], a[href$="facebook.com/me/"], a[href^="/notifications"], a[href*="facebook.com/notifications"], a[href^="/messages/"], a[href*="facebook.com/messages/"], a[href^="/friends/"], a[href*="facebook.com/friends/"], a[href*="/logout"], [data-pagelet="LeftRail"]';
  if (find(document, member)) return false;
  if (find(document, 'input[name="pass"], form[action*="/login"]')) return true;
  return findAll(document, 'a[href*="/login"]').some((link) => !closest(link, `${CARD}, ${COMMENT}`));
}

/** A group that says itself that it is public, beside its member count. */
function isGroupPublic(document: Document | null, url: URL): boolean {
  const group = /^\/groups\/([\w.]+)/.exec(url.pathname)?.[1];
  if (!group) return false;
  const post = `${CARD}, ${COMMENT}, ${MESSAGE}`;
  return findAll(document, `a[href*="/groups/${group}/members"]`).some((link) => {
    let box: Element | null = closest(link, post) ? null : link;
    for (let steps = 0; box && steps < 4; steps += 1, box = parentOf(box) as Element | null) {
      const lines = [box, ...findAll(box, 'span, div').slice(0, 20)].filter((line) => !closest(line, post) && !find(line, post));
      if (lines.some((line) => isPublicGroup(textOf(line)))) return true;
    }
    return false;
  });
}

/** Which of the cards' posts may be read: the icon's label is known to mean everyone, or nobody is logged in. */
export const isPublic = (icons: readonly string[], visitor: boolean): boolean => visitor || isPublicAudience(icons[0] ?? '');
