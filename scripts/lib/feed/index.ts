/** Every platform that a feed can be drawn for, alphabetical, by the adapter's id. */
import { facebook } from './facebook';
import type { FeedRenderer } from './post';
import { reddit } from './reddit';
import { telegram } from './telegram';
import { tiktok } from './tiktok';
import { x } from './x';

export const renderers = { facebook, reddit, telegram, tiktok, x } satisfies Record<string, FeedRenderer>;
export type FeedPlatform = keyof typeof renderers;
