// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { HealthLine } from '@/components/health-line';
import { KeysHelp } from '@/components/keys-help';
import { LastVerdicts } from '@/components/last-verdicts';
import { applyLook } from '@/components/look';
import { NoticeBanner } from '@/components/notice';
import { CannotRead, CannotWrite, Empty, FirstRun, Loading, SKELETON_AFTER } from '@/components/states';
import { TopBar } from '@/components/top-bar';
import { wordsFor } from '@/utils/words/index';
import { all, doing, everything, maybe, NOW, nothing, one, onPage, said, show } from './on-page';

onPage();

describe('what stands around', () => {
  it('keeps the last verdicts in view and opens them', () => {
    const onOpen = vi.fn();
    const last = { flag: 'k', label: 'not-advertisement' as const, reason: 'news' as const, at: NOW - 120_000, gone: false };
    show(
      <LastVerdicts
        verdicts={[last, { ...last, flag: 'g', gone: true }]}
        open="k"
        now={NOW}
        onOpen={onOpen}
        onUndo={nothing}
        onHelp={nothing}
      />,
    );
    const [first, gone] = all('.last-one') as HTMLButtonElement[];
    expect(first?.getAttribute('aria-label')).toBe('Not an advertisement: News report, 2m ago. Open it again');
    expect(first?.getAttribute('aria-pressed')).toBe('true');
    first?.click();
    gone?.click();
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('k');
    expect(everything()).not.toContain('skip');
  });

  it('turns amber with words when posts are seen and not read, or not scored', () => {
    const health = { platform: 'X', seen: 48, read: 48, unreadable: 0, flagged: 2 };
    show(<HealthLine health={health} unscored={0} position={{ at: 1, of: 7 }} />);
    expect([one('.health').dataset['state'], said('.health')]).toEqual(['fine', 'Reading X · 48 seen, 48 read, 2 flagged1 of 7']);
    show(<HealthLine health={{ ...health, unreadable: 8 }} unscored={0} position={null} />);
    expect([one('.health').dataset['state'], said('.health')]).toEqual(['amber', 'X may have changed: 8 of 48 not read']);
    show(<HealthLine health={health} unscored={1} position={null} />);
    expect([one('.health').dataset['state'], said('.health')]).toEqual([
      'amber',
      'Reading X · 48 seen, 48 read, 2 flagged · 1 post could not be scored',
    ]);
    show(<HealthLine health={null} unscored={0} position={null} />);
    expect([one('.health').dataset['state'], said('.health')]).toEqual(['off', 'No page read yet']);
  });

  it('counts in the top bar, and opens the doors', () => {
    const [onOpenTab, onSettings] = [vi.fn(), vi.fn()];
    show(<TopBar waiting={7} onOpenTab={onOpenTab} onSettings={onSettings} />);
    expect(said('.pill')).toBe('7 waiting');
    one('[aria-label="Settings"]').click();
    one('[aria-label="Open in a tab"]').click();
    expect([onOpenTab, onSettings].map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
    expect(maybe('[aria-pressed]')).toBeNull();
    const onToggle = vi.fn();
    show(<TopBar waiting={7} assist={{ on: false, count: 3, onToggle }} onSettings={onSettings} />);
    expect(said('[aria-pressed="false"]')).toBe('assist: 3');
    one('[aria-pressed]').click();
    expect(onToggle).toHaveBeenCalledOnce();
    show(<TopBar waiting={0} onSettings={onSettings} />);
    expect(maybe('.pill')).toBeNull();
  });

  it('says how a flag stands that another window decided', () => {
    show(<NoticeBanner notice={{ kind: 'taken', label: 'unsure', reason: 'language' }} onClose={nothing} />);
    expect(said('.banner')).toBe(
      'Another window decided that one first: Unsure, Cannot read the language. Yours was not recorded.',
    );
  });

  it('names every key once in the help, which is a modal dialog', () => {
    show(<KeysHelp onClose={nothing} />);
    expect(one<HTMLDialogElement>('dialog').open).toBe(true);
    const keys = all('dt kbd').map((key) => key.textContent);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of 'ANUEZSJKRO') expect(keys).toContain(key);
  });
});

describe('states', () => {
  it('shows no skeleton before 300 ms', () => {
    vi.useFakeTimers();
    show(<Loading />);
    doing(() => vi.advanceTimersByTime(SKELETON_AFTER - 1));
    expect(maybe('.skeleton')).toBeNull();
    doing(() => vi.advanceTimersByTime(1));
    expect(one('.skeleton').getAttribute('aria-label')).toBe('Loading the queue');
    vi.useRealTimers();
  });

  it('says what was done when nothing waits, and how to begin', () => {
    const onSettings = vi.fn();
    show(<Empty readToday={1204} shelf="waiting" />);
    expect(said('.state')).toBe('All clear1,204 posts read today.');
    show(<Empty readToday={0} shelf="waiting" />);
    expect(said('.state')).toContain('No post read yet today');
    show(<Empty readToday={1204} shelf="assist" />);
    expect(said('.state')).toContain('Nothing in the languages');
    show(<FirstRun onSettings={onSettings} />);
    one('.button').click();
    expect(onSettings).toHaveBeenCalledOnce();
  });

  it.each(['full', 'old', 'slow', 'other'] as const)('says what to do when the database is in trouble: %s', (problem) => {
    const onRetry = vi.fn();
    show(<CannotRead problem={problem} details="x: y" onRetry={onRetry} />);
    expect(one('[role=alert]').textContent).toContain(wordsFor('en', 'en').popup.storage.problems[problem]);
    one('.button').click();
    show(<CannotWrite what="verdict" problem={problem} details="x: y" onRetry={onRetry} onDismiss={nothing} />);
    expect(said('h2')).toBe('Your verdict was not saved');
    one('.button').click();
    expect(onRetry).toHaveBeenCalledTimes(2);
  });
});

it('sets language, direction and colours on the page', () => {
  const page = document.createElement('html');
  applyLook(page, wordsFor('ar', ''), 'dark');
  expect([page.lang, page.dir, page.dataset['theme']]).toEqual(['ar', 'rtl', 'dark']);
  applyLook(page, wordsFor('en', ''), 'system');
  expect([page.lang, page.dir, page.dataset['theme']]).toEqual(['en', 'ltr', undefined]);
});
