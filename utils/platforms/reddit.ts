/** Reddit: which pages may be read; the reading itself is one helper file per design that is still served. */
import type { Adapter, Reading } from './adapter';
import { matches } from './dom';
import { NEW_THINGS, readNewThing } from './reddit-new';
import { OLD_THINGS, readOldThing } from './reddit-old';
import { readSearchComment, readSearchPost, SEARCH_COMMENT, SEARCH_POST } from './reddit-search';

/** Chat, moderators' mail, advertisers' and account pages are sites of their own. */
const DENIED_HOSTS = /^(chat|mod|modmail|ads|accounts|account|oauth|gateway|business|developers)\./;
/** First path segments that show messages, settings, drafts or the reader's own lists. */
const DENIED_ROOTS =
  /^\/(message|messages|chat|room|mail|notifications|settings|prefs|account|login|register|password|drafts?|submit|mod|report|premium|coins|svc|api)(\/|$)/i;
/** A profile's private lists. */
const DENIED_LISTS = /^\/(u|user)\/[^/]+\/(saved|hidden|upvoted|downvoted|gilded|drafts?|history)(\/|$)|^\/(u|user)\/me(\/|$)/i;
/** Composers and moderators' pages of a community. */
const DENIED_TOOLS =
  /^\/(r|u|user)\/[^/]+\/(submit|modqueue|mod|about\/(modqueue|reports|spam|edited|unmoderated|log|banned|muted|contributors|modmail|traffic|edit|message))(\/|$)|^\/r\/mod(\/|$)/i;

function surface(url: URL): string | null {
  const path = url.pathname;
  if (DENIED_HOSTS.test(url.hostname) || [DENIED_ROOTS, DENIED_LISTS, DENIED_TOOLS].some((denied) => denied.test(path)))
    return null;
  if (/\/comments\/[0-9a-z]+/i.test(path)) return 'thread';
  if (/\/search(\/|$)/i.test(path)) return 'search';
  if (/^\/(u|user)\//i.test(path)) return 'profile';
  return /^\/r\/(?!(popular|all)(\/|$))/i.test(path) ? 'community' : 'feed';
}

function read(element: Element, url: URL): Reading {
  if (matches(element, NEW_THINGS)) return readNewThing(element, url);
  if (matches(element, OLD_THINGS)) return readOldThing(element, url);
  return matches(element, SEARCH_COMMENT) ? readSearchComment(element, url) : readSearchPost(element, url);
}

export const reddit: Adapter = {
  id: 'reddit',
  label: 'Reddit',
  checked: '2025-11',
  matches: ['*://*.reddit.com/*'],
  surface,
  posts: [NEW_THINGS, OLD_THINGS, SEARCH_COMMENT, SEARCH_POST].join(', '),
  deny: 'shreddit-composer, comment-composer-host, reddit-chat, rs-app, .usertext-edit, [contenteditable]:not([contenteditable="false"])',
  read,
};
