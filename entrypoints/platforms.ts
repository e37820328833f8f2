/**
 * Runs in the pages of a platform that is on: chooses the adapter, watches, and hands each post over until the background has stored it.
 * An unlisted script, not a WXT content script: those post a message with our id into the page and end themselves at an event that any page can send.
 */
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createOutbox } from '@/utils/outbox';
import { adapterFor } from '@/utils/platforms/index';
import { onAddress } from '@/utils/platforms/on-address';
import { watch } from '@/utils/platforms/watch';
import type { PostsMessage } from '@/utils/posts-message';

/** In our own world, which no page sees. */
const RUNNING = 'breakwater-running';
interface Running {
  /** False once the extension was updated or removed under this page. */
  alive: () => boolean;
  stop: () => void;
}
const alive = (): boolean => Boolean(browser.runtime?.id);

export default defineUnlistedScript(() => {
  const adapter = adapterFor(new URL(location.href));
  const scope = globalThis as { [RUNNING]?: Running | undefined };
  if (!adapter || scope[RUNNING]?.alive()) return;
  scope[RUNNING]?.stop();
  const whole = new AbortController();
  const { signal } = whole;
  let page = new AbortController();
  const stop = () => {
    page.abort();
    whole.abort();
    if (scope[RUNNING]?.stop === stop) scope[RUNNING] = undefined;
    if (alive()) browser.runtime.onMessage.removeListener(hear);
  };
  const hear = (message: unknown): void => {
    const { type, platform } = (message ?? {}) as { type?: unknown; platform?: unknown };
    if (type === 'stop' && platform === adapter.id) stop();
  };
  scope[RUNNING] = { alive, stop };

  const send = async (message: PostsMessage): Promise<unknown> => {
    if (!alive()) return stop();
    const reply: unknown = await browser.runtime.sendMessage(message);
    if (typeof reply === 'object' && reply !== null && 'stop' in reply) stop();
    return reply;
  };
  const outbox = createOutbox({ platform: adapter.id, send, signal });
  const read = () => {
    page.abort();
    page = new AbortController();
    watch({
      adapter,
      root: document,
      url: () => new URL(location.href),
      signal: page.signal,
      onPosts: (posts, surface) => outbox.add(posts.map((post) => ({ ...post, surface, seenAt: Date.now() }))),
      onHealth: (health) => outbox.report(health),
    });
  };
  onAddress(window, signal, read);
  document.addEventListener('visibilitychange', () => document.hidden && outbox.flush(), { signal });
  browser.runtime.onMessage.addListener(hear);
  read();
});
