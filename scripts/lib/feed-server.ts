/** An https server on this machine that answers by host name as the platforms do: their markup, their strict script policy, our posts. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { generate } from 'selfsigned';
import { renderers, type FeedPlatform } from './feed/index';
import { escapeHtml, type FeedPost } from './feed/post';
import { later } from './tidy';

export interface Feed {
  platform: FeedPlatform;
  /** Default: the renderer's own. */
  path?: string;
  posts: readonly FeedPost[];
}

export interface FeedOptions {
  /** Posts that the page holds when it loads; default: all. */
  first?: number;
  /** Posts added each time one scrolls near the end; default 0. */
  more?: number;
  /** Posts that appear at the top each second, beginning after the first ones; default 0. */
  perSecond?: number;
  /** Number of elements that are re-used for all posts while one scrolls; default 0: none. */
  virtual?: number;
  /** Whole pages as they are, by host and path (`x.com/messages`), under the same script policy: for tests. */
  pages?: Readonly<Record<string, string>>;
}

export interface FeedServer {
  /** https, for Chromium's host mapping. */
  port: number;
  /** http proxy that leads every https address to `port`, for Firefox. */
  proxyPort: number;
  address: (platform: FeedPlatform, path?: string) => string;
  close: () => Promise<void>;
}

const SCRIPT = readFileSync(new URL('./feed/in-page.js', import.meta.url), 'utf8');
const STYLE = readFileSync(new URL('./feed/page.css', import.meta.url), 'utf8');
const NOTE = 'Sample feed on this machine. Every post is invented.';

/** Starts serving. More than one feed a platform is reached by in-page navigation or by its path. */
export async function startFeedServer(feeds: readonly Feed[], options: FeedOptions = {}): Promise<FeedServer> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'sample feed' }], {
    keySize: 2048,
    algorithm: 'sha256',
  });
  const sockets = new Set<Socket>();
  const server = createServer({ key, cert }, (request, response) => answer(feeds, options, request, response));
  const proxy = createHttpServer((_, response) => response.writeHead(404).end());
  const port = await listen(server, sockets);
  proxy.on('connect', (_, client: Socket) => {
    const upstream = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    upstream.pipe(client).pipe(upstream);
    for (const [end, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      end.on('error', () => other.destroy());
  });
  const proxyPort = await listen(proxy, sockets);
  return {
    port,
    proxyPort,
    address: (platform, path = feeds.find((feed) => feed.platform === platform)?.path ?? renderers[platform].path) =>
      `https://${renderers[platform].host}${path}`,
    close: later(async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, proxy].map((one) => new Promise((done) => one.close(done))));
    }),
  };
}

function listen(server: Pick<Server, 'on' | 'once' | 'listen' | 'address'>, sockets: Set<Socket>): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function answer(feeds: readonly Feed[], options: FeedOptions, request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const url = new URL(request.url ?? '/', `https://${host}`);
  const picture = /\/([0-9a-f-]+)\.(?:svg|png)$/.exec(url.pathname);
  if (picture) return emojiPicture(picture[1] ?? '', response);
  const find = (path: string): Feed | undefined =>
    feeds.find((one) => renderers[one.platform].host === host && (one.path ?? renderers[one.platform].path) === path);
  if (url.pathname === '/feed-posts') return morePosts(find(url.searchParams.get('path') ?? ''), url.searchParams, response);
  const feed = find(url.pathname);
  const raw = options.pages?.[`${host}${url.pathname}`];
  if (!feed && raw === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page in the sample feed.');
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'cache-control': 'no-store',
    })
    .end(feed ? page(feed, options, nonce) : raw);
}

/** What the page's own script asks for: `count` posts after the first `from`, drawn. */
function morePosts(feed: Feed | undefined, query: URLSearchParams, response: ServerResponse): void {
  const from = Number(query.get('from'));
  const posts = feed?.posts.slice(from, from + Number(query.get('count'))) ?? [];
  const drawn = feed ? posts.map((post) => renderers[feed.platform].post(post)) : [];
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ total: feed?.posts.length ?? 0, posts: drawn }));
}

/** As strict as the real sites': scripts by nonce only. */
const policy = (nonce: string): string =>
  `default-src 'self'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; ` +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

function page(feed: Feed, options: FeedOptions, nonce: string): string {
  const { first = feed.posts.length, more = 0, perSecond = 0, virtual = 0 } = options;
  const renderer = renderers[feed.platform];
  const list = virtual
    ? ''
    : feed.posts
        .slice(0, first)
        .map((post) => renderer.post(post))
        .join('\n');
  const config = JSON.stringify({ first, more, perSecond, virtual });
  return `<!doctype html><html lang="en"${feed.platform === 'facebook' ? ' id="facebook"' : ''}><head><meta charset="utf-8"><title>Sample feed: ${escapeHtml(renderer.host)}</title><style>${STYLE}</style></head>
<body><div id="sample-note">${NOTE} (${escapeHtml(renderer.host)})</div>${renderer.page(list)}<script nonce="${nonce}">{const CONFIG = ${config};\n${SCRIPT}}</script></body></html>`;
}

/** The sites draw emoji as pictures; ours are the same character as SVG. */
function emojiPicture(name: string, response: ServerResponse): void {
  const codes = name.split('-').map((code) => Number.parseInt(code, 16));
  const emoji = codes.every((code) => code > 0 && code <= 0x10ffff) ? codes.map((code) => `&#${code};`).join('') : '';
  response
    .writeHead(200, { 'content-type': 'image/svg+xml' })
    .end(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="10" y="16" font-size="16" text-anchor="middle">${emoji}</text></svg>`,
    );
}
