// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { SettingsThreshold } from '@/components/settings-threshold';
import { mount } from './mount';

const POINTS = { cautious: 0.995, balanced: 0.8462, wide: 0.277 };

async function draw(value: number | null, more: Partial<Parameters<typeof SettingsThreshold>[0]> = {}) {
  const onPreview = vi.fn();
  const onSave = vi.fn();
  const props = {
    points: POINTS,
    preview: { threshold: 0.5, total: 940, flags: 310, samples: 2 },
    sampleRate: 0.002,
    rules: null,
    onPreview,
    onSave,
    ...more,
  };
  const page = await mount(<SettingsThreshold value={value} {...props} />);
  return {
    ...page,
    onPreview,
    onSave,
    redraw: (next: number | null) => page.draw(<SettingsThreshold value={next} {...props} />),
    chosen: () => page.find<HTMLInputElement>('input[type=radio]:checked').value,
    slider: () => page.find<HTMLInputElement>('input[type=range]'),
  };
}

describe('the threshold', () => {
  it('is the balanced one until something is chosen', async () => {
    const { chosen, slider, onPreview } = await draw(null);
    expect(chosen()).toBe('balanced');
    expect(slider().getAttribute('aria-valuetext')).toBe('0.8462');
    expect(onPreview).toHaveBeenLastCalledWith(POINTS.balanced);
  });

  it('takes the three points, balanced as null, and a number of the reviewer’s own', async () => {
    const page = await draw(null);
    for (const [point, saved] of [
      ['cautious', 0.995],
      ['wide', 0.277],
      ['balanced', null],
    ] as const) {
      await page.click(page.find(`[value=${point}]`));
      expect(page.onSave).toHaveBeenLastCalledWith(saved);
      await page.redraw(saved);
      expect(page.chosen()).toBe(point);
    }
    const field = page.find<HTMLInputElement>('input[type=text]');
    await page.type(field, '0,7');
    await page.press(field, 'Enter');
    expect(page.onSave).toHaveBeenLastCalledWith(0.7);
    await page.redraw(0.7);
    expect([page.chosen(), page.slider().getAttribute('aria-valuetext')]).toEqual(['own', '0.7']);
  });

  it('shows what it would do while the slider moves, and saves when it rests', async () => {
    const page = await draw(null);
    await page.type(page.slider(), '0');
    expect(page.onPreview).toHaveBeenLastCalledWith(0.5);
    expect(page.onSave).not.toHaveBeenCalled();
    await page.leave(page.slider());
    expect(page.onSave.mock.calls).toEqual([[0.5]]);
  });

  it('keeps four decimals where scores crowd', async () => {
    const page = await draw(null);
    for (const [place, score] of [
      ['5.35', 0.9953],
      ['9.2', 0.9999],
      ['-4.5', 0.011],
    ] as const) {
      await page.type(page.slider(), place);
      await page.leave(page.slider());
      expect(page.onSave).toHaveBeenLastCalledWith(score);
    }
  });

  it('refuses a number out of range in words', async () => {
    const page = await draw(null);
    const field = page.find<HTMLInputElement>('input[type=text]');
    for (const typed of ['0', '1.01', 'high']) {
      await page.type(field, typed);
      await page.leave(field);
      expect(page.find('[role=alert]').textContent).toContain('from 0.01 to 1');
    }
    expect(page.onSave).not.toHaveBeenCalled();
  });

  it('says how many stored posts it would flag, or why it cannot', async () => {
    expect((await draw(0.5)).text()).toContain('Would flag 312 of the 940 stored posts (310 flags, 2 samples).');
    expect((await draw(0.5)).find('.would-flag').getAttribute('aria-busy')).toBe('false');
    expect((await draw(0.6)).find('.would-flag').getAttribute('aria-busy')).toBe('true');
    expect((await draw(0.5)).text()).toContain('each sample stands for about 500 posts');
    expect((await draw(0.5, { preview: { threshold: 0.5, total: 0, flags: 0, samples: 0 } })).text()).toContain(
      'No post is stored yet',
    );
    expect((await draw(0.5, { preview: null })).text()).toContain('Counting');
    expect((await draw(0.5, { rules: 0.5 })).text()).toContain('rules flag from 0.5 on');
  });
});
