/** Texts of a post on X: its lines, its language, its pictures' descriptions, the preview of a long article. */
import { attr, parentOf } from './dom';
import { altOf, textOf } from './text-of';

export const TEXT = '[data-testid="tweetText"]';
/** Before the testid (2019-2021) the text was the first block with a language. */
export const OLD_TEXT = 'div[lang][dir="auto"]';
export const MORE = '[data-testid="tweet-text-show-more-link"]';
export const COVER = '[data-testid="article-cover-image"]';

/** X clips long addresses with `…` after the part that it hides: with the hidden part shown, the sign is not the author's. */
export const tweetText = (text: Element | null | undefined): string =>
  textOf(text, {
    keepLines: true,
    inline: 'div',
    keepHidden: 'links',
    skip: MORE,
  }).replace(/(https?:\/\/[^\s…]+)…/g, '$1');

/** `und`, `zxx`, `qme`, … stand for no language. */
export const langOf = (text: Element | null | undefined): string | undefined =>
  /^(?!(?:und|zxx|art|q..)$)[a-z]{2,3}(?:-\w{1,30})?$/i.exec(attr(text, 'lang'))?.[0];

/** Descriptions that people wrote; "Image" in the interface's language is one or two short words. */
export const altText = (photos: readonly Element[]): string =>
  [...new Set(photos.map((photo) => altOf(photo)))].filter((alt) => alt.length > 24 || alt.split(/\s+/).length > 2).join('\n');

/** Title and first lines of a long article that a feed shows as a picture card: the element after the picture. */
export function previewOf(cover: Element | null | undefined, card: Element): { title: string; text: string } | null {
  for (
    let box = cover && (parentOf(cover) as Element | null), steps = 0;
    box && box !== card && steps < 4;
    box = parentOf(box) as Element | null, steps += 1
  ) {
    const lines = textOf(box, { skip: COVER }).split('\n').filter(Boolean);
    if (lines.length) return { title: lines[0] ?? '', text: lines.slice(1).join('\n') };
  }
  return null;
}
