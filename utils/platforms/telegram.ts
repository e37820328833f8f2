/** Telegram's public web previews (t.me). The web clients (web.telegram.org) are private chats for the most part and are not read. */
import type { Adapter, PagePost, Reading } from './adapter';
import { attr, closest, defined, documentOf, find, findAll, findAllOwn, isoTime, linkOf, matches, timeOf } from './dom';
import { textOf } from './text-of';

const MESSAGE = '.tgme_widget_message';
const REPLY = '.tgme_widget_message_reply';
/** Rows that are a message's content though they hold no text of the author. */
const MEDIA =
  '[class*="_photo_wrap"], [class*="_video"], [class*="_voice"], [class*="_document"], [class*="sticker"], [class*="_roundvideo"], ' +
  '[class*="_location"], [class*="_contact"], [class*="_game"], [class*="_invoice"], [class*="not_supported"]';
/** Words of a poll or a contact card: the author's own, outside the text box. */
const CARDS =
  '.tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text, [class*="_contact_name"], [class*="_contact_phone"]';
const NAME = /^[A-Za-z]\w{3,31}$/;
/** First path segments that are functions of t.me, not channels; private ones (`c`, invites, login codes) among them. */
const RESERVED = new Set(
  'c joinchat addlist addstickers addemoji addtheme bg boost call confirmphone contact giftcode iv invoice login m msg nft proxy setlanguage share socks'.split(
    ' ',
  ),
);

/** Channel, number and comment of a t.me address; null where it names no public chat. */
function place(url: URL): { channel: string; message: string; preview: boolean } | null {
  const parts = url.pathname.split('/').filter(Boolean);
  const preview = parts[0] === 's' && parts.length > 1;
  const [channel = '', ...rest] = preview ? parts.slice(1) : parts;
  if (!NAME.test(channel) || RESERVED.has(channel.toLowerCase())) return null;
  const message = rest.at(-1) ?? '';
  return { channel, message: /^\d+$/.test(message) ? message : '', preview };
}

function surface(url: URL): string | null {
  const at = place(url);
  if (!at) return null;
  if (url.searchParams.get('q')) return 'search';
  return at.message && !at.preview ? 'post' : 'channel';
}

const handleOf = (href: string): string => {
  const url = URL.canParse(href) ? new URL(href) : null;
  return (url && /^(t|telegram)\.me$/.test(url.hostname) && place(url)?.channel) || '';
};

/** Russian law makes paid posts carry an `erid` token; Telegram itself shows no advertisement on these pages. */
const isPaid = (message: Element, text: string): boolean =>
  /\berid\s*[:=]\s*\w{6,}/i.test(text) || findAll(message, 'a[href*="erid="]').some((link) => !closest(link, REPLY));

/** The message's own parts, not those of a message that it quotes or that stands inside it. */
const ownOf = (message: Element, selector: string): Element[] =>
  findAllOwn(message, selector, MESSAGE).filter((part) => !closest(part, REPLY));

/** `channel/number` of a post, `channel/number?comment=n` of a comment in the discussion of a post; null where it is neither. */
function identify(message: Element, url: URL): { id: string; kind: 'post' | 'comment'; channel: string; parent: string } | null {
  const [id = '', channel = ''] = /^(\w+)\/\d+$/.exec(attr(message, 'data-post')) ?? [];
  if (id) {
    const answered = /\/(\d+)(?:\?.*)?$/.exec(attr(find(message, `a${REPLY}`), 'href'))?.[1];
    return { id, kind: 'post', channel, parent: answered ? `${channel}/${answered}` : '' };
  }
  const number = /^\d+$/.exec(attr(message, 'data-post-id'))?.[0];
  const at = place(url);
  if (!number || !at?.message) return null;
  const parent = `${at.channel}/${at.message}`;
  return { id: `${parent}?comment=${number}`, kind: 'comment', channel: '', parent };
}

/** A group's writer by handle or name; in a channel the channel itself, whoever signs. */
function authorOf(message: Element, url: URL, channel: string): string {
  const [writer] = ownOf(message, '.tgme_widget_message_author_name');
  const [owner] = ownOf(message, '.tgme_widget_message_owner_name');
  return handleOf(linkOf(writer, url)) || textOf(writer) || handleOf(linkOf(owner, url)) || channel || textOf(owner);
}

function read(element: Element, url: URL): Reading {
  if (matches(element, '.tgme_page_post')) return readPlain(element, url);
  if (matches(element, '.service_message') || find(element, '.service_message')) return { skip: 'service' };
  const post = identify(element, url);
  if (!post)
    return { skip: find(element, '[class*="message_error"]') || matches(element, '.err_message') ? 'service' : 'unreadable' };
  const [body] = ownOf(element, '.js-message_text, .tgme_widget_message_text');
  const text = [body, ...ownOf(element, CARDS)]
    .map((part) => textOf(part))
    .filter(Boolean)
    .join('\n');
  if (!text) return { skip: body || ownOf(element, MEDIA).length ? 'empty' : 'unreadable' };
  const [time] = [...ownOf(element, '.tgme_widget_message_date time[datetime]'), ...ownOf(element, 'time[datetime]')];
  const [card] = ownOf(element, '.tgme_widget_message_link_preview');
  return {
    posts: [
      {
        platform: 'telegram',
        id: post.id,
        url: `https://t.me/${post.id}`,
        kind: post.kind,
        text,
        author: authorOf(element, url, post.channel),
        ad: isPaid(element, text) ? 'yes' : 'no',
        truncated: false,
        translated: false,
        ...defined({ postedAt: timeOf(time), machineText: textOf(card), parent: post.parent }),
      },
    ],
  };
}

/** The page of one post: the words are in its description only, cut at some length; the frame beside it is an address of its own. */
function readPlain(element: Element, url: URL): Reading {
  const at = place(url);
  if (!at?.message) return { skip: 'service' };
  const meta = (name: string): string => attr(find(documentOf(element), `meta[property="${name}"]`), 'content');
  const text = meta('og:description').toWellFormed();
  if (!text) return { skip: 'empty' };
  const id = `${at.channel}/${at.message}`;
  const postedAt = isoTime(meta('article:published_time'));
  const post: PagePost = {
    platform: 'telegram',
    id,
    url: `https://t.me/${id}`,
    kind: 'post',
    text,
    author: at.channel,
    ad: 'no',
    truncated: /(…|\.\.\.)$/.test(text),
    translated: false,
  };
  return { posts: [{ ...post, ...defined({ postedAt }) }] };
}

export const telegram: Adapter = {
  id: 'telegram',
  label: 'Telegram',
  checked: '2026-01',
  matches: ['*://t.me/*', '*://telegram.me/*'],
  surface,
  posts: '.tgme_widget_message, .tgme_page_post',
  deny: 'form, [contenteditable]:not([contenteditable="false"])',
  read,
};
