import type { RenderRequest, SendFlowInput } from '../domain/conversation/flow.ts';
import type { PictureFault } from '../domain/files/picture.ts';
import type { PrintedInvoice } from '../domain/invoice/invoice.ts';
import type { KeyRing } from '../domain/keys/key-ring.ts';
import type { MailLimits } from '../domain/quota.ts';
import type { Language } from '../domain/text.ts';
import type { HtmlCleaner, Mailer, MimeReader, MimeWriter, SendingAccount, SendSlots } from './mail-ports.ts';
import type { Sheets } from './page-map.ts';
import type { CommunicationStore, ProjectStore, UsageStore } from './store-ports.ts';

/** What the use cases ask of the outside. A use case takes `Pick<Ports, …>` and nothing more. */

/** ISO 8601 with milliseconds, UTC. */
export type Clock = { now(): Date };

/** Lets time pass. Milliseconds. */
export type Timer = { sleep(milliseconds: number): Promise<void> };

export type Ids = { attachment(): string; attempt(): string };

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
  /** A document is on its way: what takes long to start is started. */
  ahead?(): void;
};

/** The Detail document (shared/documents): pure. */
export type DetailDocument = (printed: PrintedInvoice, language: Language) => Required<Printable>;

/** Decodes a logo, and encodes it anew in its own type and at the size of its place; or says why it does not. */
export type LogoMaker = {
  remake(dataUrl: string): Promise<{ logo: string } | { fault: PictureFault | 'broken' }>;
};

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
  usage: UsageStore;
  mailLimits: MailLimits;
  /** After so many days mail that nobody decided about is discarded. */
  quarantineDays: number;
  files: Files;
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
