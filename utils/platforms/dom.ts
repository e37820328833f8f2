/** Safe access to a hostile page's DOM: a form's `<input name=parentNode>` shadows the property, so members are taken from the prototypes. */

type Member = (...args: unknown[]) => unknown;
const members = new WeakMap<object, Map<string, Member>>();

/** A getter or method of the node's own prototypes, never a named child that took its place; null where there is none. */
function member(node: object, name: string): Member | null {
  const start = Object.getPrototypeOf(node) as object | null;
  if (!start) return null;
  let known = members.get(start);
  if (!known) members.set(start, (known = new Map<string, Member>()));
  const hit = known.get(name);
  if (hit) return hit;
  for (let proto: object | null = start; proto; proto = Object.getPrototypeOf(proto) as object | null) {
    const found = Object.getOwnPropertyDescriptor(proto, name);
    const value: unknown = found?.get ?? found?.value;
    if (typeof value !== 'function') continue;
    known.set(name, value as Member);
    return value as Member;
  }
  return null;
}

/** Null for a node that is not there: an adapter's chain of parents may end anywhere. */
const ask = <T>(node: object | null | undefined, name: string, ...args: unknown[]): T | null =>
  node ? ((member(node, name)?.call(node, ...args) ?? null) as T | null) : null;

/** The page's own prototypes, taken once when this is loaded; none where a DOM is only passed in (command line, tests). */
const native = (from: { prototype: object } | undefined, name: string): Member | undefined => {
  const found = from && Object.getOwnPropertyDescriptor(from.prototype, name);
  const value: unknown = found?.get ?? found?.value;
  return typeof value === 'function' ? (value as Member) : undefined;
};
const typeGetter = native(globalThis.Node, 'nodeType');

/** `ask` for one name, without the look-up on each call: a page of 1,000 posts asks half a million times. */
function asker<T>(name: string): (node: object | null | undefined, arg?: unknown) => T | null {
  const ofNode = native(globalThis.Node, name);
  if (ofNode) return (node, arg) => (node ? ((ofNode.call(node, arg) ?? null) as T | null) : null);
  const ofElement = native(globalThis.Element, name);
  if (ofElement && typeGetter)
    return (node, arg) =>
      node ? ((typeGetter.call(node) === 1 ? ofElement.call(node, arg) : ask<T>(node, name, arg)) as T | null) : null;
  return (node, arg) => ask<T>(node, name, arg);
}

export const firstChild: (node: Node) => Node | null = asker<Node>('firstChild');
export const nextSibling: (node: Node) => Node | null = asker<Node>('nextSibling');
export const parentOf: (node: Node) => Node | null = asker<Node>('parentNode');
export const previousSibling: (node: Node) => Node | null = asker<Node>('previousSibling');
export const documentOf: (node: Node) => Document | null = asker<Document>('ownerDocument');

const askType = asker<number>('nodeType');
const askValue = asker<string>('nodeValue');
const askName = asker<string>('localName');
const askAttribute = asker<string>('getAttribute');
const askHas = asker<boolean>('hasAttribute');
const askFirst = asker<Element>('querySelector');
const askAll = asker<NodeListOf<Element>>('querySelectorAll');
const askMatches = asker<boolean>('matches');
const askClosest = asker<Element>('closest');
const askContains = asker<boolean>('contains');

/** 1 element, 3 text, …; 0 where the node has none. */
export const nodeType = (node: Node): number => askType(node) ?? 0;

/** Data of a text node, else ''. */
export const nodeText = (node: Node): string => askValue(node) ?? '';

/** Lower-case tag name, `shreddit-post`; '' for what is not an element. */
export const tagName = (node: Node): string => (nodeType(node) === 1 ? (askName(node) ?? '') : '');

/** An attribute, trimmed; '' where it is missing. */
export const attr = (element: Element | null | undefined, name: string): string => (askAttribute(element, name) ?? '').trim();

export const hasAttr = (element: Element, name: string): boolean => askHas(element, name) ?? false;

/** First descendant that fits the selector, in document order. */
export const find = (root: ParentNode | null | undefined, selector: string): Element | null => askFirst(root, selector);

/** All descendants that fit the selector, in document order. */
export const findAll = (root: ParentNode | null | undefined, selector: string): Element[] => [...(askAll(root, selector) ?? [])];

/** The element of that id: without a scan of the page. */
export const byId = (document: Document | null, id: string): Element | null =>
  document ? ask<Element>(document, 'getElementById', id) : null;

export const matches = (element: Element, selector: string): boolean => askMatches(element, selector) ?? false;

/** The element itself or its nearest ancestor that fits the selector. */
export const closest = (element: Element, selector: string): Element | null => askClosest(element, selector);

/** Is `inner` under `outer` (or the same)? */
export const contains = (outer: Node, inner: Node): boolean => askContains(outer, inner) ?? false;

/** Elements looked at most when only an element's own parts are wanted. */
const OWN_BUDGET = 50_000;

/**
 * Descendants that fit the selector and belong to `owner` itself: no other `container` (a reply, a quoted post) in between. Containers inside
 * are not entered, so that a thread of nested replies costs each element once.
 */
export function findAllOwn(owner: Element, selector: string, container: string, limit = Number.POSITIVE_INFINITY): Element[] {
  // Most posts hold no other: then the browser's own search does it in one call.
  if (!find(owner, container))
    return limit === 1 ? [find(owner, selector)].filter((one) => one !== null) : findAll(owner, selector);
  const found: Element[] = [];
  const enter = (node: Node): boolean => {
    if (node === owner) return true;
    if (found.length >= limit || nodeType(node) !== 1) return false;
    if (matches(node as Element, selector)) found.push(node as Element);
    return !matches(node as Element, container);
  };
  walk(owner, enter, () => undefined, OWN_BUDGET);
  return found;
}

/** As findAllOwn, the first one. */
export const findOwn = (owner: Element, selector: string, container: string): Element | null =>
  findAllOwn(owner, selector, container, 1)[0] ?? null;

/** The first element of a tag in the document; quick where there is none, which a selector is not in every engine. */
export const firstTag = (document: Document | null, tag: string): Element | null =>
  (document && ask<HTMLCollectionOf<Element>>(document, 'getElementsByTagName', tag)?.[0]) ?? null;

/** The nearest container around an element, itself left out. */
export function ownerOf(element: Element, container: string): Element | null {
  const parent = parentOf(element);
  return parent && nodeType(parent) === 1 ? closest(parent as Element, container) : null;
}

/**
 * Walks a subtree without recursion, so that no depth of nesting overflows the stack. `enter` says whether the children are walked;
 * `leave` is called for each node that was entered with true. Stops after `budget` nodes.
 */
export function walk(root: Node, enter: (node: Node) => boolean, leave: (node: Node) => void, budget: number): void {
  let node = root;
  for (let nodes = 0; nodes < budget; nodes += 1) {
    const entered = enter(node);
    const child = entered ? firstChild(node) : null;
    if (child) {
      node = child;
      continue;
    }
    if (entered) leave(node);
    let next = node === root ? null : nextSibling(node);
    while (!next && node !== root) {
      const parent = parentOf(node);
      if (!parent) return;
      node = parent;
      leave(node);
      next = node === root ? null : nextSibling(node);
    }
    if (!next) return;
    node = next;
  }
}

/** An http(s) address made absolute, without its fragment; '' for anything else. */
export function absoluteUrl(href: string, base: URL | string): string {
  const url = href && URL.canParse(href, base) ? new URL(href, base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return '';
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/** `href` of the element, absolute; '' where there is none. */
export const linkOf = (element: Element | null | undefined, base: URL | string): string =>
  absoluteUrl(attr(element, 'href'), base);

/**
 * ISO 8601, UTC, from a `datetime` attribute or milliseconds since 1970; undefined where it cannot be a post's time
 * (before 2004 or after 2100). Takes `+0000` zones and microseconds, which not every engine's Date.parse does; a string without a zone is UTC.
 */
export function isoTime(value: string | number): string | undefined {
  let time = Number(value);
  if (typeof value === 'string') {
    const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,3})?\d*\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(value.trim());
    if (!parts) return undefined;
    const [, day, minute, second = ':00', fraction = '', zone = 'Z'] = parts;
    time = Date.parse(`${day}T${minute}${second}${fraction}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2').toUpperCase()}`);
  }
  return time >= Date.UTC(2004, 0) && time < Date.UTC(2100, 0) ? new Date(time).toISOString() : undefined;
}

/** The `datetime` of a `<time>` element as ISO 8601, UTC. */
export const timeOf = (element: Element | null | undefined): string | undefined => isoTime(attr(element, 'datetime'));

/** Object entries without the undefined ones: optional fields of a post are absent, never undefined. */
export const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
