/** The one post that TikTok's first-load JSON describes: read for the post named by the URL, the rest is thrown away at once. */
import { find, nodeText, firstChild, nextSibling } from './dom';

export interface TikTokItem {
  id: string;
  author: string;
  text: string;
  /** Seconds since 1970; NaN where it is not given. */
  seconds: number;
  lang?: string;
  isAd: boolean;
  photo: boolean;
  /** Private, for friends, under review, or of a private account. */
  closed: boolean;
}

/** Longest JSON that is parsed, UTF-16 code units: real ones are 0.1-0.6 million. */
const LONGEST = 5_000_000;
const known = new WeakMap<Element, { id: string; size: number; item: TikTokItem | null }>();

type Json = Record<string, unknown>;
const object = (value: unknown): Json | null => (value && typeof value === 'object' ? (value as Json) : null);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The post of that id, if the page's data holds it. */
export function itemOf(document: Document | null, id: string): TikTokItem | null {
  if (!document || !id) return null;
  for (const selector of ['#__UNIVERSAL_DATA_FOR_REHYDRATION__', '#SIGI_STATE']) {
    const script = find(document, `script${selector}`);
    const item = script && cached(script, id);
    if (item) return item;
  }
  return null;
}

function cached(script: Element, id: string): TikTokItem | null {
  let text = '';
  for (let node = firstChild(script); node; node = nextSibling(node)) text += nodeText(node);
  const before = known.get(script);
  if (before && before.id === id && before.size === text.length) return before.item;
  const item = text.length <= LONGEST && text.includes(id) ? itemIn(text, id) : null;
  known.set(script, { id, size: text.length, item });
  return item;
}

function itemIn(text: string, id: string): TikTokItem | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const scope = object(object(data)?.__DEFAULT_SCOPE__);
  for (const part of ['webapp.video-detail', 'webapp.reflow.video.detail']) {
    const struct = object(object(object(scope?.[part])?.itemInfo)?.itemStruct);
    if (struct && struct.id === id) return toItem(struct);
  }
  const struct = object(object(object(data)?.ItemModule)?.[id]);
  return struct ? toItem({ id, ...struct }) : null;
}

function toItem(struct: Json): TikTokItem {
  const account = object(struct.author);
  const lang = /^[a-z]{2,3}$/.exec(string(struct.textLanguage))?.[0];
  const flags = [
    struct.privateItem,
    struct.secret,
    struct.forFriend,
    struct.isReviewing,
    account?.privateAccount,
    account?.secret,
  ];
  return {
    id: string(struct.id),
    author: string(account ? account.uniqueId : struct.author),
    text: string(struct.desc).toWellFormed().trim(),
    seconds: Number(struct.createTime),
    ...(lang && lang !== 'un' ? { lang } : {}),
    isAd: struct.isAd === true,
    photo: struct.imagePost != null,
    closed: flags.some((flag) => flag === true || flag === 1 || flag === 'true'),
  };
}
