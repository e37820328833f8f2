import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import type { FeedPlatform } from '../../../scripts/lib/feed/index';
import { startFeedServer, type FeedServer } from '../../../scripts/lib/feed-server';
import { pause, until } from '../../../scripts/lib/tidy';
import { CHROME_BUILD, tables } from '../lib';
import { ALL_HOSTS, drawn, marked, pageOf } from '../pages';
import { ownWorlds } from './lib';

/** In every text that must not be read. */
const CANARY = 'canary-in-the-harbour';
let made = 0;
/** An offer with a canary in it, as the platform draws a public post: were it read, its text would be kept. */
const canary = (platform: FeedPlatform): string => drawn(platform, marked(platform, `${CANARY}-${(made += 1)}`, 500 + made));
/** Positive control of a page: an offer that everybody may read. */
const controls: { platform: FeedPlatform; id: string }[] = [];
function control(platform: FeedPlatform): string {
  const post = marked(platform, 'for everyone', 100 + controls.length);
  controls.push({ platform, id: post.id });
  return drawn(platform, post);
}
const draft = (name: string): string =>
  `<div data-testid="tweetTextarea_0" role="textbox" contenteditable="true" aria-label="${name}"><div><span>${CANARY} draft</span></div>`;

/** The words of a post whose platform draws a mark in it, and the markup that makes it another audience's. */
const locked = canary('x').replace(
  '</a></div><div><a href',
  '<svg viewBox="0 0 24 24" aria-label="Protected account" role="img" data-testid="icon-lock"><g></g></svg></a></div><div><a href',
);
const forFriends = canary('facebook').replace('Shared with Public', 'Shared with Your friends');
const friendCircle = canary('facebook').replace('Shared with Public', 'Custom');
/** A comment that is being written, inside a public post's own box. */
const commented = control('facebook').replace(
  '<div role="button" data-ad-rendering-role="comment_button">',
  `<form role="presentation"><div role="textbox" contenteditable="true" aria-label="Write a public comment"><p dir="auto">${CANARY} comment</p></div></form>$&`,
);
const old = (id: string): string =>
  `<div class="thing id-${id} message" data-fullname="${id}" data-type="comment" data-author="friend_00"><p class="tagline">from <a class="author" href="/user/friend_00">friend_00</a></p><div class="entry"><div class="usertext-body"><div class="md"><p>${CANARY} boat to Italy 2500 per person, WhatsApp +00 000 000</p></div></div></div></div>`;

/** Pages by host and path. `reads`: how many public posts are on it. */
const PAGES: Record<string, { html: string; reads: number }> = {
  'x.com/messages': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/messages/1-2': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/i/chat': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/notifications': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/i/bookmarks': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/compose/post': { html: pageOf('x', canary('x')), reads: 0 },
  'x.com/home': {
    html: pageOf(
      'x',
      `${control('x')}${locked}`,
      `<div role="dialog" aria-modal="true">${draft('Post text')}${canary('x')}</div></div><div data-testid="DMDrawer">${canary('x')}</div><div data-testid="chat-drawer-root">${canary('x')}</div>`,
    ),
    reads: 1,
  },
  'www.facebook.com/messages/t/100': { html: pageOf('facebook', canary('facebook')), reads: 0 },
  'www.facebook.com/notifications': { html: pageOf('facebook', canary('facebook')), reads: 0 },
  'www.facebook.com/saved/': { html: pageOf('facebook', canary('facebook')), reads: 0 },
  'www.facebook.com/': {
    html: pageOf(
      'facebook',
      `${commented}${forFriends}${friendCircle}`,
      `<div data-pagelet="MWChatTabs"><div role="log">${canary('facebook')}</div></div><div role="dialog"><form method="POST">${canary('facebook')}</form></div>`,
    ),
    reads: 1,
  },
  'www.reddit.com/message/inbox/': { html: pageOf('reddit', canary('reddit')), reads: 0 },
  'www.reddit.com/chat': { html: pageOf('reddit', canary('reddit')), reads: 0 },
  'chat.reddit.com/': { html: pageOf('reddit', canary('reddit')), reads: 0 },
  'www.reddit.com/user/me_00/saved': { html: pageOf('reddit', canary('reddit')), reads: 0 },
  'old.reddit.com/message/inbox/': {
    html: `<!doctype html><body class="messages-page">${old('t1_canary1')}${old('t4_canary2')}</body>`,
    reads: 0,
  },
  'www.reddit.com/r/harbour_talk_00/': {
    html: pageOf(
      'reddit',
      control('reddit'),
      `<shreddit-composer>${canary('reddit')}</shreddit-composer><reddit-chat>${canary('reddit')}</reddit-chat>`,
    ),
    reads: 1,
  },
  'www.tiktok.com/messages': { html: pageOf('tiktok', canary('tiktok')), reads: 0 },
  'www.tiktok.com/friends': { html: pageOf('tiktok', canary('tiktok')), reads: 0 },
  'www.tiktok.com/foryou': {
    html: pageOf('tiktok', control('tiktok'), `<div data-e2e="chat-room">${canary('tiktok')}</div>`),
    reads: 1,
  },
  't.me/c/123456/7': { html: pageOf('telegram', canary('telegram')), reads: 0 },
  't.me/joinchat': { html: pageOf('telegram', canary('telegram')), reads: 0 },
  't.me/s/harbour_board_00': { html: pageOf('telegram', control('telegram'), `<form>${canary('telegram')}</form>`), reads: 1 },
  'web.telegram.org/k/': { html: pageOf('telegram', canary('telegram')), reads: 0 },
};

let server: FeedServer;
let chromium: Chromium;

describe('what is private', () => {
  beforeAll(async () => {
    const pages = Object.fromEntries(Object.entries(PAGES).map(([name, { html }]) => [name, html]));
    server = await startFeedServer([], { pages });
    chromium = await launchChromium(CHROME_BUILD, { hostsPort: server.port, grants: ALL_HOSTS });
  });
  afterAll(async () => {
    await chromium?.close();
    await server?.close();
  });

  it('is never read: messages, notifications, lists of one’s own, drafts, locked accounts, friends’ posts; what is public beside it is', async () => {
    const desk = await chromium.page('manifest.json');
    // Everything that is read is flagged, so that its text stays and can be looked at.
    await desk.evaluate('chrome.storage.local.set({ settings: { threshold: 0 } })');
    const page = await chromium.browser.newPage();
    let read = 0;
    for (const [name, { reads }] of Object.entries(PAGES)) {
      const response = await page.goto(`https://${name}`, { waitUntil: 'load' });
      expect(response?.status(), name).toBe(200);
      expect(await page.content(), name).toContain(CANARY);
      read += reads;
      if (reads) {
        await until(`the public post of ${name}`, 10_000, async () => ((await tables(desk)).posts.length >= read ? true : null));
      }
      await page.evaluate('window.scrollBy(0, 400)');
      await pause(reads ? 300 : 500);
      expect(
        (await tables(desk)).posts.map((row) => row.key),
        name,
      ).toHaveLength(read);
    }
    await pause(1000);
    const all = await until('every post scored', 20_000, async () => {
      const now = await tables(desk);
      return now.posts.every((row) => row.state === 'scored') ? now : null;
    });
    expect(all.posts.map((row) => row.key).sort()).toEqual(controls.map(({ platform, id }) => `${platform}\n${id}`).sort());
    expect(all.flags.map((flag) => flag.post.id).sort()).toEqual(controls.map(({ id }) => id).sort());
    expect(all.flags.every((flag) => flag.post.text.includes('for everyone'))).toBe(true);
    expect(JSON.stringify(all)).not.toContain(CANARY);
    await page.close();
    await desk.close();
  });

  it('and Telegram’s own client is not even visited: no script of ours runs there', async () => {
    const page = await chromium.browser.newPage();
    await page.goto('https://t.me/s/harbour_board_00', { waitUntil: 'load' });
    await until('our script', 5000, async () => ((await ownWorlds(page, chromium.extensionId)).includes(true) ? true : null));
    await page.goto('https://web.telegram.org/k/', { waitUntil: 'load' });
    await pause(500);
    expect(await ownWorlds(page, chromium.extensionId)).toEqual([]);
    await page.close();
  });
});
