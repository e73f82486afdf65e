import type { Upload } from './attachment.ts';
import type { Communication, Joined, ThreadEntry } from './communication.ts';
import type { Delivery } from './delivery.ts';
import type { Email, OutgoingEmail } from './email.ts';
import type { RenderRequest, SendFlowInput } from './flow.ts';
import type { Invoice, PrintedInvoice } from './invoice.ts';
import type { Sheets } from './page-map.ts';
import type { Contact, Contract, Group, Member, Project } from './project.ts';
import type { HeldEmail } from './quarantine.ts';
import type { SlotRequest } from './send-slots.ts';
import type { AccountState } from './sending-account.ts';
import type { Language } from './text.ts';
import type { Watch } from './watch.ts';

/** What the use cases ask of the outside. A use case takes `Pick<Ports, …>` and nothing more. */

/** ISO 8601 with milliseconds, UTC. */
export type Clock = { now(): Date };

/** Lets time pass. Milliseconds. */
export type Timer = { sleep(milliseconds: number): Promise<void> };

export type Ids = { attachment(): string; attempt(): string };

export type Page<T> = { items: T[]; next: string | null };

/** What the invoicing system owns. Reads are strongly consistent unless said otherwise. `put…` creates or replaces. */
export type ProjectStore = {
  getProject(projectId: string): Promise<Project | null>;
  putProject(project: Project): Promise<void>;
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

/** Conversations, emails and deliveries. Every write is one item, conditional where that matters. */
export type CommunicationStore = {
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

  /** Of one project: the mail that waits for an Admin, or that of which one has decided; newest first. Eventually consistent. */
  listQuarantine(
    projectId: string,
    which: 'held' | 'handled',
    limit: number,
    after: string | null,
  ): Promise<Page<HeldEmail>>;
  /**
   * Of all projects: mail of which the Admins are to be told, the earliest `tellAt` first; or whose release is unfinished,
   * oldest first. Eventually consistent.
   */
  listHeldBack(what: 'untold' | 'unfinished', limit: number): Promise<HeldEmail[]>;
  /** Writes what was decided, if nobody had yet. */
  decideQuarantine(decided: HeldEmail): Promise<boolean>;
  /** All that follows from a release is written; harmless when repeated. */
  finishRelease(emailId: string): Promise<void>;
  /** When the Admins are to be told of it, null for never; nothing once somebody has decided. */
  setTellAt(emailId: string, at: string | null): Promise<void>;

  /** Put if absent. */
  putCommunication(communication: Communication): Promise<void>;
  getCommunication(communicationId: string): Promise<Communication | null>;
  setPrivate(communicationId: string, value: boolean): Promise<Communication | null>;
  /** Adds those who are not in the list of the joined yet; harmless when repeated. */
  joinCommunication(communicationId: string, people: readonly Joined[]): Promise<void>;
  /** Only ever forward. */
  touchCommunication(communicationId: string, at: string): Promise<void>;
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
  listWatched(watch: Watch, limit: number): Promise<Delivery[]>;
  /**
   * Of one project, those in `state` or all, longest in their state last; `before` is the `deliveryPlace` of the last one
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

export type FileInfo = { bytes: number; contentType: string; metadata: Record<string, string> };

/** One bucket. Keys come from domain/file-keys.ts. */
export type Files = {
  get(key: string): Promise<Uint8Array | null>;
  head(key: string): Promise<FileInfo | null>;
  put(key: string, bytes: Uint8Array, contentType: string, metadata?: Record<string, string>): Promise<void>;
  /** False when the key was there already; the stored bytes stay. */
  putIfAbsent(key: string, bytes: Uint8Array, contentType: string, metadata?: Record<string, string>): Promise<boolean>;
  /** A URL that serves the object as an attachment of that name. */
  downloadUrl(key: string, file: { fileName: string; contentType: string }, seconds: number): Promise<string>;
  /** A PUT that only these bytes fit: length, type and SHA-256 (hex) are signed. */
  uploadUrl(
    key: string,
    file: { bytes: number; contentType: string; sha256: string },
    seconds: number,
  ): Promise<{ method: 'PUT'; url: string; headers: Record<string, string> }>;
  /** At most `limit` keys under the prefix, with the time they were written. */
  list(prefix: string, limit: number): Promise<{ key: string; at: Date }[]>;
};

/** What one SES call came to. `unknown`: the network hid it. */
export type MailOutcome =
  | { kind: 'accepted'; sesMessageId: string }
  | { kind: 'refused'; code: string }
  | { kind: 'held'; code: string }
  | { kind: 'throttled' }
  | { kind: 'unknown'; code: string };

export type OutgoingMessage = {
  raw: Uint8Array;
  /** The envelope: one recipient (ASCII, punycode domain). */
  from: string;
  to: string;
  tags: Record<string, string>;
};

/** One POST, never repeated by the client. */
export type Mailer = { send(message: OutgoingMessage): Promise<MailOutcome> };

/** The mail account's limits. */
export type SendingAccount = {
  /** As it is now; throws when that cannot be heard. */
  look(): Promise<AccountState>;
  /** As it was heard within the last minute or, failing that, at all. */
  maxPerSecond(): Promise<number>;
};

/** The account's rate, one for all processes, in the order of asking (domain/send-slots.ts). */
export type SendSlots = {
  /** Whether the next slot is within the patience; takes nothing, and may be out of date at once. */
  isNear(request: SlotRequest): Promise<boolean>;
  /** Takes the next free slot: milliseconds until then. Null when that is longer than the patience; then none is taken. */
  take(request: SlotRequest): Promise<number | null>;
};

/** The send-flow. `start` under a used name is `already`. */
export type SendFlow = {
  start(name: string, input: SendFlowInput): Promise<'started' | 'already'>;
  describe(name: string): Promise<'running' | 'ended' | 'absent'>;
};

/** Starts render-detail without waiting. */
export type RenderStarter = { startRender(request: RenderRequest): Promise<void> };

/** Hears of finished pages, more than once for a long document; the last time with `pagesDone === pages`. */
export type OnProgress = (pagesDone: number, pages: number) => void;

/**
 * What is to be printed: one HTML document and, where its generator can tell, the same page by page with the places of its
 * texts. `title` and `language` stand in the PDF, as does `date` (YYYY-MM-DD).
 */
type Printable = { html: string; title: string; language: Language; date: string; sheets?: Sheets };

/** HTML ─▶ PDF. The same document gives the same bytes. Nothing that printed for one `owner` (a project) prints for another. */
export type Renderer = {
  render(
    document: Printable & { owner?: string },
    onProgress?: OnProgress,
  ): Promise<{ pdf: Uint8Array; pages: number }>;
};

/** The Detail document (shared/documents): pure. */
export type DetailDocument = (printed: PrintedInvoice, language: Language) => Required<Printable>;

/** An outgoing message before it is MIME. Addresses are ASCII; names, subject and file names are Unicode. */
export type MimeInput = {
  from: { name: string; address: string };
  replyTo: string;
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  text: string;
  html: string;
  language: Language;
  inReplyTo: string | null;
  references: string[];
  /** Extra headers (Auto-Submitted, our loop header …): ASCII names and values. */
  headers: Record<string, string>;
  /** With a `contentId` (no angle brackets) the file is an inline image of `html`. */
  files: { fileName: string; contentType: string; content: Uint8Array; contentId?: string | null }[];
};
export type MimeWriter = { write(input: MimeInput): Promise<Uint8Array> };

/** An incoming message after MIME. Header names lower-case, values decoded, in order of appearance. */
export type ParsedMail = {
  headers: { name: string; value: string }[];
  from: { name: string; address: string }[];
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: string | null;
  text: string | null;
  html: string | null;
  /** The top-level Content-Type with its parameters, lower-case type: "multipart/report; report-type=delivery-status". */
  contentType: string;
  files: { fileName: string; contentType: string; contentId: string | null; inline: boolean; content: Uint8Array }[];
};
export type MimeReader = { read(raw: Uint8Array): Promise<ParsedMail> };

/** HTML from a person ─▶ the small subset we keep; and its text. */
export type HtmlCleaner = {
  /** A message typed in the composer: the subset of design.md section 6. */
  message(html: string): { html: string; text: string };
  /** A reply's HTML, for a sandboxed frame: no active content, remote images disarmed. */
  reply(html: string): string;
};

/** The key ring for thread addresses and cursors. `current` signs; every live key verifies. Base64 secrets of ≥ 32 bytes. */
export type KeyRing = { current: string; keys: Record<string, { secret: string; retired: boolean }> };
export type Keys = { ring(): Promise<KeyRing> };

/** One structured line; ids only. */
export type Log = {
  info(message: string, fields?: Record<string, string | number | boolean | null>): void;
  warn(message: string, fields?: Record<string, string | number | boolean | null>): void;
};

/** A figure for dashboards and alarms: one value of the metric `name`, such as how many, or seconds when the name ends so. */
export type Metrics = { count(name: string, value: number): void };

export type Ports = {
  clock: Clock;
  timer: Timer;
  ids: Ids;
  projects: ProjectStore;
  communications: CommunicationStore;
  files: Files;
  mail: Files;
  mailer: Mailer;
  account: SendingAccount;
  sendSlots: SendSlots;
  sendFlow: SendFlow;
  renderStarter: RenderStarter;
  renderer: Renderer;
  mimeWriter: MimeWriter;
  mimeReader: MimeReader;
  htmlCleaner: HtmlCleaner;
  keys: Keys;
  log: Log;
  metrics: Metrics;
};
