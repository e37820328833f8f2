/** Invented flags for the tests of reports. */
import type { Case } from '@/utils/reports/report';
import type { Flag, Verdict } from '@/utils/types';

export const KEY = new Uint8Array(32).fill(7);

export const flag = (post: Partial<Flag['post']> = {}, more: Partial<Flag> = {}): Flag => ({
  key: `telegram\n${post.id ?? 'harbour_board_00/12'}`,
  post: {
    platform: 'telegram',
    id: 'harbour_board_00/12',
    url: 'https://t.me/harbour_board_00/12',
    kind: 'post',
    surface: 'channel',
    text: 'Safe places on the boat. Ask @harbour_board_00 or @harbour_desk_00, +00 000 000',
    author: 'harbour_board_00',
    postedAt: '2026-01-10T07:40:00.000Z',
    seenAt: Date.UTC(2026, 0, 11, 8),
    ad: 'unknown',
    truncated: false,
    translated: true,
    ...post,
  },
  assessment: {
    score: 0.91,
    services: ['sea', 'package'],
    kind: 'advertisement',
    benign: { kind: 'lawful-service', score: 0.05 },
    lang: 'en',
    spans: [
      { start: 0, end: 23, signal: 'offer', weight: 0.8 },
      { start: 25, end: 46, signal: 'contact', weight: 0.6 },
    ],
    model: 'gate-00000000',
    decision: 'flag',
    threshold: 0.62,
    at: Date.UTC(2026, 0, 11, 8, 0, 1),
  },
  status: 'decided',
  label: 'advertisement',
  reason: 'crossing',
  rev: 1,
  seen: 4,
  flaggedAt: Date.UTC(2026, 0, 11, 8, 0, 1),
  ...more,
});

export const verdict = (more: Partial<Verdict> = {}): Verdict => ({
  seq: 1,
  flag: 'telegram\nharbour_board_00/12',
  label: 'advertisement',
  reason: 'crossing',
  note: 'Same words as @Harbour_Board_00 last week',
  by: 'reviewer-00',
  openedAt: 1,
  decidedAt: Date.UTC(2026, 0, 12, 9),
  prevHash: '0'.repeat(64),
  hash: '1'.repeat(64),
  ...more,
});

export const decided = (): Case => ({ flag: flag(), verdict: verdict() });

/** All pieces of a report as one text: for tests only. */
export async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

export async function collect<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
