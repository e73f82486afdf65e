/**
 * The built page's Content-Security-Policy. A mail's frame inherits it and narrows it further
 * (src/emails/body/frame-document.ts), so it also allows what mail needs: `https:` pictures for a reader who asks for
 * them, and styles in the mail. `blob:` frames and objects are the PDF that the page fetched, in the browser's own
 * viewer.
 */
export type Origins = {
  /** Origins of the API and the files when they differ from the page's own; both or neither. */
  api: string | null;
  files: string | null;
};

/** The local run issues URLs with one name of the machine and may be opened under the other. */
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
