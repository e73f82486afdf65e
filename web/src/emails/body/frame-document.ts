/**
 * The document that displays a received email's HTML, in an <iframe sandbox> without scripts, forms or an origin. Its
 * policy alone suffices even if the service failed to sanitize the HTML: nothing loads and nothing runs.
 */

/** Links open in a new tab. `credentialless`: images that the reader allows are requested without cookies. */
export const frameAttributes = {
  sandbox: 'allow-popups allow-popups-to-escape-sandbox',
  referrerPolicy: 'no-referrer',
  credentialless: true,
} as const;

const policy = (images: boolean): string =>
  [
    "default-src 'none'",
    `img-src data:${images ? ' https:' : ''}`,
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');

const style = `
  html { color-scheme: light; }
  body { margin: 12px; font: 15px/1.5 system-ui, sans-serif; color: #1b2733; overflow-wrap: anywhere; }
  img, table { max-width: 100%; height: auto; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #d5dbe3; color: #536172; }
`;

/**
 * Turns these tags into text: `link` makes browsers connect in spite of any policy, and `meta` and `base` affect the
 * whole document.
 */
const headless = (html: string): string => html.replace(/<(?=\/?(?:link|meta|base)\b)/gi, '&lt;');

/** The service moves a remote image's address to `data-src`, where no browser loads it. */
const disarmed = /(<img\b[^>]*?)\sdata-src="(?:https?:)?([^"]*)"/gi;

/** True unless the HTML consists only of blocks and line breaks, which read the same as plain text. */
export const hasFormatting = (html: string): boolean =>
  /<(?!\/?(?:p|br|div|span)(?:\s+dir="[a-z]{3,4}")?\s*\/?>)/i.test(html);

export const hasRemoteImages = (html: string): boolean => html.search(disarmed) >= 0;

export const frameDocument = (html: string, options: { language: string; images: boolean }): string =>
  [
    `<!doctype html><html lang="${options.language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy(options.images)}">`,
    '<meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">',
    `<style>${style}</style></head><body>`,
    headless(options.images ? html.replaceAll(disarmed, '$1 src="https:$2"') : html),
    '</body></html>',
  ].join('');

/**
 * A frame without an origin cannot be measured, so its height in pixels is estimated from the text and its pictures.
 */
export const frameHeight = (text: string, pictures: number): number => {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 90), 0);
  return Math.max(140, Math.min(680, 80 + lines * 25 + pictures * 280));
};
