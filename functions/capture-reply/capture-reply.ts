import { lookIntoMail } from '../../shared/actions/look-into-mail.ts';
import { findFormer } from '../../shared/actions/read-addresses.ts';
import type { Communication } from '../../shared/domain/conversation/communication.ts';
import { type Author, authorOf } from '../../shared/domain/conversation/relay.ts';
import type { CurrentCommunication } from '../../shared/domain/conversation/thread-addresses.ts';
import { forLog, ServiceError } from '../../shared/domain/errors.ts';
import { inboundKey } from '../../shared/domain/files/file-keys.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import {
  type CaptureDecision,
  type CaptureFacts,
  decideCapture,
  isProven,
} from '../../shared/domain/inbound/capture-decision.ts';
import { captureNotes } from '../../shared/domain/inbound/capture-notes.ts';
import { type MailKind, mailKind } from '../../shared/domain/inbound/mail-kind.ts';
import { capturedFact, type ParsedMail } from '../../shared/domain/inbound/parsed-mail.ts';
import { isVouched } from '../../shared/domain/inbound/vouched-headers.ts';
import { relayBrake } from '../../shared/domain/limits.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { captureReport } from './capture-report.ts';
import { findThreads, isReport, namesOurId } from './find-threads.ts';
import { incomingId } from './keep-mail.ts';
import { isDatedBefore, namesThread } from './named-thread.ts';
import type { Receipt } from './receipt.ts';
import { type RecordDeps, recordMail } from './record-mail.ts';

export type CaptureDeps = RecordDeps & Pick<Ports, 'mail' | 'mimeReader' | 'keys' | 'projects' | 'metrics' | 'clock'>;
type Deps = CaptureDeps;
type Arrived = {
  receipt: Receipt;
  mail: ParsedMail | null;
  bytes: number;
  kind: MailKind | null;
  /** The result of examining its files: once per mail, however many threads it names. */
  look: () => ReturnType<typeof lookIntoMail>;
};

export type CaptureOutcome = {
  communicationId: string | null;
  emailId: string | null;
  outcome: 'recorded' | 'quarantined' | 'duplicate' | 'dropped' | 'unroutable';
  reason: string | null;
};

/** Recovers from a mail that breaks the reader or exceeds its limits: the original is kept and shown to an Admin. */
const parse = ({ mimeReader, log }: Deps, raw: Uint8Array, { sesMessageId }: Receipt): Promise<ParsedMail | null> =>
  mimeReader.read(raw).catch((error: unknown) => {
    log.warn('mail unparseable', { sesMessageId, error: error instanceof Error ? error.name : 'unknown' });
    return null;
  });

/**
 * True when the conversation has had too many relays within the window of the brake. The window ends at the mail's own
 * time, so that a repeated call has the same result.
 */
const isOverBrake = async ({ communications }: Deps, { id }: Communication, receipt: Receipt): Promise<boolean> => {
  const since = new Date(Date.parse(receipt.timestamp) - relayBrake.seconds * 1000).toISOString();
  const own = derivedId('eml', 'relay', incomingId(receipt, id));
  const relays = (await communications.listEntries(id)).filter(
    (entry) => entry.kind === 'relay' && entry.createdAt > since && entry.emailId !== own,
  );
  return relays.length >= relayBrake.count;
};

const isInDirectory = async ({ projects }: Deps, { projectId }: Communication, author: Author | null) =>
  author !== null && (await projects.getContact(projectId, author.contactId)) !== null;

/**
 * Classifies the mail again once the thread is known. From a person of the thread whom SES verified, neither the
 * wording of the subject nor a forwarded report alone makes the mail automatic.
 */
const kindIn = (
  { replyDomain }: Deps,
  { receipt, mail, kind }: Arrived,
  { subject }: Communication,
  author: Author | null,
): MailKind | null =>
  mail !== null && author !== null && isProven({ ...receipt, mail })
    ? mailKind(mail, receipt.returnPath, replyDomain, subject)
    : kind;

const factsOf = async (deps: Deps, arrived: Arrived, thread: CurrentCommunication): Promise<CaptureFacts> => {
  const { receipt, mail } = arrived;
  const author = mail?.sender ? authorOf(thread, mail.sender) : null;
  const kind = kindIn(deps, arrived, thread, author);
  const { dmarc } = receipt.verdicts;
  const vouched = (name: string) => mail !== null && isVouched({ ...receipt, mail }, name);
  // Former addresses are looked up only for mail that DMARC does not reject: a forged address is not worth the reads.
  const isWorthwhile = author === null && (dmarc === 'PASS' || dmarc === 'GRAY');
  return {
    verdicts: receipt.verdicts,
    returnPath: receipt.returnPath,
    sesFrom: receipt.sesFrom,
    mail,
    kind,
    author,
    namesOurId: mail !== null && isReport(kind) && (await namesOurId(deps, thread.id, mail)),
    former: mail?.sender && isWorthwhile ? await findFormer(deps, thread, mail.sender) : null,
    namesThread: mail !== null && author !== null && (await namesThread(deps, thread.id, mail, vouched)),
    isDatedBefore: mail !== null && isDatedBefore(mail, thread.createdAt, vouched),
    inDirectory: await isInDirectory(deps, thread, author),
    overBrake: author !== null && kind === 'human' && (await isOverBrake(deps, thread, receipt)),
  };
};

/**
 * Records that the mail has no conversation. No bounce is sent, so its sender learns nothing; operators see the count.
 */
const parkUnroutable = async ({ communications }: Deps, { sesMessageId, timestamp }: Receipt, reason: string) => {
  await communications.putFact(`unroutable#${sesMessageId}`, timestamp);
  return { communicationId: null, emailId: null, outcome: 'unroutable' as const, reason };
};

const captureIn = async (
  deps: Deps,
  arrived: Arrived,
  communication: CurrentCommunication,
): Promise<CaptureOutcome> => {
  const facts = await factsOf(deps, arrived, communication);
  const decided = decideCapture(facts);
  // Quarantined mail is examined only when an Admin releases it, so that strangers cannot cause the work. Only the
  // fields of a report are kept, so it needs no examination.
  const isNote = isReport(facts.kind);
  const found = decided.action === 'record' && !isNote ? await arrived.look() : null;
  const decision: CaptureDecision = found ? { action: 'quarantine', reason: found } : decided;
  const communicationId = communication.id;
  if (decision.action === 'drop')
    return { communicationId, emailId: null, outcome: 'dropped', reason: decision.reason };
  const { receipt, mail, bytes } = arrived;
  const { author, former } = facts;
  const notes = captureNotes(facts, decision);
  const captured = { communication, receipt, mail, bytes, author, former, decision, notes };
  const result =
    isNote && mail !== null && decision.action === 'record'
      ? await captureReport(deps, { ...captured, mail })
      : await recordMail(deps, captured);
  return { communicationId, ...result };
};

/** Reasons of relays that wait because there were too many. */
const braked = ['relay_waits_brake', 'relay_waits_budget', 'relay_waits_daily_cap'];

const report = ({ log, metrics }: Deps, { sesMessageId }: Receipt, outcomes: CaptureOutcome[]): void => {
  for (const outcome of outcomes) log.info('mail captured', { sesMessageId, ...outcome });
  const count = (kind: CaptureOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === kind).length;
  metrics.count('Quarantined', count('quarantined'));
  metrics.count('Unroutable', count('unroutable'));
  metrics.count('RelaysBraked', outcomes.filter(({ reason }) => braked.includes(reason ?? '')).length);
};

const lookOnce = (deps: Deps, mail: ParsedMail | null): Arrived['look'] => {
  let found: ReturnType<typeof lookIntoMail> | undefined;
  return () => {
    found ??= mail === null ? Promise.resolve(null) : lookIntoMail(deps, mail);
    return found;
  };
};

/**
 * Files one incoming mail in each conversation whose thread address it was sent to, or else whose Message-IDs it names:
 * decides what kind of mail it is and whether to trust it, then records and relays it once (docs/receiving.md). The
 * fact written last tells reconcile that nothing is left to do. Returns one outcome for each conversation.
 */
export const captureReply =
  (deps: Deps) =>
  async (receipt: Receipt): Promise<CaptureOutcome[]> => {
    const raw = await deps.mail.get(inboundKey(receipt.sesMessageId));
    if (raw === null)
      throw new ServiceError('unavailable', 'mail-not-stored', forLog('The raw mail is not there yet.'));
    const mail = await parse(deps, raw, receipt);
    const kind = mail && mailKind(mail, receipt.returnPath, deps.replyDomain);
    const threads = await findThreads(deps, receipt, mail, kind);
    const outcomes: CaptureOutcome[] = [];
    const arrived = { receipt, mail, bytes: raw.byteLength, kind, look: lookOnce(deps, mail) };
    for (const thread of threads) outcomes.push(await captureIn(deps, arrived, thread));
    if (threads.length === 0) outcomes.push(await parkUnroutable(deps, receipt, 'no_thread'));
    report(deps, receipt, outcomes);
    await deps.communications.putFact(capturedFact(receipt.sesMessageId), receipt.timestamp);
    return outcomes;
  };
