import { type Email, EmailBody, type OutgoingEmail, type ShownBody } from '../domain/conversation/email.ts';
import { relayBody } from '../domain/conversation/relay-body.ts';
import { ServiceError } from '../domain/errors.ts';
import { bodyKey } from '../domain/files/file-keys.ts';
import { maxInlineBodyBytes, maxShownSignatureBytes, maxShownTextBytes } from '../domain/limits.ts';
import { cutToBytes, withoutControls } from '../domain/text.ts';
import type { Ports } from '../ports/ports.ts';

/** Stores and reads the body of an email: in the email's item or, if it is too large for that, in a file of its own. */

type Placed = { body: EmailBody | null; bodyKey: string | null; shown?: ShownBody };

/** The part of a body that a thread shows, and whether there is more. */
export const shownBody = (body: EmailBody): ShownBody => {
  const text = cutToBytes(body.text, maxShownTextBytes);
  const whole = body.signature ?? null;
  const signature = whole === null ? null : cutToBytes(whole, maxShownSignatureBytes);
  return {
    text,
    signature,
    cut: text.length < body.text.length || signature?.length !== whole?.length,
    hasHtml: body.html !== null,
    hasQuote: body.quotedText !== null,
    quoteOpen: body.quoteHolds === 'answers',
  };
};

/**
 * Stores a body of more than `mostInline` bytes of JSON in its file, and returns the fields for the email's item. The
 * file's key depends on the email alone, so a repetition finds the file that is there and keeps it.
 */
export const placeBody = async (
  { files }: Pick<Ports, 'files'>,
  projectId: string,
  emailId: string,
  body: EmailBody,
  mostInline = maxInlineBodyBytes,
): Promise<Placed> => {
  const bytes = Buffer.from(JSON.stringify(EmailBody.parse(body)));
  if (bytes.length <= mostInline) return { body, bodyKey: null };
  const key = bodyKey(projectId, emailId);
  await files.putIfAbsent(key, bytes, 'application/json');
  return { body: null, bodyKey: key, shown: shownBody(body) };
};

/** Removes the control characters of mail that was captured before capture removed them. */
const cleaned = (body: EmailBody): EmailBody => {
  const clean = (text: string | null | undefined) => (text == null ? null : withoutControls(text));
  return {
    text: withoutControls(body.text),
    html: clean(body.html),
    quotedText: clean(body.quotedText),
    ...(body.signature !== undefined && { signature: clean(body.signature) }),
    ...(body.quotedHtml !== undefined && { quotedHtml: clean(body.quotedHtml) }),
    ...(body.quoteHolds !== undefined && { quoteHolds: body.quoteHolds }),
  };
};

/**
 * The body stored with an email. Null if there is none: a relay may have no body of its own, and a file may be gone.
 */
export const findBody = async ({ files }: Pick<Ports, 'files'>, email: Email): Promise<EmailBody | null> => {
  if (email.body) return cleaned(email.body);
  const stored = email.bodyKey === null ? null : await files.get(email.bodyKey);
  return stored === null ? null : cleaned(EmailBody.parse(JSON.parse(Buffer.from(stored).toString('utf8'))));
};

/** The body stored with an email; throws `body-missing` (503) if there is none. */
export const readBody = async (deps: Pick<Ports, 'files'>, email: Email): Promise<EmailBody> => {
  const body = await findBody(deps, email);
  if (body === null) throw new ServiceError('unavailable', 'body-missing', (say) => say.service.bodyMissing);
  return body;
};

/**
 * The body with which one of our emails is mailed. That of a relay is made from its reply, unless it is an older relay,
 * which has a body of its own. Null if the body is gone.
 */
export const mailedBody = async (
  deps: Pick<Ports, 'communications' | 'files'>,
  email: OutgoingEmail,
): Promise<EmailBody | null> => {
  const own = await findBody(deps, email);
  if (own !== null || email.relayOf === null) return own;
  const reply = await deps.communications.getEmail(email.relayOf);
  const body = reply && (await findBody(deps, reply));
  return reply?.direction === 'incoming' && body ? relayBody(email, reply, body) : null;
};

/** The email whose body is shown for `email`: the reply for a relay without a body of its own, otherwise itself. */
export const bodySourceOf = async ({ communications }: Pick<Ports, 'communications'>, email: Email): Promise<Email> => {
  const isBare = email.direction === 'outgoing' && email.body === null && email.bodyKey === null;
  return (isBare && email.relayOf !== null && (await communications.getEmail(email.relayOf))) || email;
};
