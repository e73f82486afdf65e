import type { RenderRequest, SendFlowInput } from '../domain/conversation/flow.ts';
import type { PictureFault } from '../domain/files/picture.ts';
import type { PrintedInvoice } from '../domain/invoice/invoice.ts';
import type { KeyRing } from '../domain/keys/key-ring.ts';
import type { MailLimits } from '../domain/quota.ts';
import type { Language } from '../domain/text.ts';
import type { Pages } from './display-list.ts';
import type { HtmlCleaner, Mailer, MimeReader, MimeWriter, SendingAccount, SendSlots } from './mail-ports.ts';
import type { CommunicationStore, ProjectStore, UsageStore } from './store-ports.ts';

/** Everything that use cases need from outside. A use case takes `Pick<Ports, …>` with what it uses. */

/** The current instant. */
export type Clock = { now(): Date };

/** Waits for a number of milliseconds. */
export type Timer = { sleep(milliseconds: number): Promise<void> };

/** New ids, which no other call returns. */
export type Ids = { attachment(): string; attempt(): string };

export type FileInfo = { bytes: number; contentType: string; metadata: Record<string, string> };

/** The objects of one bucket; null for one that does not exist. Keys come from domain/files/file-keys.ts. */
export type Files = {
  get(key: string): Promise<Uint8Array | null>;
  head(key: string): Promise<FileInfo | null>;
  put(key: string, bytes: Uint8Array, contentType: string, metadata?: Record<string, string>): Promise<void>;
  /** False when the key exists already; the stored bytes stay. */
  putIfAbsent(key: string, bytes: Uint8Array, contentType: string, metadata?: Record<string, string>): Promise<boolean>;
  /** A URL that serves the object as a download with that name. */
  downloadUrl(key: string, file: { fileName: string; contentType: string }, seconds: number): Promise<string>;
  /** A presigned PUT that accepts only these bytes: length, type and SHA-256 (hex) are signed. */
  uploadUrl(
    key: string,
    file: { bytes: number; contentType: string; sha256: string },
    seconds: number,
  ): Promise<{ method: 'PUT'; url: string; headers: Record<string, string> }>;
  /** At most `limit` keys with the prefix, with the time each was written. */
  list(prefix: string, limit: number): Promise<{ key: string; at: Date }[]>;
};

/** The send-flow. `start` returns `already` if an execution has that name. */
export type SendFlow = {
  start(name: string, input: SendFlowInput): Promise<'started' | 'already'>;
  describe(name: string): Promise<'running' | 'ended' | 'absent'>;
};

/** Starts render-detail without waiting. */
export type RenderStarter = { startRender(request: RenderRequest): Promise<void> };

/**
 * Called with the number of finished pages: several times for a long document, and the last time with `pagesDone` equal
 * to `pages`.
 */
export type OnProgress = (pagesDone: number, pages: number) => void;

/**
 * A file inside the PDF that holds the document's data for programs; `text` makes it. `relationship` says what it is to
 * the document: what the document was made from, or the data behind a part of it (ISO 32000-2, 7.11.3).
 */
export type DataFile = {
  name: string;
  type: string;
  description: string;
  relationship: 'Source' | 'Data';
  text(): string;
};

/** A document to print. `title`, `language` and `date` (YYYY-MM-DD) become properties of the PDF. */
type Printable = {
  title: string;
  language: Language;
  date: string;
  pages: Pages;
  dataFiles?: readonly DataFile[];
};

/**
 * Pages ─▶ PDF. The same document gives the same bytes. A browser that printed for one `owner` (a project) never prints
 * for another.
 */
export type Renderer = {
  render(
    document: Printable & { owner?: string },
    onProgress?: OnProgress,
  ): Promise<{ pdf: Uint8Array; pages: number }>;
  /** Announces that a document will come, so that a slow start begins before it does. */
  prewarm?(): void;
};

/** Lays out the Detail document (shared/documents). The same invoice and language give the same document. */
export type DetailDocument = (printed: PrintedInvoice, language: Language) => Required<Printable>;

/** Decodes a logo and encodes it anew in the same type, at its printed size; or says what is wrong with it. */
export type LogoMaker = {
  remake(dataUrl: string): Promise<{ logo: string } | { fault: PictureFault | 'broken' }>;
};

export type Keys = { ring(): Promise<KeyRing> };

/** Writes one structured line, with ids only: never an address, a name, a subject, a body or a token. */
export type Log = {
  info(message: string, fields?: Record<string, string | number | boolean | null>): void;
  warn(message: string, fields?: Record<string, string | number | boolean | null>): void;
};

/**
 * Records one value of the metric `name`, for dashboards and alarms: seconds if the name ends in `Seconds`, otherwise a
 * count.
 */
export type Metrics = { count(name: string, value: number): void };

export type Ports = {
  clock: Clock;
  timer: Timer;
  ids: Ids;
  projects: ProjectStore;
  communications: CommunicationStore;
  usage: UsageStore;
  mailLimits: MailLimits;
  /** Days after which undecided quarantined mail is discarded. */
  quarantineDays: number;
  /** FILES_BUCKET, with everything except incoming mail. */
  files: Files;
  /** MAIL_BUCKET, with the original of every incoming mail. */
  mail: Files;
  mailer: Mailer;
  account: SendingAccount;
  sendSlots: SendSlots;
  sendFlow: SendFlow;
  renderStarter: RenderStarter;
  renderer: Renderer;
  logos: LogoMaker;
  mimeWriter: MimeWriter;
  mimeReader: MimeReader;
  htmlCleaner: HtmlCleaner;
  keys: Keys;
  log: Log;
  metrics: Metrics;
};
