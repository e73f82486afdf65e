import { createHash } from 'node:crypto';
import { z } from 'zod';

/** An id with its prefix. Behind it: a ULID if we create the id, a hash if we derive it, the owner's id if imported. */
const id = <P extends string>(prefix: P) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9-]{1,60}$`));

export const ProjectId = id('prj');
export const ContractId = id('con');
export const InvoiceId = id('inv');
export const ContactId = id('cnt');
export const GroupId = id('grp');
export const UserId = id('usr');
export const CommunicationId = id('com');
export const EmailId = id('eml');
export const AttachmentId = id('att');

/** A person or a group of the project's directory, as the composer names recipients. */
export const DirectoryId = z.union([ContactId, GroupId]);

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32, lower case, no padding: 5 bits per character. */
export const base32 = (bytes: Uint8Array): string => {
  let bits = 0;
  let pending = 0;
  let out = '';
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(pending >> bits) & 31];
      pending &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? out + alphabet[(pending << (5 - bits)) & 31] : out;
};

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/**
 * The id derived from `parts`: 26 characters of base32 (128 bits of SHA-256). The parts are hashed as a JSON list, so
 * that no two lists give the same text.
 */
export const derivedId = (prefix: 'com' | 'eml' | 'att', ...parts: string[]): string =>
  `${prefix}_${base32(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16))}`;
