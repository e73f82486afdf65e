import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, type Handler, isLocalName } from '../http.ts';
import type { HttpApi } from './api.ts';
import type { Issuer } from './issuer.ts';
import { decode } from './match-route.ts';
import type { PageFiles } from './page.ts';

/**
 * Port 4000 serves everything from one origin: the API under /api, S3 under /s3, the local issuer under /local, and the
 * page.
 */

type Parts = {
  api: HttpApi | null;
  s3: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
  issuer: Issuer | null;
  page: PageFiles;
};

const under = (url: string, prefix: string): boolean =>
  url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`);

/** `parts` is called at each request: the port is open, and known to be free, before the parts are ready. */
export const entryHandler =
  (parts: () => Parts | null): Handler =>
  async (request, response) => {
    const url = request.url ?? '/';
    const [path = '/'] = url.split('?');
    const up = parts();
    if (!isLocalName(request)) answerJson(response, 421, { message: 'This run answers to localhost only' });
    else if (!up) answerJson(response, 503, { message: 'Starting' }, { 'retry-after': '1' });
    else if (under(url, '/api')) {
      if (up.api) await up.api(request, response, url.slice('/api'.length) || '/');
      else answerJson(response, 404, { message: 'Not Found' });
    } else if (up.s3 && under(url, '/s3')) await up.s3(request, response);
    else if (!(await up.issuer?.handle(request, response, path))) await up.page(request, response, decode(path));
  };
