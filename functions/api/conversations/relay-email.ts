import { withCurrentAddresses } from '../../../shared/actions/read-addresses.ts';
import { relayMail } from '../../../shared/actions/relay-mail.ts';
import type { Handler } from '../../../shared/api/handler.ts';
import type { IncomingEmail } from '../../../shared/domain/conversation/email.ts';
import { releasedAuthor } from '../../../shared/domain/conversation/quarantine.ts';
import { ServiceError } from '../../../shared/domain/errors.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findCommunication, findEmail } from './find-communication.ts';
import { spendOnRelay } from './spend-on-relay.ts';

const notWaiting = (): ServiceError =>
  new ServiceError('conflict', 'relay-not-waiting', (say) => say.sending.relayNotWaiting);

const waits = ({ relayWaits, status }: IncomingEmail): boolean => relayWaits !== undefined && status === 'recorded';

type Deps = Pick<
  Ports,
  'projects' | 'communications' | 'usage' | 'mailLimits' | 'files' | 'sendFlow' | 'clock' | 'log'
>;

/**
 * The relay's id is derived from the reply: a repeat, or a second Admin, finds the first one's relay, and nobody is
 * mailed twice.
 */
export const relayEmail =
  (deps: Deps): Handler<'relayEmail'> =>
  async ({ member, path }) => {
    const communication = await withCurrentAddresses(deps, await findCommunication(deps, member, path));
    const email = await findEmail(deps, member, path);
    if (email.direction !== 'incoming' || !waits(email)) throw notWaiting();
    const contact = await deps.projects.getContact(member.projectId, member.contactId);
    const name = contact?.name ?? member.userId;
    const at = deps.clock.now().toISOString();
    const passedOn = { by: member.userId, name, at, verified: email.trust === 'verified' };
    const author = releasedAuthor(communication, email);
    await spendOnRelay(deps, { communication, email, author, userId: member.userId });
    const relay = await relayMail(deps, communication, email, { author, passedOn });
    if (!relay) throw notWaiting();
    // The Admin has now seen this conversation, so its next relays go out automatically again.
    await deps.communications.resumeRelays(communication.id, at);
    deps.log.info('relay requested', { projectId: path.projectId, emailId: email.id, userId: member.userId });
    return { status: 202, body: { emailId: email.id, relayId: relay.id, recipients: relay.recipients.length } };
  };
