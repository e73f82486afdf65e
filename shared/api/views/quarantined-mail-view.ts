import type { z } from 'zod';
import { mayRelease, type QuarantinedEmail } from '../../domain/conversation/quarantine.ts';
import { excerptOf } from '../../domain/excerpt.ts';
import type { QuarantinedMail } from '../shapes/quarantine.ts';

/** A quarantined mail as an Admin sees it, built from its item alone. Everything written by the sender is truncated. */

const most = { text: 300, files: 10, fileName: 120 };
const cut = (text: string, length = most.text): string => text.slice(0, length).toWellFormed();

/** Mail quarantined before excerpts were stored has a short text in its item, or no text to show. */
const excerptShown = ({ held, body }: QuarantinedEmail): string | null => {
  if (!mayRelease(held.reason)) return null;
  return held.excerpt ?? (body && excerptOf(body.text));
};

export const quarantinedMailView = (
  email: QuarantinedEmail,
  communicationSubject: string,
): z.input<typeof QuarantinedMail> => {
  const { id, invoiceId, communicationId, subject, from, receivedAt, held } = email;
  return {
    id,
    invoiceId,
    communicationId,
    communicationSubject,
    reason: held.reason,
    from: { name: cut(from.name), address: cut(from.address) },
    subject: cut(subject),
    receivedAt,
    bytes: held.bytes,
    fileNames: held.fileNames.slice(0, most.files).map((name) => cut(name, most.fileName)),
    fileCount: held.fileNames.length,
    former: held.former ?? null,
    verdicts: held.verdicts,
    excerpt: excerptShown(email),
    mayRelease: mayRelease(held.reason),
    handled: held.handled ?? null,
  };
};
