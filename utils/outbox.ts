/** A content script's outbox: posts stay here until the background acknowledges that they are stored. */
import { isAck, type PostsMessage } from './posts-message';
import { CAPS, type Post } from './types';

export interface OutboxOptions {
  platform: string;
  /** Sends to the background; may reject, hang or answer nonsense: all of that means "not stored". */
  send: (message: PostsMessage) => Promise<unknown>;
  signal: AbortSignal;
  /** Wait before a batch leaves, ms: gathers what one scroll brings. */
  gather?: number;
  /** First wait after a failure and the longest, ms; doubled between. */
  retry?: [number, number];
  /** An answer later than this counts as none, ms. */
  patience?: number;
}

export interface Outbox {
  add: (posts: readonly Post[]) => void;
  /** Counts to send with the next batch; a batch of counts alone goes when nothing else does. */
  report: (health: Partial<PostsMessage['health']>) => void;
  /** Sends at once (the page is being hidden). */
  flush: () => void;
  /** Posts not acked yet. */
  size: () => number;
}

const NO_HEALTH = { seen: 0, read: 0, unreadable: 0, withheld: 0 };
/** Beyond this many waiting posts the oldest are let go: the background has been away for minutes. */
const LONGEST = 5000;
const PER_BATCH = Math.min(50, CAPS.postsPerBatch);

export function createOutbox(options: OutboxOptions): Outbox {
  const { gather = 150, retry: [first, longest] = [300, 10_000], patience = 10_000 } = options;
  let waiting: Post[] = [];
  let health = { ...NO_HEALTH };
  /** The batch on its way: the same id and the same posts until it is acked. */
  let current: PostsMessage | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  /** After a failure nothing leaves sooner than this, ms since 1970. */
  let notBefore = 0;
  let delay = first;

  /** Sends in `ms`, or sooner when that is planned already. */
  const schedule = (ms: number) => {
    const at = Math.max(Date.now() + ms, notBefore);
    if (options.signal.aborted || (timer !== undefined && at >= due)) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      timer = undefined;
      void deliver();
    }, at - Date.now());
  };

  async function deliver(): Promise<void> {
    if (sending || options.signal.aborted) return;
    current ??= nextBatch();
    if (!current) return;
    sending = true;
    const batch = current;
    let stored = false;
    try {
      stored = isAck(await withPatience(options.send(batch), patience), batch.batch);
    } catch {
      stored = false;
    }
    sending = false;
    if (stored) {
      current = null;
      delay = first;
      notBefore = 0;
      if (waiting.length || hasHealth(health)) schedule(0);
    } else {
      notBefore = Date.now() + delay;
      schedule(delay);
      delay = Math.min(longest, delay * 2);
    }
  }
  let sending = false;

  function nextBatch(): PostsMessage | null {
    if (!waiting.length && !hasHealth(health)) return null;
    const posts = waiting.slice(0, PER_BATCH);
    waiting = waiting.slice(PER_BATCH);
    const message: PostsMessage = { type: 'posts', batch: crypto.randomUUID(), platform: options.platform, posts, health };
    health = { ...NO_HEALTH };
    return message;
  }

  options.signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    add: (posts) => {
      waiting.push(...posts);
      if (waiting.length > LONGEST) waiting = waiting.slice(-LONGEST);
      schedule(gather);
    },
    report: (more) => {
      for (const name of ['seen', 'read', 'unreadable', 'withheld'] as const) health[name] += more[name] ?? 0;
      if (hasHealth(health)) schedule(gather * 10);
    },
    flush: () => void deliver(),
    size: () => waiting.length + (current?.posts.length ?? 0),
  };
}

const hasHealth = (health: PostsMessage['health']): boolean => Object.values(health).some((amount) => amount > 0);

function withPatience<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
