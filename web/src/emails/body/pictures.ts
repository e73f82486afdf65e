import type { EmailView } from '../../api/shapes.ts';

/** Pictures that came within an email and that its HTML names `cid:…`. Pure. */

type File = EmailView['attachments'][number];

/** What a browser draws without running anything; the service looked at the bytes, not at what the email says of them. */
const drawable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** In the frame all together, in bytes: as text they take a third more. What is over it stays a file to download. */
const mostBytes = 12_000_000;

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'" };

/** As it stands in the HTML ─▶ as the email's part has it. */
const contentIdOf = (written: string): string => {
  const plain = written.replace(/&(?:amp|quot|lt|gt|#39);/g, (entity) => entities[entity] ?? entity);
  // Recovery: a stray percent sign is no escape.
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
};

const source = /(<img\b[^>]*?\ssrc=")cid:([^"]*)"/gi;

const namedIn = (html: string | null): Set<string> =>
  new Set([...(html ?? '').matchAll(source)].map(([, , written = '']) => contentIdOf(written)));

/** The email's own pictures that its HTML shows and a browser may draw. */
export const picturesOf = ({ html, attachments }: { html: string | null; attachments: readonly File[] }): File[] => {
  const named = namedIn(html);
  let room = mostBytes;
  return attachments.filter(({ contentId, contentType, bytes }) => {
    if (contentId === null || !named.has(contentId) || !drawable.has(contentType) || bytes > room) return false;
    room -= bytes;
    return true;
  });
};

/** `found`: content id ─▶ a data: URL. What is not there, or not yet, is asked for nowhere; its `alt` is shown. */
export const withPictures = (html: string, found: ReadonlyMap<string, string>): string =>
  html.replace(source, (_, before: string, written: string) => {
    const url = found.get(contentIdOf(written));
    return url === undefined ? before.replace(/\ssrc="$/i, '') : `${before}${url}"`;
  });

/** Programs write "[cid:image001.png@01D…]" into the text where the HTML has a picture. */
export const namePictures = (text: string, attachments: readonly File[], picture: string): string =>
  text.replace(/\[cid:([^\]\s]{1,255})\]/g, (_, contentId: string) => {
    const file = attachments.find((one) => one.contentId === contentId);
    return file ? `[${picture} ${file.fileName}]` : `[${picture}]`;
  });
