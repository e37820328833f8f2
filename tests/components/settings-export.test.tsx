// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { SettingsExport, type ExportState } from '@/components/settings-export';
import { formats } from '@/utils/reports/index';
import { mount } from './mount';

const COUNTS = { waiting: 600, assist: 0, decided: 300 };

async function draw(state: ExportState = { at: 'idle' }, counts: typeof COUNTS | null = COUNTS) {
  const onExport = vi.fn();
  const onCancel = vi.fn();
  const view = (next: ExportState) => (
    <SettingsExport formats={formats} counts={counts} state={next} onExport={onExport} onCancel={onCancel} />
  );
  const page = await mount(view(state));
  return { ...page, onExport, onCancel, redraw: (next: ExportState) => page.draw(view(next)) };
}

describe('the export', () => {
  it('has pseudonyms unless something else is chosen', async () => {
    const page = await draw();
    await page.click(page.button('Export 300 flags'));
    expect(page.onExport.mock.calls).toEqual([
      [{ which: 'decided', format: 'csv', options: { byteOrderMark: true, separator: ',' }, identity: 'pseudonyms' }],
    ]);
  });

  it('names links and authors only after a second yes, and only once', async () => {
    const page = await draw();
    await page.click(page.find('[value=links-and-authors]'));
    expect(page.button('Export 300 flags').disabled).toBe(true);
    expect(document.activeElement).toBe(page.button('Keep pseudonyms'));
    await page.click(page.button('Keep pseudonyms'));
    expect(page.find<HTMLInputElement>('[value=pseudonyms]').checked).toBe(true);
    await page.click(page.find('[value=links-and-authors]'));
    await page.click(page.button('Include links and authors'));
    expect(page.text()).toContain('This export will include links and authors.');
    await page.click(page.button('Export 300 flags'));
    expect(page.onExport.mock.lastCall?.[0]).toMatchObject({ identity: 'links-and-authors' });
    await page.click(page.button('Export 300 flags'));
    expect(page.onExport.mock.lastCall?.[0]).toMatchObject({ identity: 'pseudonyms' });
  });

  it('goes back on Escape', async () => {
    const page = await draw();
    await page.click(page.find('[value=links-and-authors]'));
    await page.press(page.button('Keep pseudonyms'), 'Escape');
    expect(page.find<HTMLInputElement>('[value=pseudonyms]').checked).toBe(true);
    expect(page.button('Export 300 flags').disabled).toBe(false);
  });

  it('asks each format only for its own options', async () => {
    const page = await draw();
    await page.click(page.find('[value=waiting]'));
    await page.click(page.find('[value=";"]'));
    await page.click(page.find('input[type=checkbox]'));
    await page.click(page.button('Export 600 flags'));
    expect(page.onExport.mock.lastCall?.[0]).toMatchObject({
      which: 'waiting',
      options: { byteOrderMark: false, separator: ';' },
    });
    await page.click(page.find('[value=jsonl]'));
    expect(page.root.querySelector('input[type=checkbox]')).toBeNull();
    await page.click(page.button('Export 600 flags'));
    expect(page.onExport.mock.lastCall?.[0]).toMatchObject({ format: 'jsonl', options: {} });
  });

  it('shows how far it is, can be cancelled, and says how it ended', async () => {
    const page = await draw({ at: 'writing', done: 1500, total: 100_000 });
    expect(page.find<HTMLProgressElement>('progress').value).toBe(1500);
    expect(page.text()).toContain('1,500 of 100,000 written');
    expect(page.find<HTMLFieldSetElement>('fieldset').disabled).toBe(true);
    await page.click(page.button('Cancel'));
    expect(page.onCancel).toHaveBeenCalledOnce();
    await page.redraw({ at: 'cancelled' });
    expect(page.text()).toContain('No file was made');
    await page.redraw({ at: 'done', n: 300, file: 'breakwater.csv' });
    expect(page.text()).toContain('300 flags written to breakwater.csv');
    await page.redraw({ at: 'failed', why: 'The disk is full.' });
    expect(page.text()).toContain('No file was made: The disk is full.');
  });

  it('does not start with nothing to write', async () => {
    const page = await draw({ at: 'idle' }, { waiting: 0, assist: 0, decided: 0 });
    expect(page.button('Export 0 flags').disabled).toBe(true);
    expect(page.text()).toContain('Nothing to export here.');
  });
});
