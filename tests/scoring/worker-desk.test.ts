/** The worker's order of work, with a judge that is asked one run at a time. */
import { describe, expect, it } from 'vitest';
import { manifest } from '../../scripts/lib/model';
import type { Model } from '@/utils/scoring/model';
import { createDesk, type Loaded } from '@/utils/scoring/worker-desk';
import { NO_JUDGE, type FromWorker } from '@/utils/scoring/worker-protocol';
import { scored } from '../store/helpers';

const TEXT = 'Boat every week.\nNo passport.\nWrite me.\nPay later.';
const status = { mode: 'model', version: 't', reason: '' } as const;
const calibration = { baseRate: 0.2, groups: { all: { a: 1, b: 0 } } };
const empty = { services: new Float32Array(0), kinds: new Float32Array(0) };

/** A desk and everything it did, in order: `run`, `score TEXT`, `step ID`, `explained ID`, … */
function desk(judge: Model['judge'] = () => Promise.resolve({ logit: 1, ...empty }), model: boolean | Promise<unknown> = true) {
  const log: string[] = [];
  const gate = () => Promise.resolve({ logit: 0, ...empty });
  const asked: Model['judge'] = (text) => {
    log.push('run');
    return judge(text);
  };
  const loaded: Loaded = { model: model ? { manifest: { ...manifest, calibration }, gate, judge: asked } : null, status };
  const loading = Promise.resolve(model).then(() => loaded);
  const said = (message: FromWorker) => {
    if ('results' in message) log.push(`results ${message.id} ${message.results.map((one) => one?.score ?? 'null').join()}`);
    else if ('step' in message) log.push(`step ${message.id} ${message.step.done}/${message.step.of}`);
    else if ('explained' in message) log.push(`explained ${message.id}`);
    else log.push(`failed ${message.id} ${message.failed}`);
  };
  const assess = async (text: string) => {
    log.push(`score ${text}`);
    await new Promise((next) => setTimeout(next, 3));
    if (text === 'bad') throw new Error('no');
    return scored(0.5);
  };
  const hear = createDesk(loading, assess, said);
  const until = async (line: string) => {
    for (let i = 0; i < 500 && !log.includes(line); i += 1) await new Promise((next) => setTimeout(next, 1));
    expect(log).toContain(line);
  };
  return { hear, log, until };
}

describe('the worker at work', () => {
  it('scores in order; a text that fails gives null and stops nothing', async () => {
    const { hear, log, until } = desk();
    hear({ id: 1, texts: ['a', 'bad'] });
    hear({ id: 2, texts: [] });
    await until('results 2 ');
    expect(log).toEqual(['score a', 'score bad', 'results 1 0.5,null', 'results 2 ']);
  });

  it('explains step by step, one flag after the other', async () => {
    const { hear, log, until } = desk();
    hear({ id: 1, explain: TEXT });
    hear({ id: 2, explain: 'boat' });
    await until('explained 2');
    const steps = [1, 2, 3, 4].flatMap((n) => ['run', `step 1 ${n}/4`]);
    expect(log).toEqual(['run', ...steps, 'explained 1', 'run', 'run', 'step 2 1/1', 'explained 2']);
  });

  it('what waits to be scored goes before the next step, also what comes just before it', async () => {
    const { hear, log, until } = desk();
    hear({ id: 1, explain: TEXT });
    await until('step 1 1/4');
    // Heard in the turn that the worker gives to messages.
    setTimeout(() => {
      log.push('asked');
      hear({ id: 2, texts: ['a', 'b'] });
      hear({ id: 3, texts: ['c'] });
    });
    await until('explained 1');
    const between = log.slice(log.indexOf('asked'), log.indexOf('results 3 0.5'));
    expect(between).toEqual(['asked', 'score a', 'score b', 'results 2 0.5,0.5', 'score c']);
    expect(log.indexOf('asked')).toBeLessThan(log.indexOf('step 1 4/4'));
  });

  it('after a cancel nothing more of it comes, and the next one runs', async () => {
    const { hear, log, until } = desk();
    hear({ id: 1, explain: TEXT });
    hear({ id: 2, explain: TEXT });
    hear({ id: 3, explain: 'boat' });
    await until('step 1 2/4');
    const at = log.length;
    hear({ cancel: 1 });
    hear({ cancel: 2 });
    hear({ cancel: 77 });
    await until('explained 3');
    expect(log.slice(at).filter((line) => / [12]\b/.test(line.replace(/\d\/\d/, '')))).toEqual([]);
    expect(log.slice(at).filter((line) => line === 'run').length).toBeLessThanOrEqual(3);
  });

  it('says so in words when it fails, and in rules-only mode', async () => {
    const broken = desk(() => Promise.reject(new Error('no memory')));
    broken.hear({ id: 1, explain: TEXT });
    await broken.until('failed 1 no memory');
    const rules = desk(undefined, false);
    rules.hear({ id: 4, explain: TEXT });
    await rules.until(`failed 4 ${NO_JUDGE}`);
    expect(rules.log).not.toContain('run');
  });
});
