/** Chooses this page's adapter, watches, and hands each post over until the background has stored it. */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createOutbox } from '@/utils/outbox';
import { adapterFor } from '@/utils/platforms/index';
import { watch } from '@/utils/platforms/watch';
import type { PostsMessage } from '@/utils/posts-message';

const RUNNING = 'breakwater-running';

export default defineContentScript({
  registration: 'runtime',
  main(ctx) {
    const adapter = adapterFor(new URL(location.href));
    const scope = globalThis as Record<string, unknown>;
    if (!adapter || scope[RUNNING]) return;
    scope[RUNNING] = true;
    const whole = new AbortController();
    let page = new AbortController();
    const stop = () => {
      page.abort();
      whole.abort();
      scope[RUNNING] = false;
    };

    const send = async (message: PostsMessage): Promise<unknown> => {
      const reply: unknown = await browser.runtime.sendMessage(message);
      if (typeof reply === 'object' && reply !== null && 'stop' in reply) stop();
      return reply;
    };
    const outbox = createOutbox({ platform: adapter.id, send, signal: whole.signal });
    const read = () => {
      page.abort();
      page = new AbortController();
      if (whole.signal.aborted) return;
      watch({
        adapter,
        root: document,
        url: () => new URL(location.href),
        signal: page.signal,
        onPosts: (posts, surface) => outbox.add(posts.map((post) => ({ ...post, surface, seenAt: Date.now() }))),
        onHealth: (health) => outbox.report(health),
      });
    };

    ctx.onInvalidated(stop);
    ctx.addEventListener(window, 'wxt:locationchange', read);
    ctx.addEventListener(document, 'visibilitychange', () => document.hidden && outbox.flush());
    browser.runtime.onMessage.addListener((message: unknown) => {
      if (
        typeof message === 'object' &&
        message !== null &&
        'type' in message &&
        message.type === 'stop' &&
        'platform' in message &&
        message.platform === adapter.id
      )
        stop();
    });
    read();
  },
});
