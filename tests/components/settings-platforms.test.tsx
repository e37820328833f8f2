// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { SettingsNotice } from '@/components/settings-notice';
import { SettingsPlatforms, type PlatformRow } from '@/components/settings-platforms';
import { platforms } from '@/utils/platforms/index';
import { wordsFor } from '@/utils/words/index';
import { mount } from './mount';

const row = (more: Partial<PlatformRow> = {}): PlatformRow => ({
  id: 'telegram',
  label: 'Telegram',
  hosts: 't.me, telegram.me',
  on: false,
  state: 'idle',
  ...more,
});

const draw = (rows: PlatformRow[], accepted = true, language: 'en' | 'ar' = 'en') => {
  const onSwitch = vi.fn();
  const onNeedsNotice = vi.fn();
  const view = <SettingsPlatforms platforms={rows} accepted={accepted} onSwitch={onSwitch} onNeedsNotice={onNeedsNotice} />;
  return mount(view, language).then((page) => ({ ...page, onSwitch, onNeedsNotice }));
};

describe('the platforms', () => {
  it('are switched straight from the click', async () => {
    const { find, onSwitch } = await draw([row()]);
    find('[role=switch]').click();
    expect(onSwitch.mock.calls).toEqual([['telegram', true]]);
  });

  it('can be switched on only after the notice was read, and off always', async () => {
    const page = await draw([row(), row({ id: 'x', label: 'X', on: true })], false);
    const [first, second] = page.root.querySelectorAll<HTMLElement>('[role=switch]');
    expect(first?.getAttribute('aria-disabled')).toBe('true');
    expect(first?.getAttribute('aria-describedby')).toContain('first-notice');
    await page.click(first as HTMLElement);
    expect(page.onSwitch).not.toHaveBeenCalled();
    expect(page.onNeedsNotice).toHaveBeenCalledOnce();
    expect(page.find('#first-notice').getAttribute('role')).toBe('alert');
    await page.click(second as HTMLElement);
    expect(page.onSwitch.mock.calls).toEqual([['x', false]]);
  });

  it('say what became of the click', async () => {
    for (const language of ['en', 'ar'] as const) {
      const words = wordsFor(language, language);
      const { settings, shared } = words;
      const name = shared.platforms['telegram'] ?? 'Telegram';
      for (const [state, said] of [
        ['asking', settings.platforms.asking],
        ['refused', settings.platforms.refused(name)],
        [{ failed: 'no such host' }, settings.platforms.failed('no such host')],
      ] as const) {
        const { find } = await draw([row({ state })], true, language);
        expect(find('.platform [role=status]').textContent).toBe(said);
      }
    }
  });

  it('all have their limits in words, in every language', () => {
    for (const { id } of platforms) {
      for (const language of ['en', 'ar'] as const) {
        expect(wordsFor(language, language).settings.platforms.limits[id], `${language} ${id}`).toBeTruthy();
      }
    }
  });

  it('that are new say so', async () => {
    const { text } = await draw([row({ id: 'new-one', label: 'New one' })]);
    expect(text()).toContain('its limits are not written down yet');
  });
});

describe('the notice', () => {
  it('is open until it is accepted, then a line that opens it again', async () => {
    const onAccept = vi.fn();
    const page = await mount(<SettingsNotice acceptedAt={null} onAccept={onAccept} />);
    expect(page.text()).toContain('Nothing is sent anywhere');
    await page.click(page.button('I have read this'));
    expect(onAccept).toHaveBeenCalledOnce();
    await page.draw(<SettingsNotice acceptedAt={Date.UTC(2026, 10, 24)} onAccept={onAccept} />);
    expect(page.text()).not.toContain('Nothing is sent anywhere');
    expect(page.text()).toContain('2026');
    await page.click(page.button('Read it again'));
    expect(page.text()).toContain('Nothing is sent anywhere');
    await page.click(page.button('Close the notice'));
    expect(page.text()).not.toContain('Nothing is sent anywhere');
  });
});
