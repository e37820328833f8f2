/** Where the parts of a Facebook card are: who wrote, for whom, what, and which post it shares. */
import type { PagePost } from './adapter';
import { attr, byId, closest, contains, documentOf, find, findAll, matches } from './dom';
import { trackingLength } from './facebook-ids';
import { isShowOriginal, isSponsored } from './labels';
import { altOf, textOf } from './text-of';

/** Boxes that may be posts. */
export const CARD =
  '[role="feed"] div[aria-posinset], [role="main"] div[aria-posinset], div[aria-posinset][aria-describedby], [role="article"]:not([aria-label]), .userContentWrapper, article[data-ft], div[data-tracking-duration-id]';
export const COMMENT = '[role="article"][aria-label]';
export const MESSAGE =
  '[data-ad-rendering-role="story_message"], [data-ad-preview="message"], [data-ad-comet-preview="message"], [data-testid="post_message"], .userContent, [data-ft*="*s"]';
export const NAME = '[data-ad-rendering-role="profile_name"]';
/** Headings that name the author where the role is missing (visitors, older layouts). */
const HEADING = 'h2, h3, h4, h5';
const ICON = 'svg title, svg[aria-label], [role="img"][aria-label], i[aria-label], a[data-hover="tooltip"][aria-label]';
export const PHOTO =
  'a[href*="/photo"], a[href*="fbid="], a[href*="set=gm."], a[href*="set=pcb."], a[href*="/reel/"], a[href*="/videos/"]';

/** Anchors looked at in a card: a hostile page could nest them without end. */
const MOST = 600;

interface Part {
  name: Element;
  message: Element | null;
  /** Labels of the icons between the name and the text: the first is the audience's. */
  icons: string[];
  links: Element[];
}
/** What a card holds, in the order of the page; a second name opens the post that it shares. */
export interface Layout extends Omit<Part, 'name'> {
  name: Element | null;
  shared: Part | null;
}

export function layoutOf(card: Element): Layout {
  const names = findAll(card, NAME).some((name) => !commentOf(name, card)) ? NAME : HEADING;
  const parts: Part[] = [];
  let loose: Element | null = null;
  for (const found of findAll(card, `${names}, ${MESSAGE}, ${ICON}, a[href]`).slice(0, MOST)) {
    if (commentOf(found, card)) continue;
    const part = parts.at(-1);
    if (opens(found, names, parts)) parts.push({ name: found, message: null, icons: [], links: [] });
    else if (!part) loose ??= matches(found, MESSAGE) ? found : null;
    else if (!part.message) gather(part, found);
  }
  const [first = { name: null, message: loose, icons: [], links: [] }, shared = null] = parts;
  return { ...first, shared };
}

/** Is it the name of a further post, and not a heading in a text or inside the name before? */
function opens(found: Element, names: string, parts: readonly Part[]): boolean {
  if (parts.length > 1 || !matches(found, names) || !find(found, 'a, strong') || closest(found, MESSAGE)) return false;
  return !parts.some((part) => contains(part.name, found));
}

/** The text, links before it, and icons that stand free: those inside names and links are badges. */
function gather(part: Part, found: Element): void {
  if (matches(found, MESSAGE)) part.message = found;
  if (matches(found, 'a[href]')) part.links.push(found);
  if (!matches(found, ICON) || contains(part.name, found)) return;
  const link = closest(found, 'a, [role="link"]');
  if (!link || link === found) part.icons.push(attr(found, 'aria-label') || textOf(found));
}

/** The comment around an element inside a card. */
export const commentOf = (element: Element, card: Element): Element | null => {
  const comment = closest(element, COMMENT);
  return comment && comment !== card && contains(card, comment) ? comment : null;
};

/** The person who wrote: in groups the first link is the group, the person's link has both. */
export function authorOf(name: Element | null): string {
  const links = findAll(name, 'a')
    .slice(0, 10)
    .filter((link) => textOf(link));
  const person = links.find((link) => /\/groups\/[^/]+\/user\//.test(attr(link, 'href'))) ?? links[0];
  return textOf(person ?? find(name, 'strong') ?? name)
    .replace(/\s*\n[^]*$/, '')
    .slice(0, 300);
}

/** Text without "See more" and without the translation that is drawn below it. */
export interface Story {
  text: string;
  truncated: boolean;
  translated: boolean;
}
export function storyOf(message: Element | null): Story {
  const buttons = findAll(message, '[role="button"]')
    .slice(0, 20)
    .map((button) => textOf(button));
  const translation = buttons.length ? find(message, 'blockquote') : null;
  const original = textOf(message, { skip: `[role="button"]${translation ? ', blockquote' : ''}` });
  const shown = original || textOf(message, { skip: '[role="button"]' });
  const text = buttons.length ? shown.replace(/[\s·•]+$/, '') : shown;
  const clipped = /(?:…|\.\.\.)$/.test(text);
  return {
    text: clipped && buttons.length ? text.replace(/\s*(?:…|\.\.\.)$/, '…') : text,
    truncated: clipped && buttons.length > 0,
    translated: (!original && text !== '') || (!translation && buttons.some(isShowOriginal)),
  };
}

/** Posts with a coloured background have no message role: the text is drawn over the picture. */
export const overPicture = (card: Element): Element | null =>
  findAll(card, '[style*="background"] [dir="auto"]').find(
    (text) => !commentOf(text, card) && !closest(text, `a, button, [role="button"], ${NAME}`) && textOf(text),
  ) ?? null;

/** Text that a label points to (`aria-labelledby`, `use href`): drawn from elsewhere in the page. */
function pointedLabels(header: readonly Element[], document: Document | null): string[] {
  return header.flatMap((element) => {
    const ids =
      `${attr(element, 'aria-labelledby')} ${(attr(element, 'href') || attr(element, 'xlink:href')).replace(/^#/, '')}`.split(
        ' ',
      );
    return [
      attr(element, 'aria-label'),
      ...ids.filter((id) => /^[\w:«»-]{2,80}$/.test(id)).map((id) => textOf(byId(document, id))),
    ];
  });
}

/** Paid? A whole label or "why this ad" proves it; a call to action and a long tracking code only together. Shuffled letters prove nothing. */
export function adOf(card: Element, header: readonly Element[], visitor: boolean): PagePost['ad'] {
  const pointers = header.length
    ? findAll(card, 'canvas[aria-labelledby], a[aria-label], span[aria-labelledby], a[aria-labelledby], use').filter(
        (found) => !commentOf(found, card),
      )
    : [];
  if (find(card, 'a[href*="/ads/about"]') || pointedLabels(pointers.slice(0, 40), documentOf(card)).some(isSponsored))
    return 'yes';
  const action = findAll(card, '[data-ad-rendering-role^="cta-"]').some((found) => !commentOf(found, card));
  if (action && header.some((link) => trackingLength(link) > 311)) return 'yes';
  return visitor ? 'no' : 'unknown';
}

/** Further links that name the post: of its pictures, and of its comments' times. Those that people wrote name other posts. */
export function linksAround(card: Element, { message, shared }: Layout): Element[] {
  return findAll(card, `${PHOTO}, a[href*="comment_id="]`)
    .slice(0, MOST)
    .filter((link) => {
      if (commentOf(link, card)) return matches(link, '[href*="comment_id="]');
      return matches(link, PHOTO) && !(message && contains(message, link)) && !(shared && isAfter(link, shared.name));
    });
}
const isAfter = (link: Element, name: Element): boolean => (name.compareDocumentPosition(link) & 4) > 0;

/** Descriptions of the card's own pictures: what the site's machine saw in them, with the words on them. */
export function picturesOf(card: Element, { shared }: Layout): string {
  const pictures = findAll(card, PHOTO).filter((link) => !commentOf(link, card) && !(shared && isAfter(link, shared.name)));
  const lines = new Set(pictures.map((link) => altOf(link)).filter((alt) => alt && alt !== 'No photo description available.'));
  return [...lines].join('\n');
}
