import { createServer } from 'node:https';
import { type HTTPRequest, InterceptResolutionAction, type Page } from 'puppeteer-core';
import getTLSOptions from 'smtp-server/lib/tls-options.js';
import { pageUrl } from './suite-page.ts';

/** Watches a page: every request before it leaves, and every connection to a listener of the test. */

export type Observed = Awaited<ReturnType<typeof observePage>>;

/** Whether the page's own code made the request. Any other request was made by a mail. */
const isOwn = (request: HTTPRequest, page: Page): boolean =>
  request.frame() === page.mainFrame() && new URL(request.url()).origin === new URL(pageUrl()).origin;

export const observePage = async (page: Page, picture: Buffer) => {
  const nothing = () => ({
    dialogs: [] as string[],
    own: [] as string[],
    asked: [] as string[],
    /** The requests that reached the listener, as a mail's sender would see them. */
    seen: [] as { url: string | undefined; referer: string | undefined; cookie: string | undefined }[],
    connections: 0,
  });
  let found = nothing();
  /** Responses in place of the service's, by the end of the URL. All other requests pass. */
  const stands = new Map<string, string>();
  const stand = (request: HTTPRequest): string | null =>
    [...stands].find(([pathEnd]) => new URL(request.url()).pathname.endsWith(pathEnd))?.[1] ?? null;

  const listener = createServer(getTLSOptions({}), ({ url, headers: { referer, cookie } }, response) => {
    found.seen.push({ url, referer, cookie });
    response.end(picture);
  });
  listener.on('connection', () => {
    found.connections += 1;
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const session = await page.createCDPSession();
  await session.send('Security.setIgnoreCertificateErrors', { ignore: true });

  page.on('dialog', (dialog) => {
    found.dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.interceptResolutionState().action === InterceptResolutionAction.Disabled) return undefined;
    if (/^(?:data|blob|about):/.test(request.url())) return request.continue();
    const body = stand(request);
    if (body !== null) return request.respond({ contentType: 'application/json', body });
    const own = isOwn(request, page);
    (own ? found.own : found.asked).push(request.url());
    return own ? request.continue() : request.abort();
  });

  return {
    url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    found: () => found,
    /** Everything that reached anybody but us, and the dialogs that reached the reader. */
    reached: () => ({ dialogs: found.dialogs, asked: found.asked, connections: found.connections }),
    begin: async () => {
      found = nothing();
      stands.clear();
      await page.setRequestInterception(true);
    },
    /** Stops the interception, which would add the cookies that the browser itself leaves out. */
    letThrough: () => page.setRequestInterception(false),
    answer: (pathEnd: string, value: unknown) => void stands.set(pathEnd, JSON.stringify(value)),
    end: () => listener.close(),
  };
};
