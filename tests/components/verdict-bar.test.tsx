// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { VerdictBar } from '@/components/verdict-bar';
import { LABELS, REASONS, type Label } from '@/utils/types';
import { all, nothing, one, onPage, show } from './on-page';

onPage();

describe('the verdict bar', () => {
  const bar = (asking: Label | null, given: Partial<Parameters<typeof VerdictBar>[0]> = {}) => (
    <VerdictBar asking={asking} onAsk={nothing} onDecide={nothing} onNote={nothing} {...given} />
  );

  it('prints each key on its verdict and lights none', () => {
    show(bar(null));
    expect(all('.verdict').map((button) => button.textContent)).toEqual(['AAdvertisement', 'NNot an ad', 'UUnsure', 'EEscalate']);
    expect(new Set(all('.verdict').map((button) => button.className)).size).toBe(1);
    expect(all('.verdict').map((button) => button.getAttribute('aria-expanded'))).toEqual(['false', 'false', 'false', 'false']);
  });

  it.each(LABELS)('opens the reasons of %s with their digits and takes the focus', (label) => {
    show(bar(label));
    expect(all('.reason').map((button) => button.getAttribute('aria-keyshortcuts'))).toEqual(
      REASONS[label].map((_, i) => String(i + 1)),
    );
    expect(document.activeElement?.id).toBe('reasons');
  });

  it('gives label and reason on', () => {
    const onDecide = vi.fn();
    show(bar('unsure', { onDecide }));
    all('.reason')[1]?.click();
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('unsure', 'language');
  });

  it('takes Enter on the open verdict for the key again, and a second click of the mouse for closing', () => {
    const onDecide = vi.fn();
    const onAsk = vi.fn();
    show(bar('escalate', { onDecide, onAsk }));
    one('#verdict-escalate').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    expect(onAsk).toHaveBeenCalledExactlyOnceWith(null);
    one('#verdict-escalate').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('escalate', 'other');
  });

  it('hands the note over and leads back with Enter', () => {
    const onNote = vi.fn();
    show(bar('unsure', { onNote }));
    const input = one<HTMLInputElement>('#note');
    input.focus();
    input.value = 'ملاحظة';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    expect(onNote).toHaveBeenCalledExactlyOnceWith('ملاحظة');
    expect(input.dir).toBe('auto');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(document.activeElement?.id).toBe('reasons');
  });
});
