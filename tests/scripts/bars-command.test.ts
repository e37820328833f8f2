/** `npm run bars` with the shipped model on a handful of rows: every bar measured, whatever the figures; bad input named. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Bar } from '../../scripts/lib/bars';
import { run } from './run';

const named = (bars: readonly Bar[], name: string): Bar => {
  const found = bars.find((bar) => bar.name.startsWith(name));
  if (!found) throw new Error(`no bar ${name}`);
  return found;
};
const folder = mkdtempSync(join(tmpdir(), 'breakwater-bars-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const OFFER =
  'Crossing to Italy by boat every week, no passport, 2500 per head, pay when you arrive, 100% guaranteed. WhatsApp +00 000 000';
function dataFolder(name: string, test: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'test'), { recursive: true });
  mkdirSync(join(path, 'probes'));
  writeFileSync(join(path, 'test', 'en.jsonl'), test);
  writeFileSync(
    join(path, 'probes', 'aid.jsonl'),
    line({ id: 'aid-0', lang: 'en', label: 0, text: 'Free legal advice for Syrian families.' }),
  );
  writeFileSync(join(path, 'probes', 'identity-terms.json'), JSON.stringify({ en: [['Syrian', 'Somali', 'Nigerian']] }));
  writeFileSync(join(path, 'probes', 'identity-unlisted.json'), JSON.stringify({ en: [['Fijian', 'Zambian', 'Latvian']] }));
  return path;
}
const good = dataFolder(
  'good',
  line({ id: 'a', lang: 'en', label: 1, kind: 'advertisement', text: OFFER }) +
    line({ id: 'b', lang: 'en', label: 0, class: 'news', text: 'A Syrian baker opened a shop at the harbour.' }) +
    line({ id: 'c', lang: 'en', label: 0, class: 'news', text: '🌊 https://example.org' }),
);
const background = join(folder, 'background.jsonl.gz');
const sources = ['HKUST-KnowComp/MLMA_hate_speech:a.csv', 'MicrosoftTranslator/NTREX:b.txt', 'dadelani/sib-200:c.tsv'];
writeFileSync(background, gzipSync(sources.map((source, i) => line({ text: `Bread and weather ${i}`, source })).join('')));

describe('npm run bars', { timeout: 60_000 }, () => {
  it('measures every bar, and ends with 0 whatever it measured', () => {
    const { code, out, err } = run('bars', ['--json', '--data', good, '--background', background]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out) as { rows: number; missed: number; bars: Bar[] };
    expect(report.rows).toBe(3);
    expect(report.missed).toBe(report.bars.filter(({ met }) => met === false).length);
    const n = (name: string): number => named(report.bars, name).n;
    expect(n('average precision')).toBe(3);
    expect(n('recall')).toBe(1);
    expect(n('false flags, look-alikes')).toBe(2);
    expect(n('flags on aid posts')).toBe(1);
    expect(n('flags, held-out background')).toBe(2);
    // Two other forms in each of the two texts that name one.
    expect(named(report.bars, 'identity, swapped, largest')).toMatchObject({ n: 4, beside: { rows: 2 } });
    expect(n('identity, appended, largest')).toBe(3);
    // Listed names are masked: the three texts read alike.
    expect(named(report.bars, 'identity, appended, largest').measured).toBe(0);
    expect(n('identity, names that no list masks, largest')).toBe(3);
    const kinds = named(report.bars, 'evasion, share of recall kept').parts.map(({ name }) => name);
    expect(kinds).toEqual(['emoji', 'homoglyph', 'leet', 'spacing', 'zero-width']);
  });
  it('prints lines, and says what it was not given', () => {
    const { code, out } = run('bars', ['--data', good]);
    expect(code).toBe(0);
    expect(out).toMatch(/^flags, held-out background +≤ 0\.1 % +not measured$/m);
    expect(out).toMatch(/^recall +≥ 0\.92 .*n 1 +(met|not met \(by \d\.\d{3}\))$/m);
  });
  it('names a missing file', () => {
    const missing = join(folder, 'nowhere');
    expect(run('bars', ['--data', missing])).toEqual({
      code: 66,
      out: '',
      err: `bars: cannot read ${missing}/test: there is no such folder\n`,
    });
    const { code, err } = run('bars', ['--data', good, '--background', missing]);
    expect({ code, err }).toEqual({ code: 66, err: `bars: cannot read ${missing}: there is no such file\n` });
  });
  it('gives no figure for damaged data', () => {
    const { code, out, err } = run('bars', [
      '--data',
      dataFolder('bad', `${line({ id: 'a', lang: 'en', label: 0, text: 'x' })}{"id"\n`),
    ]);
    expect({ code, out }).toEqual({ code: 65, out: '' });
    expect(err).toMatch(/en\.jsonl:2: not JSON\n$/);
    const plain = join(folder, 'plain.jsonl.gz');
    writeFileSync(plain, 'not gzip');
    expect(run('bars', ['--data', good, '--background', plain])).toMatchObject({ code: 65 });
  });
  it('refuses what it does not know, and explains itself', () => {
    expect(run('bars', ['--fast'])).toMatchObject({ code: 64, out: '' });
    expect(run('bars', ['rows.jsonl']).err).toContain('bars: unexpected argument rows.jsonl');
    expect(run('bars', ['--help'])).toMatchObject({ code: 0, err: '' });
  });
});
