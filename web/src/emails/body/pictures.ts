import type { EmailView } from '../../api/shapes.ts';

/** Pictures inside an email, to which its HTML refers as `cid:…`. */

type File = EmailView['attachments'][number];

/**
 * Types that a browser draws without running anything. The service detected them from the bytes, not from the email's
 * own claim.
 */
const drawable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** Limit for all pictures of a frame together, in bytes; as base64 they take a third more. The rest stay downloads. */
const mostBytes = 12_000_000;

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'" };

/** Converts a content id from its spelling in the HTML to that in the email's part. */
const contentIdOf = (written: string): string => {
  const plain = written.replace(/&(?:amp|quot|lt|gt|#39);/g, (entity) => entities[entity] ?? entity);
  // Recovery: a stray percent sign is not an escape.
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
};

const source = /(<img\b[^>]*?\ssrc=")cid:([^"]*)"/gi;

const namedIn = (html: string | null): Set<string> =>
  new Set([...(html ?? '').matchAll(source)].map(([, , written = '']) => contentIdOf(written)));

/** The email's own pictures that its HTML shows and that a browser may draw. */
export const picturesOf = ({ html, attachments }: { html: string | null; attachments: readonly File[] }): File[] => {
  const named = namedIn(html);
  let room = mostBytes;
  return attachments.filter(({ contentId, contentType, bytes }) => {
    if (contentId === null || !named.has(contentId) || !drawable.has(contentType) || bytes > room) return false;
    room -= bytes;
    return true;
  });
};

/**
 * Puts the pictures into the HTML; `found` maps content ids to data: URLs. A picture that is missing or still loading
 * causes no request, and its `alt` text is shown.
 */
export const withPictures = (html: string, found: ReadonlyMap<string, string>): string =>
  html.replace(source, (_, before: string, written: string) => {
    const url = found.get(contentIdOf(written));
    return url === undefined ? before.replace(/\ssrc="$/i, '') : `${before}${url}"`;
  });

/** Mail programs write "[cid:image001.png@01D…]" into the plain text where the HTML shows a picture. */
export const namePictures = (text: string, attachments: readonly File[], picture: string): string =>
  text.replace(/\[cid:([^\]\s]{1,255})\]/g, (_, contentId: string) => {
    const file = attachments.find((one) => one.contentId === contentId);
    return file ? `[${picture} ${file.fileName}]` : `[${picture}]`;
  });
