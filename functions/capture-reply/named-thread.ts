import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { readThreadAddress } from '../../shared/domain/keys/thread-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { isRootId, ourEmailsOf } from './our-ids.ts';

/**
 * Whether a mail was written to this conversation. A signature proves who wrote a mail, not to whom it was sent: whoever
 * has a mail of a person's can post it into any conversation whose address he knows (DKIM replay, RFC 6376 section 8.6).
 */

type Deps = Pick<Ports, 'communications' | 'keys'> & { replyDomain: string };

/** A second To or Cc on top of the signed one leaves the signature good (RFC 6376 section 8.15): then neither counts. */
const boxesOf = (mail: ParsedMail, name: 'to' | 'cc'): ParsedMail['to'] =>
  mail.headers.filter((header) => header.name === name).length > 1 ? [] : mail[name];

export const namesThread = async (deps: Deps, communicationId: string, mail: ParsedMail): Promise<boolean> => {
  const ring = await deps.keys.ring();
  const isIts = ({ address }: { address: string }) =>
    readThreadAddress(ring, address, deps.replyDomain) === communicationId;
  if ([...boxesOf(mail, 'to'), ...boxesOf(mail, 'cc')].some(isIts)) return true;
  const ids = [...mail.inReplyTo, ...mail.references.toReversed()];
  if (ids.some((id) => isRootId(deps, id, communicationId))) return true;
  for (const id of ids) if ((await ourEmailsOf(deps, id, communicationId)).length > 0) return true;
  return false;
};

/** Clocks go wrong, and a mail may have been begun before the conversation that it ended up in. */
const toleranceMs = 24 * 3600 * 1000;

/** Also of a mail with no date, with several, or with one that cannot be read: a replayed one may have lost its own. */
export const isDatedBefore = ({ headers, date }: ParsedMail, createdAt: string): boolean => {
  const dated = headers.filter((header) => header.name === 'date').length === 1 ? Date.parse(date ?? '') : Number.NaN;
  return !(dated >= Date.parse(createdAt) - toleranceMs);
};
