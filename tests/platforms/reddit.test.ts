import { describe, expect, it } from 'vitest';
import { isTranslated } from '@/utils/platforms/reddit-parts';
import { reddit } from '@/utils/platforms/reddit';
import { pageOf } from './load';

const url = new URL('https://www.reddit.com/r/gardening/');
const link = (slug: string): string => `/r/gardening/comments/1aaaaa/${slug}/`;

describe('a translated title', () => {
  it.each([
    ['Which tomatoes for a shady yard?', 'which_tomatoes_for_a_shady_yard', false],
    ['¿Qué tomates para un patio con sombra?', 'which_tomatoes_for_a_shady_yard', true],
    ['Échelle élevée énorme', 'echelle_elevee_enorme', false],
    ['Tomaten', 'which_tomatoes_for_a_shady_yard', false],
    [
      'Какие помидоры для тени',
      '%D0%BA%D0%B0%D0%BA%D0%B8%D0%B5_%D0%BF%D0%BE%D0%BC%D0%B8%D0%B4%D0%BE%D1%80%D1%8B_%D0%B4%D0%BB%D1%8F_%D1%82%D0%B5',
      false,
    ],
    ['A title of several words', '_', false],
    ['A title of several words', '%D0%BA%D0', false],
    ['A title of several words', '', false],
  ])('%s at %s', (title, slug, translated) => expect(isTranslated(title, link(slug), url)).toBe(translated));

  it('is one wherever the address asks for it', () => {
    expect(isTranslated('Which tomatoes', `${link('which_tomatoes')}?tl=fr`, url)).toBe(true);
    expect(isTranslated('Which tomatoes', link('which_tomatoes'), new URL('?tl=fr', url))).toBe(true);
  });
});

describe('a search card inside a card', () => {
  it('says the same as the card around it', () => {
    const html = `<div data-testid="search-post-with-content-preview"><div data-testid="search-post-unit">
      <a data-testid="post-title-text" href="${link('which_tomatoes')}">Which tomatoes</a></div><div slot="text-body">Four hours of sun</div></div>`;
    const cards = [...pageOf(html, url.href).querySelectorAll(reddit.posts)];
    expect(cards).toHaveLength(2);
    const [outer, inner] = cards.map((card) => reddit.read(card, url));
    expect(outer).toMatchObject({ posts: [{ text: 'Four hours of sun' }] });
    expect(inner).toEqual(outer);
  });
});
