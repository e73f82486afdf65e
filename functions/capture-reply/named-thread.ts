import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { readThreadAddress } from '../../shared/domain/keys/thread-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { isRootId, ourEmailsOf } from './our-ids.ts';

/**
 * Whether a mail was written to this conversation. A signature proves who wrote a mail, not to whom: anyone who has a
 * person's mail can send it again to any conversation whose address they know (DKIM replay, RFC 6376 section 8.6).
 * `vouched` says which headers the sender's server vouches for.
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

/** Clocks can be wrong, and a mail may have been started before the conversation it ended up in. */
const toleranceMs = 24 * 3600 * 1000;

/** True also for a mail whose date cannot be read or is not vouched for: a replayed mail may have lost its own. */
export const isDatedBefore = ({ date }: ParsedMail, createdAt: string, vouched: (name: string) => boolean): boolean =>
  !(vouched('date') && Date.parse(date ?? '') >= Date.parse(createdAt) - toleranceMs);
