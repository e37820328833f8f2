/** The one way from an element to its text: the same in browsers and in tests (`textContent` glues lines together, `innerText` needs a layout). */
import { attr, closest, findAll, hasAttr, nodeText, nodeType, tagName, walk } from './dom';

export interface TextOptions {
  /** Selector of subtrees that are left out (times, counters, translate links, a quoted post). The element itself is never left out. */
  skip?: string;
  /** `[aria-hidden=true]` repeats text and is dropped; `links` keeps it inside a link (X hides parts of an address), `all` everywhere. */
  keepHidden?: 'links' | 'all';
  /** Line breaks in the page's text nodes are the author's (the platform draws the text with `white-space: pre-wrap`). */
  keepLines?: boolean;
  /** Selector of blocks that are drawn inside the line (X wraps every mention in a `div`, TikTok in a `p`). */
  inline?: string;
}

/** Nodes visited at most: a page can nest or repeat without end. */
const NODE_BUDGET = 50_000;
/** UTF-16 code units gathered at most; the post itself is cut to CAPS.text later, with head and tail. */
const LENGTH_BUDGET = 1_000_000;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const DROPPED = words(
  'script style template noscript button svg math textarea input select datalist iframe object canvas video audio head title meter progress',
);
const BLOCKS = words(
  'address article aside blockquote dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul',
);
/** Blocks with an empty line before and after, as browsers draw them. */
const PARAGRAPHS = words('blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p pre table ul');
const CELLS = words('td th');

/** Only emoji, and not digits alone (`\p{Emoji}` holds 0-9 # *). */
const EMOJI = /^(?=.*[^\d#*])[\p{Emoji}\p{Emoji_Component}\u200d\ufe0e\ufe0f\u20e3]+$/u;
/** `:name:` of a site's own emoji. */
const SHORTCODE = /^:[\p{L}\p{N}_+~-]{1,60}:$/u;

/** The character(s) that a picture stands for in running text; '' where it is a picture. */
export function emojiOf(image: Element): string {
  const alt = attr(image, 'alt');
  if (!alt || alt.length > 80) return '';
  const drawn = /emoji|emote/i.test(attr(image, 'class')) || /\bemoji\b|\/emoji/i.test(attr(image, 'src'));
  return drawn || EMOJI.test(alt) || SHORTCODE.test(alt) ? alt : '';
}

/** What people wrote as pictures' descriptions, one a line, each once; emoji pictures and empty ones left out. */
export function altOf(root: ParentNode, selector = 'img'): string {
  const alts = findAll(root, selector).map((image) => (emojiOf(image) ? '' : attr(image, 'alt')));
  return [...new Set(alts.filter(Boolean))].join('\n').toWellFormed();
}

/** Never text of a post: drafts, and what the caller or the page hides. */
const isDraft = (element: Element): boolean =>
  hasAttr(element, 'contenteditable') && attr(element, 'contenteditable') !== 'false';

/**
 * Text of an element with its line breaks and emoji: `<br>` and blocks become line breaks, paragraphs an empty line, runs of spaces one space;
 * bidi and zero-width characters stay, lone surrogates become U+FFFD. Iterative, so no depth of nesting overflows the stack.
 */
export function textOf(root: Element | null | undefined, options: TextOptions = {}): string {
  if (!root) return '';
  const skipped = new Set<Node>(options.skip ? findAll(root, options.skip) : []);
  const inline = new Set<Node>(options.inline ? findAll(root, options.inline) : []);
  let out = '';
  /** Line breaks owed before the next character, 0..2: blocks only ask for a break, they never add up. */
  let owed = 0;
  let links = closest(root, 'a[href]') ? 1 : 0;
  let pres = closest(root, 'pre') ? 1 : 0;

  const isBlock = (node: Node, tag: string): boolean => BLOCKS.has(tag) && !inline.has(node);
  const put = (text: string): void => {
    if (!text) return;
    if (owed && text.trim() === '' && !text.includes('\n')) return;
    if (owed && out) out += '\n'.repeat(owed);
    owed = 0;
    out += text;
  };
  const isDropped = (element: Element, tag: string): boolean => {
    if (DROPPED.has(tag) || skipped.has(element) || isDraft(element)) return true;
    if (attr(element, 'aria-hidden') !== 'true' || options.keepHidden === 'all') return false;
    return !(options.keepHidden === 'links' && links > 0) && !(tag === 'img' && emojiOf(element));
  };
  /** True where the children are to be walked. */
  const enter = (node: Node): boolean => {
    if (out.length > LENGTH_BUDGET) return false;
    const type = nodeType(node);
    if (type === 3) put(options.keepLines || pres ? kept(nodeText(node)) : nodeText(node).replace(/[ \t\r\n\f]+/g, ' '));
    if (type !== 1) return false;
    const tag = tagName(node);
    if (node !== root && isDropped(node as Element, tag)) return false;
    if (tag === 'br') out = endLine(out, owed);
    if (tag === 'br') owed = 0;
    if (tag === 'img') put(emojiOf(node as Element));
    if (CELLS.has(tag)) put(' ');
    if (tag === 'a') links += 1;
    if (tag === 'pre') pres += 1;
    if (isBlock(node, tag)) owed = breaks(out, owed, tag);
    return true;
  };
  const leave = (node: Node): void => {
    const tag = tagName(node);
    if (tag === 'a') links -= 1;
    if (tag === 'pre') pres -= 1;
    if (isBlock(node, tag)) owed = breaks(out, owed, tag);
  };

  walk(root, enter, leave, NODE_BUDGET);
  return tidy(out);
}

/** Lines as they are; but nothing except a break and an indent is how a file was formatted, not what someone wrote. */
const kept = (text: string): string => (/^\s*\n[ \t]{2,}$/.test(text) ? ' ' : text.replace(/\r\n?/g, '\n'));

/** How many breaks a block's edge asks for, seeing what is there already. */
function breaks(out: string, owed: number, tag: string): number {
  const there = out.endsWith('\n\n') ? 2 : out.endsWith('\n') ? 1 : 0;
  const wanted = PARAGRAPHS.has(tag) ? 2 : 1;
  return Math.max(owed, wanted - there, 0);
}

/** A `<br>`: what was owed, then the line's end. Breaks before the first character mean nothing. */
const endLine = (out: string, owed: number): string => (out ? `${out}${'\n'.repeat(owed)}\n` : out);

/** Spaces at line ends and runs of them go, at most one empty line stays. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t\f]+/g, ' ')
    .replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^[ \n\u00a0]+|[ \n\u00a0]+$/g, '')
    .toWellFormed();
