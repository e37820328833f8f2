/** What a sample or test feed is made of, and what a platform's renderer must be able to do. */

/** A post before it is drawn. `id` is the one that the platform's adapter will read. */
export interface FeedPost {
  id: string;
  /** Handle; on Facebook the shown name. */
  author: string;
  text: string;
  /** Only where the platform has titles (Reddit). */
  title?: string;
  /** When it was posted, ms since 1970. */
  at: number;
  /** BCP 47, where the platform says it. */
  lang?: string;
}

/** Draws posts in a platform's real markup: the shape that its adapter reads. */
export interface FeedRenderer {
  host: string;
  /** Where the feed is, unless it is told otherwise. */
  path: string;
  /** One post: a single element. */
  post: (post: FeedPost) => string;
  /** The page around the list; `list` is the posts' markup and goes into the element that has the attribute `data-feed`. */
  page: (list: string) => string;
  /** A valid id for the nth post of an author at that time. */
  id: (n: number, author: string, at: number) => string;
}

/** Running text taken apart, for platforms that draw these in elements of their own. */
export interface Piece {
  kind: 'text' | 'emoji' | 'mention' | 'tag' | 'break';
  value: string;
}

const PARTS =
  /(?<emoji>\p{RI}\p{RI}|[#*\d]\ufe0f?\u20e3|\p{Emoji_Presentation}\ufe0f?\p{Emoji_Modifier}?(?:\u200d\p{Emoji}\ufe0f?\p{Emoji_Modifier}?)*|\p{Emoji}\ufe0f)|(?<mention>(?<!\w)@\w{3,})|(?<tag>(?<![\p{L}\d])#[\p{L}\p{M}\d_]+)|(?<break>\n)/gu;

/** Emoji, @mentions, #tags, line breaks and the text between them. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(PARTS)) {
    if (match.index > at) found.push({ kind: 'text', value: text.slice(at, match.index) });
    const kind = (['emoji', 'mention', 'tag', 'break'] as const).find((name) => match.groups?.[name] !== undefined) ?? 'text';
    found.push({ kind, value: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ kind: 'text', value: text.slice(at) });
  return found;
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Code points of an emoji as the sites' picture files are named: `1f1ee-1f1f9`. */
export const emojiName = (emoji: string): string =>
  [...emoji]
    .map((character) => (character.codePointAt(0) ?? 0).toString(16))
    .filter((code) => code !== 'fe0f')
    .join('-');

/** The text with each piece drawn; what is not named is drawn as escaped text. */
export const draw = (text: string, how: Partial<Record<Piece['kind'], (value: string) => string>>): string =>
  pieces(text)
    .map(({ kind, value }) => (how[kind] ?? escapeHtml)(value))
    .join('');

export const iso = (at: number): string => new Date(at).toISOString();
