import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { answer } from '../http.ts';

/** Serves the built page's files. Any other path returns the page itself, which reads its route from the address. */

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** The headers that a page cannot set for itself; its own policy (web/page-policy.ts) says what it may load. */
const safety = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const absent =
  '<!doctype html><meta charset="utf-8"><title>Courriel</title><p>The page is not built: <code>npx vite build web</code></p>';

/** Files under assets/ may be cached for ever, because their names change with their content. */
const cacheOf = (path: string): string =>
  path.startsWith(`assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

export const pageFiles =
  (directory: string) => async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(response, 405, 'Method Not Allowed', { allow: 'GET, HEAD' });
      return;
    }
    const wanted = normalize(path.replace(/^\/+/, '')) || '.';
    const inside = !wanted.startsWith('..') && !wanted.includes('\0');
    const file = inside && (await isFile(join(directory, wanted))) ? wanted : null;
    if (file === null && extname(wanted) !== '' && !wanted.endsWith('.html')) {
      answer(response, 404, 'Not Found', { 'content-type': 'text/plain', ...safety });
      return;
    }
    const name = file ?? 'index.html';
    if (!(await isFile(join(directory, name)))) {
      answer(response, 503, absent, { 'content-type': 'text/html; charset=utf-8', ...safety });
      return;
    }
    const type = types[extname(name)] ?? 'application/octet-stream';
    answer(response, 200, await readFile(join(directory, name)), {
      'content-type': type,
      'cache-control': cacheOf(name),
      ...safety,
    });
  };
export type PageFiles = ReturnType<typeof pageFiles>;
