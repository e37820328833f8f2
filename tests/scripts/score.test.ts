import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest, shippedModel } from '../../scripts/lib/model';
import { assess } from '@/utils/scoring/assess';
import { RULES_THRESHOLD } from '@/utils/scoring/rules';
import { ROOT, run } from './run';

const ROWS = [
  {
    id: 'a',
    text: 'The bakery on the corner opens at seven and the bread is still warm.',
    label: 0,
    lang: 'en',
    class: 'debate',
  },
  {
    id: 'b',
    text: 'Crossing to Italy by boat every week, no passport, 2500 per head, pay when you arrive',
    label: 1,
    lang: 'en',
  },
  { id: 'c', text: '🌊 https://example.org +00 000 @deniz_00', label: 0, note: 'kept' },
];
const input = ROWS.map((row) => JSON.stringify(row)).join('\n');

interface Line {
  id: string;
  score: number;
  flagged: boolean;
  model: string;
  note?: string;
}
function score(...args: string[]): { code: number | null; err: string; lines: Line[] } {
  const { status, stdout, stderr } = spawnSync('node', ['--import', 'tsx', 'scripts/score.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { code: status, err: stderr, lines: lines.map((line) => JSON.parse(line) as Line) };
}

describe('npm run score', { timeout: 60_000 }, () => {
  it.each(['gate', 'full'] as const)(
    '--stage %s: the same scores as the modules give, in order, the rest kept',
    async (stage) => {
      const { code, err, lines } = score('--stage', stage, '--threshold', '0.4');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(lines.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(lines[2]).toMatchObject({ score: 0, flagged: false, note: 'kept', model: manifest.version });
      const model = await shippedModel();
      for (const [i, { text }] of ROWS.entries()) {
        const wanted = await assess(text, model, stage);
        expect(lines[i]?.score).toBeCloseTo(wanted.score, 6);
        expect(lines[i]?.flagged).toBe(wanted.score >= 0.4);
      }
    },
  );

  it('--stage rules: the keyword rules alone, flagged from their own threshold on', async () => {
    const { code, lines } = score('--stage', 'rules');
    expect(code).toBe(0);
    for (const [i, { text }] of ROWS.entries()) {
      const wanted = await assess(text, null);
      expect(lines[i]).toMatchObject({ score: wanted.score, flagged: wanted.score >= RULES_THRESHOLD, model: 'rules' });
    }
  });

  it('refuses another stage in words', () => {
    const { code, err, lines } = score('--stage', 'half');
    expect({ code, lines }).toEqual({ code: 64, lines: [] });
    expect(err).toContain('--stage is rules, gate, full, not half');
  });
});

describe('npm run evaluate', { timeout: 60_000 }, () => {
  const file = join(mkdtempSync(join(tmpdir(), 'evaluate-')), 'rows.jsonl');
  writeFileSync(file, input);

  it('measures rules, the first stage and the whole on the same rows, with intervals', () => {
    const { code, err, out } = run('evaluate', ['--json', file]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const all = JSON.parse(out) as Record<'rules' | 'gate' | 'model', { ads: number; others: number; ece: number }> & {
      intervals: Record<string, { ap: number[] }>;
      flagsByKind: Record<string, { rows: number; rules: number }>;
    };
    for (const column of ['rules', 'gate', 'model'] as const) {
      expect(all[column]).toMatchObject({ ads: 1, others: 2 });
      expect(all.intervals[column]?.ap).toHaveLength(2);
    }
    expect(all.flagsByKind['?']).toMatchObject({ rows: 2, rules: 1 });
    expect(all.flagsByKind['debate']).toMatchObject({ rows: 1, rules: 0 });
  });

  it('prints the three columns and both tables', () => {
    const { out } = run('evaluate', [file]);
    for (const words of ['keyword rules', 'first stage alone', 'full model', '95 % intervals', 'by language', 'by kind'])
      expect(out).toContain(words);
  });
});
