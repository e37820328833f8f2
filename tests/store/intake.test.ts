import { describe, expect, it } from 'vitest';
import { counter } from '@/utils/store/db';
import { counts, nextFlags } from '@/utils/store/flags';
import { putBatch } from '@/utils/store/intake';
import { lease, LEASE, MAX_FAILURES, record, releaseLeases, unscored, type Result, type Work } from '@/utils/store/scoring';
import { freshStore, NO_HEALTH, policy, post, scored } from './helpers';

const results = (works: Work[], score: number | null) =>
  works.map((work) => ({ work, scored: score === null ? null : scored(score) }));

describe('intake', () => {
  it('stores a batch once, however often it is sent', async () => {
    const store = freshStore();
    const posts = [post('a'), post('b')];
    expect(await putBatch(store, 'batch-01', posts, { ...NO_HEALTH, seen: 3, read: 2 }, 5)).toBe(2);
    expect(await putBatch(store, 'batch-01', posts, { ...NO_HEALTH, seen: 3, read: 2 }, 6)).toBe(0);
    expect(await store.posts.count()).toBe(2);
    expect(await counter(store, 'seen:telegram:1970-01-01')).toBe(3);
    expect((await store.posts.get('telegram\na'))?.seen).toBe(1);
  });

  it('keys posts by platform and id, counts repeats, and scores an edit again', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a'), post('a', 'text of a', { platform: 'x' })], NO_HEALTH, 1);
    expect(await unscored(store)).toBe(2);
    await record(store, results(await lease(store, 10, 10), 0.9), policy, 20);
    expect(await putBatch(store, 'batch-02', [post('a')], NO_HEALTH, 30)).toBe(0);
    expect((await store.flags.get('telegram\na'))?.seen).toBe(2);
    expect(await putBatch(store, 'batch-03', [post('a', 'the same post, edited')], NO_HEALTH, 40)).toBe(1);
    await record(store, results(await lease(store, 10, 50), 0.2), policy, 60);
    const flag = await store.flags.get('telegram\na');
    expect(flag).toMatchObject({
      post: { text: 'the same post, edited' },
      status: 'waiting',
      seen: 3,
      assessment: { score: 0.2 },
    });
    expect(await store.revisions.toArray()).toMatchObject([{ key: 'telegram\na', rev: 0, post: { text: 'text of a' } }]);
    expect(await counter(store, 'waiting')).toBe(2);
  });

  it('takes "See more" for an edit, and the clipped copy in a listing for a repeat', async () => {
    const store = freshStore();
    const clipped = post('a', 'the first words…', { truncated: true });
    const whole = post('a', 'the first words and the rest');
    expect(await putBatch(store, 'batch-01', [clipped], NO_HEALTH, 1)).toBe(1);
    expect(await putBatch(store, 'batch-02', [whole], NO_HEALTH, 2)).toBe(1);
    expect(await putBatch(store, 'batch-03', [clipped], NO_HEALTH, 3)).toBe(0);
    expect((await store.posts.get('telegram\na'))?.post?.text).toBe('the first words and the rest');
  });

  it('deletes the text of what is not flagged, and keeps a marked sample', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a'), post('b')], NO_HEALTH, 1);
    const works = await lease(store, 10, 10);
    let turn = 0;
    await record(store, results(works, 0.1), { ...policy, sampleRate: 0.5, random: () => [0.4, 0.6][turn++] ?? 1 }, 20);
    const rows = await store.posts.toArray();
    expect(rows.every((row) => row.state === 'scored' && !('post' in row))).toBe(true);
    expect(await store.samples.count()).toBe(1);
    expect((await store.samples.toArray())[0]?.assessment.decision).toBe('pass');
    expect(JSON.stringify(rows)).not.toContain('text of');
    expect(await store.flags.count()).toBe(0);
  });

  it('puts what scores high in a language that the model knows too little on a shelf apart, and counts no flag', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a'), post('b')], NO_HEALTH, 1);
    const [a, b] = await lease(store, 10, 10);
    if (!a || !b) throw new Error('nothing leased');
    const both: Result[] = [
      { work: a, scored: scored(0.99, { assist: true }) },
      { work: b, scored: scored(0.99) },
    ];
    await record(store, both, { ...policy, sampleRate: 1 }, 20);
    const kept = await store.flags.orderBy('[status+assessment.score]').reverse().toArray();
    expect(kept.map(({ key, status, assessment }) => [key, status, assessment.decision])).toEqual([
      [b.key, 'waiting', 'flag'],
      [a.key, 'assist', 'assist'],
    ]);
    expect((await nextFlags(store, 10)).map(({ key }) => key)).toEqual([b.key]);
    expect((await nextFlags(store, 10, 'assist')).map(({ key }) => key)).toEqual([a.key]);
    const counted = await counts(store, 20);
    expect([counted.flagged, counted.waiting, counted.assist]).toEqual([1, 1, 1]);
    expect(await store.samples.count()).toBe(0);
  });

  it('leaves what scores low in such a language off the shelf', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1);
    const [work] = await lease(store, 10, 10);
    if (!work) throw new Error('nothing leased');
    await record(store, [{ work, scored: scored(0.1, { assist: true }) }], { ...policy, sampleRate: 0 }, 20);
    expect(await store.flags.count()).toBe(0);
    expect(await counter(store, 'assist')).toBe(0);
  });

  it('records each text exactly once, whoever scores it', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1);
    const first = await lease(store, 10, 10);
    expect(await lease(store, 10, 11)).toEqual([]);
    const second = await lease(store, 10, 11 + LEASE);
    expect(second).toHaveLength(1);
    await record(store, results(first, 0.9), policy, 20);
    await record(store, results(second, 0.9), policy, 21);
    expect(await counter(store, 'scored')).toBe(1);
    expect(await counter(store, 'flagged')).toBe(1);
  });

  it('drops a score for a text that was edited meanwhile', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1);
    const works = await lease(store, 10, 10);
    await putBatch(store, 'batch-02', [post('a', 'edited')], NO_HEALTH, 12);
    await record(store, results(works, 0.9), policy, 20);
    expect(await counter(store, 'scored')).toBe(0);
    expect(await unscored(store)).toBe(1);
  });

  it('a start drops leases, so that no post waits for a dead scorer', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1);
    await lease(store, 10, 10);
    await releaseLeases(store);
    expect(await lease(store, 10, 11)).toHaveLength(1);
  });

  it('puts a post aside after repeated failures, and says so', async () => {
    const store = freshStore();
    await putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1);
    for (let i = 0; i < MAX_FAILURES; i += 1) await record(store, results(await lease(store, 10, 10 + i), null), policy, 20);
    expect((await store.posts.get('telegram\na'))?.state).toBe('error');
    expect((await counts(store, 1)).errors).toBe(1);
    expect(await lease(store, 10, 1e9)).toEqual([]);
  });

  it('gives the newest posts first and flags by score', async () => {
    const store = freshStore();
    await putBatch(
      store,
      'batch-01',
      [post('old', 'x1', { seenAt: 1 }), post('new', 'x2', { seenAt: 9 }), post('mid', 'x3', { seenAt: 5 })],
      NO_HEALTH,
      1,
    );
    const works = await lease(store, 2, 10);
    expect(works.map((work) => work.post.id)).toEqual(['new', 'mid']);
    await record(
      store,
      [
        { work: works[0] as Work, scored: scored(0.6) },
        { work: works[1] as Work, scored: scored(0.95) },
      ],
      policy,
      20,
    );
    expect((await nextFlags(store, 10)).map((flag) => flag.post.id)).toEqual(['mid', 'new']);
  });

  it('holds no text, author or address in an index', async () => {
    const store = freshStore();
    await store.open();
    const paths = store.tables
      .flatMap((table) => [table.schema.primKey, ...table.schema.indexes])
      .flatMap((index) => index.keyPath ?? []);
    expect(paths.filter((path) => /text|author|url|title|note/i.test(String(path)))).toEqual([]);
  });

  it('refuses to write beside a newer database', async () => {
    const store = freshStore();
    await store.meta.put({ name: 'epoch', value: 99 });
    await expect(putBatch(store, 'batch-01', [post('a')], NO_HEALTH, 1)).rejects.toThrow('older version');
    expect(await store.posts.count()).toBe(0);
  });
});
