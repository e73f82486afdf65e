import type { Communication, Joined, ThreadEntry } from '../domain/conversation/communication.ts';
import type { Email, OutgoingEmail } from '../domain/conversation/email.ts';
import type { QuarantinedEmail } from '../domain/conversation/quarantine.ts';
import type { QuarantineGroup } from '../domain/conversation/quarantine-facts.ts';
import type { Audience, Counters } from '../domain/conversation/revision.ts';
import type { Delivery } from '../domain/delivery/delivery.ts';
import type { ReconcileList } from '../domain/delivery/reconcile-lists.ts';
import type { Upload } from '../domain/files/attachment.ts';
import type { Invoice } from '../domain/invoice/invoice.ts';
import type { Contact, Contract, Group, Member, Project, SendingSwitch } from '../domain/project/project.ts';
import type { ListStore } from './list-ports.ts';

/** What is kept in the table. */

export type Page<T> = { items: T[]; next: string | null };

/** What the invoicing system owns. Reads are strongly consistent unless said otherwise. `put…` creates or replaces. */
export type ProjectStore = {
  getProject(projectId: string): Promise<Project | null>;
  /** Leaves the kill switch of a project that is there as it is. */
  putProject(project: Project): Promise<void>;
  /** Turns the kill switch. False when it stands so already, or the project is not there: the first one stays. */
  switchSending(projectId: string, to: SendingSwitch): Promise<boolean>;
  getMember(projectId: string, userId: string): Promise<Member | null>;
  putMember(member: Member): Promise<void>;
  listMembers(projectId: string): Promise<Member[]>;
  /** Eventually consistent: by the index over users. */
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

/** What was used of a limit in one window. `tokens`: by what, each counted once. */
export type Used = { window: string; used: number; tokens: Record<string, number> };

/** Counters: one item for each window of a scope, written conditionally. The table forgets them after some days. */
export type UsageStore = {
  /**
   * Adds `amount` under `token` when the sum is then at most `most`. A token that was counted in this window is spent
   * already. `used`: the window's sum as it then stands.
   */
  spend(request: {
    scope: string;
    window: string;
    token: string;
    amount: number;
    most: number;
  }): Promise<{ isSpent: boolean; used: number }>;
  /** Takes back what was added under that token; harmless when repeated. */
  giveBack(scope: string, window: string, token: string): Promise<void>;
  /** From that window on, in order. */
  listUsed(scope: string, from: string): Promise<Used[]>;
  /**
   * An allowance that fills up with time: takes `costMs` of it when at most `burstMs` is then taken. Answers 0, or the
   * milliseconds after which it may be asked again; then nothing is taken.
   */
  take(scope: string, request: { now: Date; costMs: number; burstMs: number }): Promise<number>;
};

/** Conversations, emails and deliveries. Every write is one item, conditional where that matters. */
export type CommunicationStore = ListStore & {
  /** Put if absent. Null when this call stored it, the stored email when it was there. */
  commitEmail(email: Email): Promise<Email | null>;
  getEmail(emailId: string): Promise<Email | null>;
  /** Adds an id that a mail program may answer to; harmless when repeated. */
  addMessageId(emailId: string, messageId: string): Promise<void>;
  /** Outgoing emails without `settledAt`, oldest first; eventually consistent. */
  listOpenEmails(limit: number): Promise<OutgoingEmail[]>;
  /** Sets `settledAt` once and takes the email off the open list; harmless when repeated. */
  settleEmail(emailId: string, run: number, at: string): Promise<void>;
  /** run → run+1, asked for `at`, and open again. False when the run was not `from` any more. */
  nextRun(emailId: string, from: number, at: string): Promise<boolean>;

  /** Of one project: the mail that waits for an Admin, without what is beyond a conversation's share, or that of which one has decided; newest first. Eventually consistent. */
  listQuarantine(
    projectId: string,
    which: 'held' | 'handled',
    limit: number,
    after: string | null,
  ): Promise<Page<QuarantinedEmail>>;
  /**
   * Of all projects: mail of which the Admins are to be told, the earliest `tellAt` first; or whose release is unfinished,
   * oldest first. Eventually consistent.
   */
  listQuarantinedFor(what: 'untold' | 'unfinished', limit: number): Promise<QuarantinedEmail[]>;
  /** Of one group of them, newest first. Eventually consistent. */
  listBeyond(
    group: Pick<QuarantineGroup, 'projectId' | 'communicationId' | 'hour'>,
    limit: number,
    after: string | null,
  ): Promise<Page<QuarantinedEmail>>;
  /** A project's groups that have mails, latest hour first. Eventually consistent. */
  listQuarantineGroups(projectId: string, limit: number, after: string | null): Promise<Page<QuarantineGroup>>;
  /** Adds to a group's count, which never falls below nought; a group without mails is not listed. */
  countBeyond(group: Omit<QuarantineGroup, 'count'>, by: number): Promise<void>;
  /** Of all projects, one of `of` slices of the mail that waits for a decision. Slow. */
  listQuarantineSlice(slice: number, of: number): Promise<QuarantinedEmail[]>;
  /** Writes what was decided, if nobody had yet. */
  decideQuarantine(decided: QuarantinedEmail): Promise<boolean>;
  /** All that follows from a release is written; harmless when repeated. */
  finishRelease(emailId: string): Promise<void>;
  /** When the Admins are to be told of it, null for never; nothing once somebody has decided. */
  setTellAt(emailId: string, at: string | null): Promise<void>;

  /** Put if absent. */
  putCommunication(communication: Communication): Promise<void>;
  getCommunication(communicationId: string): Promise<Communication | null>;
  /** With the counters of its revision, in one read: those that were never raised are not there. */
  getRevised(communicationId: string): Promise<{ communication: Communication; counters: Counters } | null>;
  /** Raises these counters by one each, in one write; nothing where there is no such conversation. */
  raiseRevision(communicationId: string, audiences: readonly Audience[]): Promise<void>;
  /** Raises everybody's counter in the same write. */
  setPrivate(communicationId: string, value: boolean): Promise<Communication | null>;
  /** Adds those who are not in the list of the joined yet, and raises these counters with them; harmless when repeated. */
  joinCommunication(communicationId: string, people: readonly Joined[], audiences?: readonly Audience[]): Promise<void>;
  /** Relays of it wait from now on; the first time stays. */
  stopRelays(communicationId: string, at: string): Promise<void>;
  /** They go on by themselves, counted from `at`; nothing where they were not stopped. */
  resumeRelays(communicationId: string, at: string): Promise<void>;
  /** The time only ever moves forward; these counters are raised in any case. */
  touchCommunication(communicationId: string, at: string, audiences?: readonly Audience[]): Promise<void>;
  /** Newest activity first; `after` is the `next` of the page before. Eventually consistent. */
  listByInvoice(
    projectId: string,
    invoiceId: string,
    limit: number,
    after: string | null,
  ): Promise<Page<Communication>>;
  listByProject(projectId: string, limit: number, after: string | null): Promise<Page<Communication>>;

  /** Put if absent. */
  putEntry(entry: ThreadEntry): Promise<void>;
  /** Every entry of the thread, by time. */
  listEntries(communicationId: string): Promise<ThreadEntry[]>;
  getReadAt(communicationId: string, userId: string): Promise<string | null>;
  setReadAt(communicationId: string, userId: string, at: string): Promise<void>;

  /** Put if absent, `rev` 0. */
  putDelivery(delivery: Delivery): Promise<void>;
  getDelivery(emailId: string, recipientId: string): Promise<Delivery | null>;
  listDeliveries(emailId: string): Promise<Delivery[]>;
  /** Of all projects, those that reconcile looks after, longest in their state first; eventually consistent. */
  listForReconcile(watch: ReconcileList, limit: number): Promise<Delivery[]>;
  /**
   * Of one project, those in `state` or all, longest in their state last; `before` is the `deliverySortKey` of the last one
   * seen. None of a notice. Eventually consistent.
   */
  listProjectDeliveries(
    projectId: string,
    state: Delivery['attempts'][number]['state'] | null,
    limit: number,
    before: string | null,
  ): Promise<Delivery[]>;
  /** The outgoing emails of one of `of` slices, with their deliveries: over all slices each of them once. Slow. */
  listSlice(slice: number, of: number): Promise<{ email: OutgoingEmail; deliveries: Delivery[] }[]>;
  /** Writes `delivery` with rev+1 if the stored one still has `delivery.rev` and its latest attempt is in `from`. */
  saveDelivery(delivery: Delivery, from: Delivery['attempts'][number]['state']): Promise<boolean>;

  /** Remembers which thread a Message-ID belongs to (one id may name several). */
  putMessageId(messageId: string, communicationId: string, emailId: string): Promise<void>;
  findByMessageId(messageId: string): Promise<{ communicationId: string; emailId: string }[]>;
  /** Put if absent on any one-time fact, such as a duplicate's fingerprint. Null when this call stored it; else the stored value. */
  once(fact: string, value: string): Promise<string | null>;
  /** The value of a one-time fact; null when it has not happened. */
  recall(fact: string): Promise<string | null>;
};
