import { openStore, type Store } from '@/utils/store/db';
import type { Policy } from '@/utils/store/scoring';
import type { Post, Scored } from '@/utils/types';

let nextName = 0;

/** A database of its own for each test: real Dexie on an in-memory IndexedDB. */
export const freshStore = (): Store => openStore(`test-${(nextName += 1)}`);

export const post = (id: string, text = `text of ${id}`, more: Partial<Post> = {}): Post => ({
  platform: 'telegram',
  id,
  url: `https://t.me/${id}`,
  kind: 'post',
  surface: 'channel',
  text,
  author: 'channel_00',
  seenAt: 1_000_000,
  ad: 'unknown',
  truncated: false,
  translated: false,
  ...more,
});

export const scored = (score: number, more: Partial<Scored> = {}): Scored => ({
  score,
  services: [],
  kind: score > 0.5 ? 'advertisement' : 'other',
  benign: { kind: 'other', score: 1 - score },
  lang: 'en',
  spans: [],
  model: 'test',
  ...more,
});

export const policy: Policy = { threshold: () => 0.5, sampleRate: 0, random: () => 0.5 };
export const NO_HEALTH = { platform: 'telegram', seen: 0, read: 0, unreadable: 0, withheld: 0 };
