// @vitest-environment jsdom
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { SettingsExport } from '@/components/settings-export';
import { SettingsKeep } from '@/components/settings-keep';
import { SettingsLook } from '@/components/settings-look';
import { SettingsModel, SettingsPrivacy } from '@/components/settings-model';
import { SettingsNotice } from '@/components/settings-notice';
import { SettingsPlatforms } from '@/components/settings-platforms';
import { SettingsShell } from '@/components/settings-shell';
import { SettingsThreshold } from '@/components/settings-threshold';
import { SettingsWipe } from '@/components/settings-wipe';
import { formats } from '@/utils/reports/index';
import { DEFAULTS } from '@/utils/settings';
import { LANGUAGES, wordsFor } from '@/utils/words/index';
import { SECTIONS } from '@/utils/words/settings-words';
import { mount } from './mount';

const nothing = () => undefined;
const POINTS = { cautious: 0.995, balanced: 0.8462, wide: 0.277 };
const MODEL = {
  version: 'gate-00000000',
  files: [{ name: 'gate.onnx', bytes: 4_209_161, sha256: '0'.repeat(64) }],
  thresholds: POINTS,
  trainedOn: { written: 1800, ordinary: 100_000 },
  languages: ['ar', 'ckb', 'en'],
};
const COUNTS = { waiting: 3, assist: 0, decided: 2, samples: 1, verdicts: 4 };

const page = (onWipe = nothing) => (
  <SettingsShell queue="/popup.html" said={null}>
    <SettingsNotice acceptedAt={null} onAccept={nothing} />
    <SettingsPlatforms
      platforms={[{ id: 'x', label: 'X', hosts: 'x.com', on: true, state: 'idle' }]}
      accepted={false}
      onSwitch={nothing}
      onNeedsNotice={nothing}
    />
    <SettingsThreshold
      value={null}
      points={POINTS}
      preview={{ threshold: 0.8462, total: 3, flags: 2, samples: 1 }}
      sampleRate={0.002}
      rules={null}
      onPreview={nothing}
      onSave={nothing}
    />
    <SettingsKeep {...DEFAULTS} counts={COUNTS} room={{ used: 2_000_000, free: 77e9 }} onSave={nothing} />
    <SettingsLook language="browser" theme="system" onSave={nothing} />
    <SettingsExport formats={formats} counts={COUNTS} state={{ at: 'idle' }} onExport={nothing} onCancel={nothing} />
    <SettingsModel model={MODEL} classifier={{ mode: 'rules', reason: 'models/gate.onnx is missing.' }} />
    <SettingsPrivacy />
    <SettingsWipe state={{ at: 'idle' }} onWipe={onWipe} />
  </SettingsShell>
);

describe('the settings page', () => {
  it.each(LANGUAGES)('has no accessibility violation, with everything open (%s)', async (language) => {
    const { root, click, find } = await mount(page(), language);
    await click(find('#export [value=links-and-authors]'));
    await click(find('#wipe .actions button'));
    const { violations } = await axe.run(root, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('has a place for every entry of its contents, in the same order', async () => {
    const { root } = await mount(page());
    const links = [...root.querySelectorAll('nav a')].map((link) => link.getAttribute('href')?.slice(1));
    expect(links).toEqual([...SECTIONS]);
    expect([...root.querySelectorAll('main > section[id]')].map(({ id }) => id)).toEqual([...SECTIONS]);
  });

  it('can be worked by keyboard: everything that acts is a native control and in the order of the page', async () => {
    const { root } = await mount(page());
    expect(root.querySelectorAll('[tabindex]')).toHaveLength(0);
    for (const element of root.querySelectorAll('[role=switch]')) expect(element.tagName).toBe('BUTTON');
  });

  it('says that the model is not running, and why', async () => {
    const { find } = await mount(page());
    expect(find('.model-state').textContent).toBe('Rules only: models/gate.onnx is missing.');
  });
});

describe('what is kept', () => {
  it('takes the sample in percent, and days', async () => {
    const onSave = vi.fn();
    const { root, type, leave } = await mount(<SettingsKeep {...DEFAULTS} counts={null} room={null} onSave={onSave} />);
    const [sample, undecided, decided] = root.querySelectorAll<HTMLInputElement>('input');
    for (const [field, typed] of [
      [sample, '0.5'],
      [sample, '5.1'],
      [undecided, '7'],
      [decided, '400'],
      [decided, '30'],
    ] as const) {
      await type(field as HTMLInputElement, typed);
      await leave(field as HTMLInputElement);
    }
    expect(onSave.mock.calls).toEqual([[{ sampleRate: 0.005 }], [{ undecidedDays: 7 }], [{ decidedDays: 30 }]]);
    expect(root.textContent).toContain('The browser does not say.');
  });
});

describe('the wipe', () => {
  it.each(LANGUAGES)('needs the word, typed (%s)', async (language) => {
    const onWipe = vi.fn();
    const { word } = wordsFor(language, language).settings.wipe;
    const { find, click, type, root } = await mount(<SettingsWipe state={{ at: 'idle' }} onWipe={onWipe} />, language);
    await click(find('.actions button'));
    const field = find<HTMLInputElement>('#wipe-word');
    expect(document.activeElement).toBe(field);
    for (const wrong of ['', `${word}x`, word.slice(1)]) {
      await type(field, wrong);
      await click(find('[type=submit]'));
      expect(find('[role=alert]').textContent).toContain(word);
    }
    expect(onWipe).not.toHaveBeenCalled();
    await type(field, ` ${word.toUpperCase()} `);
    await click(find('[type=submit]'));
    expect(onWipe).toHaveBeenCalledOnce();
    expect(root.querySelector('#wipe-word')).toBeNull();
  });

  it('says how it went', async () => {
    const done = await mount(<SettingsWipe state={{ at: 'done' }} onWipe={nothing} />);
    expect(done.text()).toContain('Everything was wiped');
    const failed = await mount(<SettingsWipe state={{ at: 'failed', why: 'The database gave an error.' }} onWipe={nothing} />);
    expect(failed.text()).toContain('Not everything could be wiped: The database gave an error.');
  });
});

describe('the words of the settings', () => {
  /** Every sentence, functions called with an argument that shows. */
  function sentences(value: unknown, path = ''): [string, string][] {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => unknown)(3, 5, 2, 1))]];
    return Object.entries(value as object).flatMap(([key, child]) => sentences(child, `${path}.${key}`));
  }
  it('are the same in every language, and none is left in English', () => {
    const [english, arabic] = [wordsFor('en', 'en'), wordsFor('ar', 'ar')].map((words) => sentences(words.settings));
    expect(arabic?.map(([path]) => path)).toEqual(english?.map(([path]) => path));
    for (const [path, text] of arabic ?? []) {
      if (path === '.model.sha256' || path === '.platforms.pages') continue;
      expect(text, path).toMatch(/[\u0600-\u06ff]/);
      expect(text, path).not.toMatch(/undefined|\[object/);
    }
  });
});
