// Runs in the feed's page as the site's own script would: appends while one scrolls, re-uses elements, moves on without a reload.
// CONFIG = {first, more, perSecond, virtual} is written before it by feed-server.ts.
const list = document.querySelector('[data-feed]');
/** Height of a row when elements are re-used, px. */
const ROW = 360;
let total = Infinity;
let next = list.childElementCount;
let loading = false;
let slots = [];
let known = [];

const parse = (html) => document.adoptNode(new DOMParser().parseFromString(html, 'text/html').body.firstElementChild);

async function get(from, count) {
  const query = new URLSearchParams({ path: location.pathname, from, count });
  const answer = await (await fetch(`/feed-posts?${query}`)).json();
  total = answer.total;
  return answer.posts;
}

function show(posts, where = 'append') {
  for (const html of posts) {
    list[where](parse(html));
    feed.shown.push(Date.now());
  }
  next += posts.length;
}

async function loadMore(count) {
  if (loading || next >= total) return;
  loading = true;
  show(await get(next, count));
  loading = false;
}

/** Makes one element show what another shows, node by node, as frameworks do. */
function reuse(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== 1) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const name of fresh.getAttributeNames())
    if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
  const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  after.forEach((child, i) => (before[i] ? reuse(before[i], child) : old.append(child)));
  for (const child of before.slice(after.length)) child.remove();
}

/** A fixed number of elements moves along with the view. */
function drawVirtual() {
  const top = window.scrollY - list.offsetTop;
  const first = Math.max(0, Math.min(Math.floor(top / ROW) - 2, known.length - CONFIG.virtual));
  for (let i = first; i < Math.min(first + CONFIG.virtual, known.length); i += 1) {
    const slot = i % CONFIG.virtual;
    if (slots[slot]?.i === i) continue;
    const fresh = parse(known[i]);
    if (slots[slot]) reuse(slots[slot].element, fresh);
    else list.append(fresh);
    const element = slots[slot]?.element ?? fresh;
    Object.assign(element.style, { position: 'absolute', width: '100%', transform: `translateY(${i * ROW}px)` });
    slots[slot] = { i, element };
  }
}

async function startVirtual() {
  list.replaceChildren();
  slots = [];
  known = [];
  do known.push(...(await get(known.length, 200)));
  while (known.length < total);
  Object.assign(list.style, { display: 'block', position: 'relative', height: `${known.length * ROW}px` });
  drawVirtual();
}

async function startLive() {
  const waiting = [];
  do waiting.push(...(await get(next + waiting.length, 200)));
  while (next + waiting.length < total);
  const timer = setInterval(() => {
    if (waiting.length) show([waiting.shift()], 'prepend');
    else clearInterval(timer);
    while (list.childElementCount > 100) list.lastElementChild.remove();
  }, 1000 / CONFIG.perSecond);
}

/** For tests: `go` moves on as a click in a single-page site does; `shown` is when each post that was added later came, ms since 1970. */
const feed = {
  shown: [],
  go: async (path) => {
    history.pushState({}, '', path);
    next = 0;
    total = Infinity;
    if (CONFIG.virtual) return startVirtual();
    list.replaceChildren();
    show(await get(0, CONFIG.first || 100_000));
  },
};
window.feed = feed;

if (CONFIG.virtual) void startVirtual();
if (CONFIG.perSecond) void startLive();
addEventListener('scroll', () => {
  if (CONFIG.virtual) drawVirtual();
  else if (CONFIG.more && innerHeight + scrollY > document.documentElement.scrollHeight - 800) void loadMore(CONFIG.more);
});
