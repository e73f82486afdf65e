import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { readThreadAddress } from '../../shared/domain/keys/thread-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { isRootId, ourEmailsOf } from './our-ids.ts';

/**
 * Whether a mail was written to this conversation. A signature proves who wrote a mail, not to whom it was sent: whoever
 * has a mail of a person's can post it into any conversation whose address he knows (DKIM replay, RFC 6376 section 8.6).
 * `vouched` tells which headers the sender's server stands for.
 */

type Deps = Pick<Ports, 'communications' | 'keys'> & { replyDomain: string };

export const namesThread = async (
  deps: Deps,
  communicationId: string,
  mail: ParsedMail,
  vouched: (name: string) => boolean,
): Promise<boolean> => {
  const ring = await deps.keys.ring();
  const boxes = [...(vouched('to') ? mail.to : []), ...(vouched('cc') ? mail.cc : [])];
  if (boxes.some(({ address }) => readThreadAddress(ring, address, deps.replyDomain) === communicationId)) return true;
  const ids = [
    ...(vouched('in-reply-to') ? mail.inReplyTo : []),
    ...(vouched('references') ? mail.references.toReversed() : []),
  ];
  if (ids.some((id) => isRootId(deps, id, communicationId))) return true;
  for (const id of ids) if ((await ourEmailsOf(deps, id, communicationId)).length > 0) return true;
  return false;
};

/** Clocks go wrong, and a mail may have been begun before the conversation that it ended up in. */
const toleranceMs = 24 * 3600 * 1000;

/** Also of a mail whose date nobody vouches for, or can read: a replayed one may have lost its own. */
export const isDatedBefore = ({ date }: ParsedMail, createdAt: string, vouched: (name: string) => boolean): boolean =>
  !(vouched('date') && Date.parse(date ?? '') >= Date.parse(createdAt) - toleranceMs);
