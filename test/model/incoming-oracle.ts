import type { IncomingEmail, OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import { attemptsOf, type Delivery } from '../../shared/domain/delivery/delivery.ts';
import { sha256Hex } from '../../shared/domain/ids.ts';

/**
 * The invariants of incoming mail and its consequences, written from docs/receiving.md and not from the code: (h) the
 * name that a mail is recorded under, and whether it is relayed; (k) reports; (l) no mail is lost.
 */

/**
 * A non-delivery notice. `isOurs`: it names an id of our mail. `isFailure`: it says that the mail was not delivered.
 */
export type Report = { emailId: string; recipientId: string; isOurs: boolean; isFailure: boolean };

/** `stands`: it may be recorded under its sender's name. `goes`: it may be relayed without an Admin. */
export type Arrival = {
  sesMessageId: string;
  communicationId: string;
  sender: string;
  evidence: string;
  dmarc: string;
  stands: boolean;
  goes: boolean;
  report?: Report;
};

/** `ever`, `always`: contacts that had the sender's address at some time, or at all times, since the mail arrived. */
type Known = Arrival & { ever: Set<string>; always: Set<string> };

const mostNotes = 5;

/** The name of a request in a budget's counter. */
export const budgetToken = (request: string, mails: number): string => sha256Hex(`${request}#${mails}`).slice(0, 16);

type Deps = {
  breach: (invariant: string, what: string) => void;
  /** The senders and recipients of the conversation's own emails, as contact ids. */
  peopleOf: (communicationId: string) => Set<string>;
};

const add = <K>(map: Map<K, Set<string>>, key: K, value: string): void =>
  void map.set(key, (map.get(key) ?? new Set()).add(value));
const shared = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((one) => others.has(one));
const statesOf = (delivery: Delivery | null): string =>
  JSON.stringify(delivery && attemptsOf(delivery).map(({ state }) => state));

export const newIncoming = ({ breach, peopleOf }: Deps) => {
  const arrivals = new Map<string, Known>();
  const kept = new Map<string, IncomingEmail>();
  /** Each contact's address in the directory now, and every address that it has had. */
  const stands = new Map<string, string>();
  const had = new Map<string, Set<string>>();
  /** The requests of Admins, by email: `action user`. */
  const asked = new Map<string, Set<string>>();
  const relays = new Map<string, string>();
  const countedRelays = new Set<string>();
  /** Conversations that have used up their daily relays, with the relays counted until then. */
  const stopped = new Map<string, Set<string>>();
  const notes = new Map<string, Set<string>>();
  /** The late notice of each delivery. */
  const lateNotices = new Map<string, string>();

  const arrivalOf = (email: IncomingEmail): Known | undefined => arrivals.get(email.sesMessageId);
  const isInside = (one: Known, who: ReadonlySet<string>): boolean => shared(who, peopleOf(one.communicationId));

  /**
   * A person who has left the directory keeps their address in the conversation, and a release stands under their name.
   */
  const hasLeftFrom = (contactId: string, address: string): boolean =>
    !stands.has(contactId) && (had.get(contactId)?.has(address) ?? false);

  const checkName = (email: IncomingEmail, { ever, sender }: Known): void => {
    const { contactId } = email.from;
    if (contactId !== null && !ever.has(contactId) && !hasLeftFrom(contactId, sender))
      breach('h', `${email.id} is shown under the name of ${contactId}, who is not at that address`);
  };

  const noteRecorded = (email: IncomingEmail, { emailId, isOurs }: Report): void => {
    if (!isOurs) breach('k', 'a report that names no mail of ours stands in a thread');
    add(notes, emailId, email.id);
    if ((notes.get(emailId)?.size ?? 0) > mostNotes) breach('k', `more than ${mostNotes} notes about ${emailId}`);
    const said = `${email.subject} ${email.body?.text} ${email.body?.html}`;
    if (/evil|Payez/.test(said) || email.attachments.length > 0) breach('k', 'a report’s own words stand in a thread');
  };

  const recorded = (email: IncomingEmail, arrival: Known): void => {
    if (arrival.report) {
      noteRecorded(email, arrival.report);
      return;
    }
    if (!arrival.stands) breach('h', `${arrival.evidence}: it stands in a thread without evidence`);
    checkName(email, arrival);
    if (email.from.contactId === null) breach('h', `${email.id} stands in a thread without a sender`);
    if (email.kind === 'reply' && !email.relayWaits && !arrival.goes) breach('h', `${arrival.evidence} does not wait`);
    if (email.relayWaits === 'daily_cap') stopped.set(email.communicationId, new Set(countedRelays));
  };

  const quarantined = (email: IncomingEmail, arrival: Known): void => {
    const isKnown = isInside(arrival, arrival.always);
    if (arrival.stands && isKnown) breach('l', `${arrival.evidence} from a participant is quarantined`);
    if (email.held?.beyond && arrival.dmarc === 'PASS' && isKnown)
      breach('l', 'a flood of strangers hides the mail of a verified participant');
  };

  const relayed = (relay: OutgoingEmail): void => {
    const email = kept.get(relay.relayOf ?? '');
    const arrival = email && arrivalOf(email);
    if (!email || !arrival) {
      breach('h', 'a relay of a mail that never came');
      return;
    }
    if ((relays.get(email.id) ?? relay.id) !== relay.id) breach('h', `${email.id} is relayed a second time`);
    relays.set(email.id, relay.id);
    if (relay.passedOn) {
      const { by } = relay.passedOn;
      const wishes = asked.get(email.id);
      if (!wishes?.has(`relay ${by}`) && !wishes?.has(`release ${by}`))
        breach('h', `${by} never passed on ${email.id}`);
      return;
    }
    if (!arrival.goes || !isInside(arrival, arrival.ever)) breach('h', 'a relay of an unverified mail');
    if (!countedRelays.has(budgetToken(relay.id, 1)))
      breach('i', `${relay.id} is not counted among the conversation's relays of the day`);
    const before = stopped.get(email.communicationId);
    if (before && !before.has(budgetToken(relay.id, 1)))
      breach('i', 'a relay without an Admin, after the daily cap was reached');
  };

  /** The failure reports that arrived about this delivery. */
  const failuresOf = (about: Pick<Report, 'emailId' | 'recipientId'>): number =>
    [...arrivals.values()].filter(
      ({ report }) => report?.isFailure && report.emailId === about.emailId && report.recipientId === about.recipientId,
    ).length;

  return {
    arrivals,
    kept,
    notes,
    lateNotices,
    relays,
    arrived: (arrival: Arrival): void => {
      const owners = [...stands].filter(([, address]) => address === arrival.sender).map(([contact]) => contact);
      arrivals.set(arrival.sesMessageId, { ...arrival, ever: new Set(owners), always: new Set(owners) });
    },
    /** `address`: null for a contact who is removed from the directory. */
    standsAt: (contactId: string, address: string | null): void => {
      stands.delete(contactId);
      if (address !== null) {
        stands.set(contactId, address);
        add(had, contactId, address);
      }
      for (const { sender, ever, always } of arrivals.values())
        if (sender === address) ever.add(contactId);
        else always.delete(contactId);
    },
    /** A contact's address in the directory, or the last one before the contact was removed. */
    addressOf: (contactId: string): string | undefined =>
      stands.get(contactId) ?? [...(had.get(contactId) ?? [])].at(-1),
    /** An address that somebody had and nobody has now, preferably a former one of this contact. */
    formerAddress: (contactId: string): string | undefined => {
      const taken = new Set(stands.values());
      const all = [...[...had.values()].flatMap((theirs) => [...theirs]), ...(had.get(contactId) ?? [])];
      return all.findLast((address) => !taken.has(address));
    },
    ask: (emailId: string, what: string): void => add(asked, emailId, what),
    committed: (email: IncomingEmail): void => {
      const arrival = arrivalOf(email);
      kept.set(email.id, email);
      if (!arrival) breach('l', `${email.id} never came`);
      else if (email.status === 'recorded') recorded(email, arrival);
      else quarantined(email, arrival);
    },
    /** Checks an Admin's decision when it is written. */
    decided: (email: IncomingEmail): void => {
      const handled = email.held?.handled;
      const arrival = arrivalOf(email);
      if (!handled || !arrival) return;
      if (kept.get(email.id)?.held?.handled) breach('h', `${email.id} was decided twice`);
      kept.set(email.id, email);
      const wish = `${handled.action === 'released' ? 'release' : 'discard'} ${handled.by}`;
      if (handled.by !== null && !asked.get(email.id)?.has(wish)) breach('h', `${email.id}: nobody asked to ${wish}`);
      if (handled.by === null && handled.action === 'released') breach('h', `${email.id} was released by nobody`);
      if (handled.action === 'released') checkName(email, arrival);
    },
    relayed,
    relayCounted: (token: string): void => void countedRelays.add(token),
    resumed: (communicationId: string): void => {
      const wishes = [...asked].filter(([id]) => kept.get(id)?.communicationId === communicationId);
      if (!wishes.some(([, all]) => [...all].some((one) => one.startsWith('relay '))))
        breach('i', `relays of ${communicationId} resumed without an Admin`);
      stopped.delete(communicationId);
    },
    marked: (before: Delivery | null, after: Delivery): void => {
      if (JSON.stringify(before?.lateNotice) === JSON.stringify(after.lateNotice)) return;
      if ((after.lateNotice?.reports ?? 0) > failuresOf(after)) breach('k', 'a late notice is marked without a report');
      const isAnew = (before?.latest.number ?? 0) < after.latest.number;
      if (!isAnew && statesOf(before) !== statesOf(after)) breach('k', 'a report changed a state');
    },
    noticeCommitted: ({ id, notice }: OutgoingEmail): void => {
      if (notice?.trouble !== 'reported') return;
      const about = `${notice.emailId}/${notice.recipientId}`;
      if ((lateNotices.get(about) ?? id) !== id) breach('k', `a second late notice about ${about}`);
      lateNotices.set(about, id);
      if (failuresOf(notice) === 0) breach('k', `a late notice about ${about} without a report`);
    },
  };
};
