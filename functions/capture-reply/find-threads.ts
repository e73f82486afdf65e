import { findFormer, withCurrentAddresses } from '../../shared/actions/read-addresses.ts';
import { authorOf } from '../../shared/domain/conversation/relay.ts';
import type { CurrentCommunication } from '../../shared/domain/conversation/thread-addresses.ts';
import { type MailKind, reportedMessageIds } from '../../shared/domain/inbound/mail-kind.ts';
import type { ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import type { KeyRing } from '../../shared/domain/keys/key-ring.ts';
import { readThreadAddress } from '../../shared/domain/keys/thread-address.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { ourEmailsOf, rootOf } from './our-ids.ts';
import type { Receipt } from './receipt.ts';

/**
 * Finds the conversations that a mail belongs to: by our address, otherwise by an id that we sent
 * (docs/receiving.md#which-conversation).
 */

type Deps = Pick<Ports, 'communications' | 'projects' | 'keys'> & { replyDomain: string };

/** Headers in which forwarders and mail servers record the recipient; none of them is proof. */
const addressHeaders = ['delivered-to', 'x-original-to', 'x-forwarded-to', 'envelope-to', 'x-envelope-to'];

const headerAddresses = (mail: ParsedMail): string[] => [
  ...[...mail.to, ...mail.cc].map((box) => box.address),
  ...mail.headers
    .filter((header) => addressHeaders.includes(header.name))
    .flatMap((header) => header.value.match(/[^\s<>,;:"]{1,320}@[^\s<>,;:"]{1,320}/g) ?? []),
];

const threadsNamed = (ring: KeyRing, addresses: readonly string[], replyDomain: string): string[] => {
  const found = addresses.map((address) => readThreadAddress(ring, address, replyDomain));
  return [...new Set(found.filter((id) => id !== null))];
};

const load = async (deps: Deps, ids: readonly string[]): Promise<CurrentCommunication[]> => {
  const found = await Promise.all(ids.map((id) => deps.communications.getCommunication(id)));
  return Promise.all(found.filter((one) => one !== null).map((one) => withCurrentAddresses(deps, one)));
};

/** The conversations of an id of ours: the root that is in References of all our mails, or the id that SES gave one. */
const threadsOfId = async (deps: Deps, messageId: string): Promise<string[]> => {
  const root = rootOf(deps, messageId);
  if (root !== null) return [root];
  const found = await deps.communications.findByMessageId(messageId);
  return [...new Set(found.map((entry) => entry.communicationId))];
};

/** Uses the nearest id that leads to a thread where `belongs` holds. */
const byIds = async (
  deps: Deps,
  messageIds: readonly string[],
  belongs: (communication: CurrentCommunication) => Promise<boolean>,
): Promise<CurrentCommunication[]> => {
  for (const messageId of messageIds) {
    const threads = await load(deps, await threadsOfId(deps, messageId));
    const isIts = await Promise.all(threads.map(belongs));
    if (isIts.includes(true)) return threads.filter((_, i) => isIts[i]);
  }
  return [];
};

/** True for a mail about one of ours: a bounce, a complaint or a read receipt. */
export const isReport = (kind: MailKind | null): boolean => kind === 'report' || kind === 'bounce';

/**
 * Whether a report names an id that SES gave one of our mails in this thread. The root id proves nothing: anybody can
 * write it.
 */
export const namesOurId = async (deps: Deps, communicationId: string, mail: ParsedMail): Promise<boolean> => {
  for (const messageId of reportedMessageIds(mail)) {
    if ((await ourEmailsOf(deps, messageId, communicationId)).length > 0) return true;
  }
  return false;
};

export const findThreads = async (
  deps: Deps,
  { recipients }: Receipt,
  mail: ParsedMail | null,
  kind: MailKind | null,
): Promise<CurrentCommunication[]> => {
  const ring = await deps.keys.ring();
  const byEnvelope = threadsNamed(ring, recipients, deps.replyDomain);
  const named =
    byEnvelope.length > 0 ? byEnvelope : threadsNamed(ring, mail ? headerAddresses(mail) : [], deps.replyDomain);
  if (named.length > 0 || mail === null) return load(deps, named);
  if (isReport(kind)) {
    const ids = reportedMessageIds(mail).filter((id) => rootOf(deps, id) === null);
    return byIds(deps, ids, async () => true);
  }
  const { sender } = mail;
  if (sender === null) return [];
  // An id is no secret, so by itself it admits only people whom the thread knows or knew.
  const isKnown = async (c: CurrentCommunication) =>
    authorOf(c, sender) !== null || (await findFormer(deps, c, sender)) !== null;
  return byIds(deps, [...mail.inReplyTo, ...mail.references.toReversed()], isKnown);
};
