// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { PostCard } from '@/components/post-card';
import type { Explained } from '@/components/carried';
import type { Flag } from '@/utils/types';
import { flagOf } from '../e2e/seed';
import { all, doing, everything, maybe, NOW, nothing, one, onPage, said, show } from './on-page';

onPage();

const OFF: Explained = { state: 'off' };
const card = (flag: Flag, given: Partial<Parameters<typeof PostCard>[0]> = {}) => (
  <PostCard
    flag={flag}
    platform="Telegram"
    now={NOW}
    pseudonym="0a1b2c3d"
    revealed={false}
    onReveal={nothing}
    explained={OFF}
    onExplainAgain={nothing}
    {...given}
  />
);
const flag = flagOf(
  {
    id: '1',
    marked: '[safe boat|offer] for [000 each|price], call [+00 000 000|contact]',
    seen: 4,
    services: ['sea', 'documents'],
  },
  NOW,
);

describe('the post card', () => {
  it('shows platform, age, language, sights, score and threshold', () => {
    show(card(flag));
    expect(said('.facts')).toBe('Telegram3h agoEnglishseen 4×');
    expect(said('.score-line')).toBe('Possible advertisement0.91 · flags from 0.62');
    expect(one('[role=meter]').getAttribute('aria-valuetext')).toBe('0.91 · flags from 0.62');
    expect(said('.offers')).toBe('Seems to offer: sea crossing, documents');
  });

  it('marks the reasons and lists them again on the chips, as words', () => {
    show(card(flag));
    expect(all('mark').map((mark) => [mark.dataset['signal'], mark.textContent, mark.title])).toEqual([
      ['offer', 'safe boat', 'Offer of passage'],
      ['price', '000 each', 'Price'],
      ['contact', '+00 000 000', 'Contact hand-off'],
    ]);
    expect(all('.chip').map((chip) => chip.textContent)).toEqual([
      'Offer of passage: “safe boat”',
      'Price: “000 each”',
      'Contact hand-off: “+00 000 000”',
    ]);
    expect(one('bdi mark').textContent).toBe('+00 000 000');
    expect(all('.post-text p').every((paragraph) => paragraph.dir === 'auto')).toBe(true);
  });

  it('brings out the marks of the chip that has the focus', () => {
    show(card(flag));
    doing(() => one('.chip[data-signal=price]').dispatchEvent(new FocusEvent('focus')));
    expect(one('.text-pane').dataset['pointed']).toBe('price');
    doing(() => one('.chip[data-signal=price]').dispatchEvent(new FocusEvent('blur')));
    expect(one('.text-pane').dataset['pointed']).toBeUndefined();
  });

  it('says it when no phrase stands out', () => {
    show(card(flagOf({ id: '2', marked: 'nothing here' }, NOW)));
    expect(said('.no-spans')).toBe('No phrase stands out: judge the whole text.');
  });

  it('gives the benign reading with what to look for', () => {
    show(card(flag));
    expect(said('.benign')).toBe(
      'Could also be: a lawful travel or visa service (0.05). Look for a company, a ticket, a licence, an office address.',
    );
  });

  it.each([
    [0.95, 'very likely (0.95).'],
    [0.7, 'likely (0.70).'],
    [0.4, 'about as likely as not (0.40).'],
    [0.2, 'less likely than not (0.20), and likelier than anything else.'],
  ])('puts the benign reading first when the classifier reads it so, and says how likely: %d', (score, likely) => {
    const assessment = { ...flag.assessment, kind: 'news' as const, benign: { kind: 'news' as const, score } };
    show(card({ ...flag, assessment }));
    expect(all('.benign').map((reading) => reading.textContent)).toEqual([
      `Reads more like a news report: ${likely} Look for a source, a date, and others being quoted.`,
    ]);
    expect(one('.benign').nextElementSibling).toBe(one('.score'));
    show(card(flag));
    expect(one('.score').compareDocumentPosition(one('.benign'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('keeps the author hidden until asked', () => {
    const onReveal = vi.fn();
    show(card(flag, { onReveal }));
    expect(everything()).not.toContain('harbour_board_00');
    expect(said('.author')).toBe('Author 0a1b2c3d');
    one('.author-line .link-button').click();
    expect(onReveal).toHaveBeenCalledOnce();
    show(card(flag, { revealed: true }));
    expect(said('.author')).toBe('Author harbour_board_00');
  });

  it('opens the original in a new tab that learns nothing, and only web addresses', () => {
    show(card(flag));
    expect([one<HTMLAnchorElement>('a').target, one<HTMLAnchorElement>('a').rel]).toEqual(['_blank', 'noopener noreferrer']);
    for (const url of ['javascript:alert(1)', '', 'data:text/html,x']) {
      show(card({ ...flag, post: { ...flag.post, url } }));
      expect(maybe('a')).toBeNull();
      expect(everything()).toContain('No link on the page');
    }
  });

  it('never takes the text for markup', () => {
    show(card(flagOf({ id: '3', marked: '<img src=x onerror=alert(1)> <script>1</script>' }, NOW)));
    expect(maybe('img, script')).toBeNull();
    expect(said('.post-text')).toContain('<img src=x');
  });

  it('folds a long text and unfolds it', () => {
    show(card(flagOf({ id: '4', marked: 'boat '.repeat(2000) }, NOW)));
    expect(said('.text-pane > .button')).toBe('Show all, 6,001 more characters');
    doing(() => one('.text-pane > .button').click());
    expect(maybe('.text-pane > .button')).toBeNull();
    expect(one('.post-text').textContent?.length).toBe(10_000);
  });

  it('folds the next long text again', () => {
    const long = (id: string) => flagOf({ id, marked: 'boat '.repeat(2000) }, NOW);
    show(card(long('4')));
    doing(() => one('.text-pane > .button').click());
    show(card(long('5')));
    expect(maybe('.text-pane > .button')).not.toBeNull();
  });

  it('greys the score where only the rules spoke', () => {
    show(card({ ...flag, assessment: { ...flag.assessment, model: 'rules' } }));
    expect(one('.score').dataset['rules']).toBe('true');
    expect(said('.score h2')).toBe('Possible, by rules only');
  });

  it('tells what the page did to the text, and keeps what a machine wrote apart', () => {
    show(
      card({
        ...flag,
        post: { ...flag.post, truncated: true, translated: true, altText: 'a boat', machineText: 'a summary', ad: 'yes' },
      }),
    );
    expect(all('.aside').map((aside) => aside.textContent)).toEqual([
      'The page shows only the start of this post. Open it to read the rest.',
      'The platform translated this text. Open the post for the original.',
      'Description of the picturea boat',
      'Written by the platform’s machine, not by the authora summary',
    ]);
    expect(said('.tags')).toContain('paid ad');
  });

  it('shows hidden characters by name', () => {
    show(card(flagOf({ id: '6', marked: 'v\u200bisa' }, NOW)));
    expect(one('.hidden-character').getAttribute('aria-label')).toBe('Hidden character ZWSP');
  });

  it('speaks Arabic', () => {
    show(card(flag), 'ar');
    expect(said('.score-line')).toBe('إعلان محتمل0.91 · الحد 0.62');
    expect(said('.facts')).toContain('شوهد ٤×');
  });
});
