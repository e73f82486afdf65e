import type { Email, OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { attemptsOf, type Delivery, type DeliveryState } from '../../shared/domain/delivery/delivery.ts';
import { attemptOf } from '../../shared/domain/delivery/delivery-rules.ts';
import type { OutgoingMessage } from '../../shared/ports/mail-ports.ts';
import { budgetToken, newIncoming } from './incoming-oracle.ts';

/**
 * The invariants of docs/sending-protocol.md, written from that page and not from the code. The oracle sees every
 * accepted mail and every write, and knows the real requests of people. It keeps each breach, since the code under test
 * could catch an error that is thrown.
 */

export type Acceptance = { emailId: string; recipientId: string; attempt: number; to: string; sesMessageId: string };

const raised: DeliveryState[] = ['accepted', 'delayed', 'delivered', 'bounced', 'rejected', 'complained'];
export const level: Partial<Record<DeliveryState, number>> = {
  accepted: 1,
  delayed: 2,
  delivered: 3,
  bounced: 4,
  rejected: 4,
  complained: 5,
};

/** The changes of state that we make ourselves. `sinks` has those of mail events. */
const next: Partial<Record<DeliveryState, DeliveryState[]>> = {
  ready: ['sending', 'cancelled', 'failed'],
  sending: ['ready', 'failed', 'held', 'unconfirmed', ...raised],
  unconfirmed: raised,
  held: ['ready', 'failed'],
};

/** No mail can be out for an attempt in one of these. */
export const unmailed: readonly DeliveryState[] = ['ready', 'held', 'failed', 'cancelled'];

const sinks = (from: DeliveryState, to: DeliveryState): boolean => {
  if (from === to) return false;
  const [low, high] = [level[from], level[to]];
  if (low !== undefined && high !== undefined) return high <= low;
  return !(next[from] ?? []).includes(to);
};

export const newOracle = () => {
  const breaches: string[] = [];
  const emails = new Map<string, OutgoingEmail>();
  const acceptances: Acceptance[] = [];
  const deliveries = new Map<string, Delivery>();
  /** The requests of people: ids of emails, and resend requests by delivery. */
  const asked = { emails: new Set<string>(), resends: new Map<string, Set<string>>() };
  const addresses = new Map<string, Set<string>>();
  /** The contacts that may get notices. */
  const noticeReceivers = new Set<string>();
  /** The requests that were counted against a budget, by their names in its counter. */
  const counted = new Set<string>();
  /** Whether the request was counted for at least this many mails. A resend is counted once for all its recipients. */
  const isCounted = (request: string, mails: number): boolean =>
    [0, 1, 2, 3].some((more) => counted.has(budgetToken(request, mails + more)));

  const breach = (invariant: string, what: string): void => void breaches.push(`(${invariant}) ${what}`);
  const peopleOf = (communicationId: string): Set<string> => {
    const theirs = [...emails.values()].filter((e) => e.communicationId === communicationId && e.kind !== 'notice');
    return new Set(theirs.flatMap((e) => [e.from.contactId ?? '', ...e.recipients.map((r) => r.recipientId)]));
  };
  const incoming = newIncoming({ breach, peopleOf });
  const keyOf = (d: { emailId: string; recipientId: string }): string => `${d.emailId}/${d.recipientId}`;
  const out = (d: { emailId: string; recipientId: string }, attempt: number): Acceptance[] =>
    acceptances.filter((a) => keyOf(a) === keyOf(d) && a.attempt === attempt);

  const committed = (email: Email): void => {
    if (email.direction === 'incoming') {
      incoming.committed(email);
      return;
    }
    emails.set(email.id, email);
    if (!email.heldNotice && !isCounted(email.id, email.recipients.length))
      breach('i', `${email.kind} ${email.id} was committed, and is counted in no budget`);
    if (email.kind === 'notice') {
      for (const { recipientId } of email.recipients)
        if (!noticeReceivers.has(recipientId)) breach('g', `a notice to ${recipientId}`);
      incoming.noticeCommitted(email);
    } else if (email.kind === 'relay') incoming.relayed(email);
    else if (!asked.emails.has(email.id)) breach('h', `an email of kind ${email.kind} that nobody asked for`);
  };

  /**
   * `refused`: the pre-send check had to refuse this delivery when the process began, and nothing has changed since.
   */
  const saved = (before: Delivery | null, after: Delivery, refused: boolean): void => {
    deliveries.set(keyOf(after), after);
    incoming.marked(before, after);
    const attempts = attemptsOf(after);
    const known = before ? attemptsOf(before) : [];
    for (const [i, attempt] of attempts.entries()) {
      const old = known[i];
      const where = `attempt ${attempt.number} of ${keyOf(after)}`;
      if (old && sinks(old.state, attempt.state)) breach('f', `${where} sank from ${old.state} to ${attempt.state}`);
      if (refused && old?.state === 'ready' && attempt.state === 'sending')
        breach('g', `${where} was claimed although the pre-send check must refuse it`);
      if (old?.state === 'bounced' && attempt.state === 'bounced' && attempt.soft && !old.soft)
        breach('f', `${where} changed from a hard to a soft bounce`);
      if (unmailed.includes(attempt.state) && out(after, attempt.number).length > 0)
        breach('c', `${where} is ${attempt.state}, and was accepted`);
    }
    if (known.length > attempts.length) breach('f', `${keyOf(after)} lost an attempt`);
    const wishes = asked.resends.get(keyOf(after))?.size ?? 0;
    if (attempts.length > 1 + wishes)
      breach('b', `${attempts.length} attempts of ${keyOf(after)}, and ${wishes} asked for by a person`);
    if (attempts.some((a) => a.number > 1 && a.requestedBy === null)) breach('b', 'an attempt without a person');
    if (attempts.some((a) => a.requestId !== undefined && !isCounted(a.requestId, 1)))
      breach('i', `an attempt of ${keyOf(after)} that no budget counts`);
  };

  /** `refused` as above. */
  const accepted = (message: OutgoingMessage, sesMessageId: string, refused: boolean): void => {
    const { emailId = '', recipientId = '' } = message.tags;
    const acceptance = { emailId, recipientId, attempt: Number(message.tags.attempt), to: message.to, sesMessageId };
    const delivery = deliveries.get(keyOf(acceptance));
    const state = delivery && attemptOf(delivery, acceptance.attempt)?.state;
    acceptances.push(acceptance);
    const where = `attempt ${acceptance.attempt} of ${keyOf(acceptance)}`;
    if (out(acceptance, acceptance.attempt).length > 1) breach('a', `${where} was accepted twice`);
    if (state === undefined || unmailed.includes(state)) breach('c', `${where} is ${state}, and is being accepted`);
    if (!emails.get(emailId)?.recipients.some((r) => r.recipientId === recipientId))
      breach('g', `${recipientId} is no recipient of ${emailId}`);
    if (!addresses.get(recipientId)?.has(message.to)) breach('g', `a mail to an address that ${recipientId} never had`);
    if (refused) breach('g', `${where} was accepted although the pre-send check must refuse it`);
  };

  return {
    breaches,
    breach,
    emails,
    acceptances,
    asked,
    noticeReceivers,
    committed,
    saved,
    accepted,
    incoming,
    /** `used`: the counter's sum afterwards. `most`: its limit. */
    spent: (
      { token, ofThread }: { token: string; ofThread: boolean },
      { used, most }: { used: number; most: number },
    ): void => {
      if (ofThread) incoming.relayCounted(token);
      else counted.add(token);
      if (used > most) breach('i', `a budget of ${most} holds ${used}`);
    },
    /** `address`: null for a contact who is removed from the directory. */
    standsAt: (contactId: string, address: string | null): void => {
      if (address !== null) addresses.set(contactId, (addresses.get(contactId) ?? new Set()).add(address));
      incoming.standsAt(contactId, address);
    },
    requestResend: (emailId: string, recipientId: string, request: string): void => {
      const key = keyOf({ emailId, recipientId });
      asked.resends.set(key, (asked.resends.get(key) ?? new Set()).add(request));
    },
  };
};
export type Oracle = ReturnType<typeof newOracle>;
