import type { Communication, Joined, ThreadEntry } from '../domain/conversation/communication.ts';
import type { Email, OutgoingEmail } from '../domain/conversation/email.ts';
import type { QuarantinedEmail } from '../domain/conversation/quarantine.ts';
import type { QuarantineGroup } from '../domain/conversation/quarantine-facts.ts';
import type { Audience, Counters } from '../domain/conversation/revision.ts';
import type { Delivery, DeliveryState } from '../domain/delivery/delivery.ts';
import type { ReconcileList } from '../domain/delivery/reconcile-lists.ts';
import type { Upload } from '../domain/files/attachment.ts';
import type { Invoice } from '../domain/invoice/invoice.ts';
import type { Contact, Contract, Group, Member, Project, SendingSwitch } from '../domain/project/project.ts';
import type { ListStore } from './list-ports.ts';

/**
 * The stores through which use cases read and write the table. Reads are strongly consistent unless noted, and give
 * null for what does not exist.
 */

export type Page<T> = { items: T[]; next: string | null };

/** The data that the invoicing system owns. `put…` creates or replaces. */
export type ProjectStore = {
  getProject(projectId: string): Promise<Project | null>;
  /** Does not change the kill switch of an existing project. */
  putProject(project: Project): Promise<void>;
  /**
   * Turns the kill switch. False if it is in that position already, which keeps the name of who turned it, or if the
   * project does not exist.
   */
  switchSending(projectId: string, to: SendingSwitch): Promise<boolean>;
  getMember(projectId: string, userId: string): Promise<Member | null>;
  putMember(member: Member): Promise<void>;
  listMembers(projectId: string): Promise<Member[]>;
  /** Eventually consistent: uses the index by user. */
  listMemberships(userId: string): Promise<Member[]>;
  getContact(projectId: string, contactId: string): Promise<Contact | null>;
  putContact(contact: Contact): Promise<void>;
  listContacts(projectId: string): Promise<Contact[]>;
  getGroup(projectId: string, groupId: string): Promise<Group | null>;
  putGroup(group: Group): Promise<void>;
  listGroups(projectId: string): Promise<Group[]>;
  getContract(projectId: string, contractId: string): Promise<Contract | null>;
  putContract(contract: Contract): Promise<void>;
  listContracts(projectId: string): Promise<Contract[]>;
  getInvoice(projectId: string, invoiceId: string): Promise<Invoice | null>;
  putInvoice(invoice: Invoice): Promise<void>;
  listInvoices(projectId: string): Promise<Invoice[]>;
  getUpload(projectId: string, attachmentId: string): Promise<Upload | null>;
  putUpload(upload: Upload): Promise<void>;
};

/** The used part of a limit in one window. `tokens`: the amount of each token, which is counted once. */
export type Used = { window: string; used: number; tokens: Record<string, number> };

/** Counters of what is used of a limit: one item per window of a scope. They expire from the table after some days. */
export type UsageStore = {
  /**
   * Adds `amount` under `token` if the sum then stays within `most`; `isSpent` tells whether it did. A token already
   * counted in this window is not added again and gives `isSpent` too. `used` is the window's resulting sum.
   */
  spend(request: {
    scope: string;
    window: string;
    token: string;
    amount: number;
    most: number;
  }): Promise<{ isSpent: boolean; used: number }>;
  /** Removes what was added under that token; harmless when repeated. */
  giveBack(scope: string, window: string, token: string): Promise<void>;
  /** The windows of a scope from `from` on, in order. */
  listUsed(scope: string, from: string): Promise<Used[]>;
  /**
   * Takes `costMs` of an allowance that refills with time, if no more than `burstMs` is then in use, and returns 0.
   * Otherwise takes nothing and returns the milliseconds after which to ask again.
   */
  take(scope: string, request: { now: Date; costMs: number; burstMs: number }): Promise<number>;
};

/** Conversations, emails and deliveries. Every write concerns one item, and is conditional where that matters. */
export type CommunicationStore = ListStore & {
  /** Put if absent. Null when this call stored it, otherwise the stored email. */
  commitEmail(email: Email): Promise<Email | null>;
  getEmail(emailId: string): Promise<Email | null>;
  /** Adds a Message-ID that replies may name; harmless when repeated. */
  addMessageId(emailId: string, messageId: string): Promise<void>;
  /** Outgoing emails without `settledAt`, oldest first; eventually consistent. */
  listOpenEmails(limit: number): Promise<OutgoingEmail[]>;
  /** Sets `settledAt` once and takes the email off the open list; harmless when repeated. */
  settleEmail(emailId: string, run: number, at: string): Promise<void>;
  /**
   * Raises the run number, requested `at`, and puts the email on the open list. False if the run is no longer `from`.
   */
  nextRun(emailId: string, from: number, at: string): Promise<boolean>;

  /**
   * One project's mail that waits for an Admin, except mails beyond a conversation's share, or (`handled`) that an
   * Admin has decided about; newest first. Eventually consistent.
   */
  listQuarantine(
    projectId: string,
    which: 'held' | 'handled',
    limit: number,
    after: string | null,
  ): Promise<Page<QuarantinedEmail>>;
  /**
   * Across projects: mail of which the Admins are to be notified (`untold`), earliest `tellAt` first; or mail whose
   * release is unfinished, oldest first. Eventually consistent.
   */
  listQuarantinedFor(what: 'untold' | 'unfinished', limit: number): Promise<QuarantinedEmail[]>;
  /** The mails of one group, newest first. Eventually consistent. */
  listBeyond(
    group: Pick<QuarantineGroup, 'projectId' | 'communicationId' | 'hour'>,
    limit: number,
    after: string | null,
  ): Promise<Page<QuarantinedEmail>>;
  /** A project's groups that are not empty, latest hour first. Eventually consistent. */
  listQuarantineGroups(projectId: string, limit: number, after: string | null): Promise<Page<QuarantineGroup>>;
  /** Adds to a group's count, which never falls below zero; an empty group is not listed. */
  countBeyond(group: Omit<QuarantineGroup, 'count'>, by: number): Promise<void>;
  /** One of `of` slices of all mail that waits for a decision, across projects. Slow. */
  listQuarantineSlice(slice: number, of: number): Promise<QuarantinedEmail[]>;
  /** Writes the decision; false if there is one already. */
  decideQuarantine(decided: QuarantinedEmail): Promise<boolean>;
  /** Marks that everything following from a release is written; harmless when repeated. */
  finishRelease(emailId: string): Promise<void>;
  /** Sets when the Admins are to be notified, null for never; has no effect once there is a decision. */
  setTellAt(emailId: string, at: string | null): Promise<void>;

  /** Put if absent. */
  putCommunication(communication: Communication): Promise<void>;
  getCommunication(communicationId: string): Promise<Communication | null>;
  /** The conversation with its revision's counters, in one read; a counter that was never raised is absent. */
  getRevised(communicationId: string): Promise<{ communication: Communication; counters: Counters } | null>;
  /** Raises each of these counters by one, in one write; no effect if the conversation does not exist. */
  raiseRevision(communicationId: string, audiences: readonly Audience[]): Promise<void>;
  /** Sets whether the conversation is private, and raises everybody's counter in the same write. */
  setPrivate(communicationId: string, value: boolean): Promise<Communication | null>;
  /** Adds the people who have not joined yet and raises these counters, in one write; harmless when repeated. */
  joinCommunication(communicationId: string, people: readonly Joined[], audiences?: readonly Audience[]): Promise<void>;
  /** Makes the conversation's relays wait from now on; the time of the first call stays. */
  stopRelays(communicationId: string, at: string): Promise<void>;
  /** Lets the conversation's relays go out again, counted from `at`; no effect if they were not stopped. */
  resumeRelays(communicationId: string, at: string): Promise<void>;
  /** Moves the conversation's last activity forward to `at`, never back; the counters are raised in any case. */
  touchCommunication(communicationId: string, at: string, audiences?: readonly Audience[]): Promise<void>;
  /** Newest activity first; `after` is the previous page's `next`. Eventually consistent. */
  listByInvoice(
    projectId: string,
    invoiceId: string,
    limit: number,
    after: string | null,
  ): Promise<Page<Communication>>;
  listByProject(projectId: string, limit: number, after: string | null): Promise<Page<Communication>>;

  /** Put if absent. */
  putEntry(entry: ThreadEntry): Promise<void>;
  /** All entries of the thread, by time. */
  listEntries(communicationId: string): Promise<ThreadEntry[]>;
  getReadAt(communicationId: string, userId: string): Promise<string | null>;
  setReadAt(communicationId: string, userId: string, at: string): Promise<void>;

  /** Put if absent, `rev` 0. */
  putDelivery(delivery: Delivery): Promise<void>;
  getDelivery(emailId: string, recipientId: string): Promise<Delivery | null>;
  listDeliveries(emailId: string): Promise<Delivery[]>;
  /** One reconcile list, across projects, longest in their state first; eventually consistent. */
  listForReconcile(list: ReconcileList, limit: number): Promise<Delivery[]>;
  /**
   * One project's deliveries in `state`, or in any if it is null, most recently changed first, without those of
   * notices. `before` is the `deliverySortKey` of the last one seen. Eventually consistent.
   */
  listProjectDeliveries(
    projectId: string,
    state: DeliveryState | null,
    limit: number,
    before: string | null,
  ): Promise<Delivery[]>;
  /** The outgoing emails of one of `of` slices, with their deliveries; all slices together contain each once. Slow. */
  listSlice(slice: number, of: number): Promise<{ email: OutgoingEmail; deliveries: Delivery[] }[]>;
  /** Writes `delivery` with rev+1 if the stored one still has `delivery.rev` and its latest attempt is in `from`. */
  saveDelivery(delivery: Delivery, from: DeliveryState): Promise<boolean>;

  /** Stores which thread a Message-ID belongs to; one id may belong to several. */
  putMessageId(messageId: string, communicationId: string, emailId: string): Promise<void>;
  findByMessageId(messageId: string): Promise<{ communicationId: string; emailId: string }[]>;
  /**
   * Stores a one-time fact, such as a duplicate's fingerprint, if it is absent. Null when this call stored it,
   * otherwise the stored value.
   */
  putFact(fact: string, value: string): Promise<string | null>;
  /** The value of a one-time fact; null if it has not happened. */
  getFact(fact: string): Promise<string | null>;
};
