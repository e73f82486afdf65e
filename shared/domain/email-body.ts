import { type Email, EmailBody } from './email.ts';
import { ServiceError } from './errors.ts';
import { bodyKey } from './file-keys.ts';
import { maxInlineBodyBytes } from './limits.ts';
import type { Ports } from './ports.ts';

/** A body in the email's item or, when it is too large for that, in a file of its own. */

/** The same email always goes to the same file. */
export const placeBody = async (
  { files }: Pick<Ports, 'files'>,
  projectId: string,
  emailId: string,
  body: EmailBody,
): Promise<{ body: EmailBody | null; bodyKey: string | null }> => {
  const bytes = Buffer.from(JSON.stringify(EmailBody.parse(body)));
  if (bytes.length <= maxInlineBodyBytes) return { body, bodyKey: null };
  const key = bodyKey(projectId, emailId);
  await files.putIfAbsent(key, bytes, 'application/json');
  return { body: null, bodyKey: key };
};

export const readBody = async ({ files }: Pick<Ports, 'files'>, email: Email): Promise<EmailBody> => {
  if (email.body) return email.body;
  const stored = email.bodyKey === null ? null : await files.get(email.bodyKey);
  if (stored === null) throw new ServiceError('unavailable', 'body-missing', 'The body of the mail is not there.');
  return EmailBody.parse(JSON.parse(Buffer.from(stored).toString()));
};
