/** The author's stand-in, made with this machine's key. */
import { useEffect, useState } from 'preact/hooks';
import { pseudonym } from '@/utils/pseudonym';
import type { Store } from '@/utils/store/db';
import { inTime } from '@/utils/store/in-time';
import { pseudonymKey } from '@/utils/store/keep';
import type { Post } from '@/utils/types';

/** null while it is being made, or when the key cannot be read: the author stays hidden either way. */
export function useStandIn(store: Store, post: Pick<Post, 'platform' | 'author'> | undefined): string | null {
  const [made, setMade] = useState<{ of: string; name: string } | null>(null);
  const of = post ? `${post.platform}\n${post.author}` : '';
  useEffect(() => {
    if (!post?.author) return;
    let over = false;
    void inTime(store, pseudonymKey(store))
      .then((key) => pseudonym(key, post.platform, post.author))
      .then(
        (name) => over || setMade({ of, name }),
        () => undefined,
      );
    return () => {
      over = true;
    };
  }, [store, of]);
  return made?.of === of ? made.name : null;
}
