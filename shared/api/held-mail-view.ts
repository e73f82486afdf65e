import type { z } from 'zod';
import type { Communication } from '../domain/communication.ts';
import { type HeldEmail, mayRelease } from '../domain/quarantine.ts';
import type { HeldMail } from './shapes-quarantine.ts';

/** What an Admin sees of a mail that was held back. `text`: its words; null where nobody has looked into it. */

const excerptLength = 2_000;

export const heldMailView = (
  { id, invoiceId, communicationId, subject, from, receivedAt, held }: HeldEmail,
  communication: Communication,
  text: string | null,
): z.input<typeof HeldMail> => ({
  id,
  invoiceId,
  communicationId,
  communicationSubject: communication.subject,
  reason: held.reason,
  from: { name: from.name, address: from.address },
  subject,
  receivedAt,
  bytes: held.bytes,
  fileNames: held.fileNames,
  former: held.former ?? null,
  verdicts: held.verdicts,
  excerpt: mayRelease(held.reason) ? (text ?? '').slice(0, excerptLength).toWellFormed() : null,
  mayRelease: mayRelease(held.reason),
  handled: held.handled ?? null,
});
