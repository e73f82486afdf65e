import MailComposer from 'nodemailer/lib/mail-composer';
import { isMessageId, normalizeAddress } from '../../domain/mail-address.ts';
import type { MimeInput, MimeWriter } from '../../ports/mail-ports.ts';

/**
 * Writes an outgoing message with nodemailer's composer: multipart/mixed of the files and a multipart/alternative of
 * text and HTML. SES replaces our Message-ID and Date with its own.
 */

/** Control characters, some of which could end a header line. */
const control = /\p{Cc}/u;
const headerName = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const headerValue = /^[\x20-\x7e]{1,900}$/;
/** Headers that the composer sets from its own fields, and Bcc, which would reveal hidden recipients to everyone. */
const ownHeader =
  /^(?:bcc|resent-.*|from|sender|to|cc|reply-to|subject|date|message-id|in-reply-to|references|mime-version|content-.*|return-path)$/i;
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i;

/**
 * The API has already validated its input, so a character that could forge a header is a bug: the message is not sent.
 */
const refuse = (what: string): never => {
  throw new RangeError(`unsafe ${what}`);
};

const line = (text: string, what: string): string => (control.test(text) ? refuse(what) : text.toWellFormed());

const address = (raw: string): string => normalizeAddress(raw) ?? refuse('address');

const mailbox = (box: { name: string; address: string }) => ({
  name: line(box.name, 'display name'),
  address: address(box.address),
});

const id = (raw: string): string => (isMessageId(raw) ? `<${raw}>` : refuse('message id'));

const headersOf = (input: MimeInput) => {
  for (const [name, value] of Object.entries(input.headers)) {
    if (!headerName.test(name) || ownHeader.test(name) || !headerValue.test(value)) refuse('header');
  }
  // "fr-CA" rather than "fr": the dates and amounts in the body are Canadian.
  return { ...input.headers, 'Content-Language': `${input.language}-CA` };
};

/**
 * An attached message must not be base64 under its own type (RFC 2046 section 5.2.1), and unencoded it would not
 * survive changes of line ends, so it is sent as application/octet-stream.
 */
const typeOf = (contentType: string): string =>
  mediaType.test(contentType) && !/^(?:message|multipart)\//i.test(contentType)
    ? contentType.toLowerCase()
    : 'application/octet-stream';

const fileOf = (file: MimeInput['files'][number]) => ({
  filename: line(file.fileName, 'file name'),
  contentType: typeOf(file.contentType),
  content: Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength),
  contentTransferEncoding: 'base64',
  ...(file.contentId && isMessageId(file.contentId) && file.contentType.startsWith('image/')
    ? { cid: file.contentId, contentDisposition: 'inline' }
    : { contentDisposition: 'attachment' }),
});

/** Base64 words of at most 75 characters, none of which splits a character (RFC 2047 sections 2 and 5). */
const encodedWords = (text: string): string => {
  const words = [''];
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) > 45) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
};

/**
 * Text that would not be read back unchanged: it looks like an encoded word, or contains white space that programs
 * drop.
 */
const misread = /=\?|^ | $| {2}/;

type HeaderNode = {
  childNodes: unknown[];
  _encodeWords(text: string): string;
  _encodeAddressName(name: string): string;
};

/**
 * The composer leaves text that looks like an encoded word as it is, and receivers would decode it. Replacing two of
 * its methods, in every part of the message, makes such text be encoded like any other.
 */
const withOwnWords = (given: unknown): void => {
  const node = given as HeaderNode;
  const [unstructured, phrase] = [node._encodeWords.bind(node), node._encodeAddressName.bind(node)];
  node._encodeWords = (text) => (misread.test(text) ? encodedWords(text) : unstructured(text));
  node._encodeAddressName = (name) => (misread.test(name) ? encodedWords(name) : phrase(name));
  node.childNodes.forEach(withOwnWords);
};

export const mimeWriter = (): MimeWriter => ({
  write: async (input) => {
    const message = new MailComposer({
      from: mailbox(input.from),
      replyTo: address(input.replyTo),
      to: input.to.map(mailbox),
      cc: input.cc.map(mailbox),
      subject: line(input.subject, 'subject'),
      text: input.text.toWellFormed(),
      html: input.html.toWellFormed(),
      headers: headersOf(input),
      ...(input.inReplyTo === null ? {} : { inReplyTo: id(input.inReplyTo) }),
      references: input.references.map(id),
      attachments: input.files.map(fileOf),
      newline: 'win',
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const root = message.compile();
    withOwnWords(root);
    return root.build();
  },
});
