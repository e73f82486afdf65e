/**
 * What the built page may do, as its Content-Security-Policy. A mail's frame inherits all of it and narrows it further
 * (src/emails/frame-document.ts), so what mail needs stands here too: `https:` pictures for a reader who asks for them,
 * styles in the mail. `blob:` frames and objects are the PDF that the page fetched and the browser's viewer for it.
 */
export type Origins = {
  /** Where the API and the files are when they are not at the page's own address; both or none. */
  api: string | null;
  files: string | null;
};

/** Local runs hand out one address of the machine and are opened at another. */
const loopback = ['http://localhost:*', 'http://127.0.0.1:*'];

const connectionsOf = ({ api, files }: Origins): string[] => {
  if (api === null) return loopback;
  if (files === null) throw new Error('VITE_API_URL without VITE_FILES_URL: the page could not fetch a file');
  return [new URL(api).origin, new URL(files).origin];
};

export const pagePolicy = (origins: Origins): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    `connect-src ${["'self'", ...connectionsOf(origins)].join(' ')}`,
    'frame-src blob:',
    'object-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
