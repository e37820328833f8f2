// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { numberFrom, numberText } from '@/components/number-text';
import { NumberField } from '@/components/settings-fields';
import { mount } from './mount';

describe('numberFrom', () => {
  it('reads back every number that a field shows, in three kinds of digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constantFrom(0x30, 0x660, 0x6f0), (value, zero) => {
        const text = numberText(value);
        const typed = text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
        expect(numberFrom(typed)).toBe(Number(text));
        expect(numberFrom(` ${typed.replace('.', ',')} `)).toBe(Number(text));
        expect(numberFrom(typed.replace('.', '٫'))).toBe(Number(text));
      }),
    );
  });

  it('takes nothing else for a number', () => {
    for (const text of ['', ' ', '.', '-1', '1e3', '0x1', '1 2', '1.2.3', 'ten', '∞', 'NaN', '１', '1,2,3', "1'"]) {
      expect(numberFrom(text), text).toBeNaN();
    }
    expect(numberFrom('0.5 %')).toBe(0.5);
  });
});

describe('NumberField', () => {
  const days = { label: 'Days', unit: 'days', value: 14, from: 1, to: 365, whole: true };

  it('saves when it is done, not while somebody types', async () => {
    const onSave = vi.fn();
    const { find, type, leave, press } = await mount(<NumberField {...days} onSave={onSave} />);
    const input = find<HTMLInputElement>('input');
    await type(input, '3');
    await type(input, '30');
    expect(onSave).not.toHaveBeenCalled();
    await leave(input);
    expect(onSave.mock.calls).toEqual([[30]]);
    await type(input, '٩٠');
    await press(input, 'Enter');
    expect(onSave.mock.lastCall).toEqual([90]);
  });

  it.each(['en', 'ar'] as const)('says in words what is wrong, and saves nothing (%s)', async (language) => {
    for (const typed of ['0', '366', '1.5', '-3', 'abc', '', '1e2', '9'.repeat(400)]) {
      const onSave = vi.fn();
      const { find, type, leave } = await mount(<NumberField {...days} onSave={onSave} />, language);
      const input = find<HTMLInputElement>('input');
      await type(input, typed);
      await leave(input);
      expect(onSave, typed).not.toHaveBeenCalled();
      expect(input.getAttribute('aria-invalid')).toBe('true');
      expect(find('[role=alert]').textContent).toMatch(
        language === 'en' ? /whole number from 1 to 365/ : /عدداً صحيحاً من 1 إلى 365/,
      );
      expect(input.getAttribute('aria-describedby')).toContain(find('[role=alert]').id);
    }
  });

  it('forgets a wrong number on Escape and when the stored value changes', async () => {
    const onSave = vi.fn();
    const { find, type, leave, press, draw } = await mount(<NumberField {...days} onSave={onSave} />);
    const input = find<HTMLInputElement>('input');
    await type(input, '999');
    await leave(input);
    await press(input, 'Escape');
    expect([input.value, input.getAttribute('aria-invalid')]).toEqual(['14', 'false']);
    await type(input, '999');
    await leave(input);
    await draw(<NumberField {...days} value={20} onSave={onSave} />);
    expect([input.value, input.getAttribute('aria-invalid')]).toEqual(['20', 'false']);
  });
});
