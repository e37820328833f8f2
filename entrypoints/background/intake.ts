/** The only door for content scripts: who speaks, for which platform, and is that platform on? Then one transaction, then the ack. */
import { browser } from 'wxt/browser';
import { parsePosts } from '@/utils/messages';
import { adapterFor } from '@/utils/platforms/index';
import type { Store } from '@/utils/store/db';
import { putBatch } from '@/utils/store/intake';
import { note } from '@/utils/store/keep';
import { inTime } from '@/utils/store/in-time';

interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  tab?: unknown;
}

/** Answers `{ack}` when the batch is stored, `{stop: true}` when the platform is off, `{error}` for what no content script of ours would send. */
export function createIntake(store: Store, onStored: () => void) {
  return (input: unknown, sender: Sender): Promise<unknown> | undefined => {
    if (typeof input === 'object' && input !== null && 'type' in input && input.type === 'posts')
      return handle(store, onStored, input, sender);
    const ours = !sender.tab || sender.url?.startsWith(browser.runtime.getURL('/'));
    return ours ? undefined : refuse(store, 'unknown message');
  };
}

async function refuse(store: Store, why: string): Promise<{ error: string }> {
  await note(store, { at: Date.now(), what: 'refused', detail: why.slice(0, 200) });
  return { error: why };
}

async function handle(store: Store, onStored: () => void, input: unknown, sender: Sender): Promise<unknown> {
  const adapter = sender.url ? adapterFor(new URL(sender.url)) : undefined;
  if (sender.id !== browser.runtime.id || !sender.tab || !adapter) return refuse(store, 'not from a page that is read');
  const parsed = parsePosts(input);
  if ('error' in parsed) return refuse(store, parsed.error);
  const { message, refused } = parsed;
  if (message.platform !== adapter.id) return refuse(store, 'posts of another platform');
  if (!(await browser.permissions.contains({ origins: adapter.matches }))) return { stop: true };
  if (refused) await refuse(store, `${refused} posts of a batch`);
  const { batch, posts, health, platform } = message;
  await inTime(store, putBatch(store, batch, posts, { platform, ...health }, Date.now()));
  onStored();
  return { ack: batch };
}
