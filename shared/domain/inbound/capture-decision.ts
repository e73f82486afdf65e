import type { QuarantineReason, RelayWait, Verdicts } from '../conversation/quarantine-facts.ts';
import type { Author } from '../conversation/relay.ts';
import type { Former } from '../conversation/thread-addresses.ts';
import { normalizeAddress } from '../mail-address.ts';
import type { MailKind } from './mail-kind.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { sesResults } from './ses-results.ts';

/** Decides what happens to an incoming mail in one thread, by the table of docs/receiving.md: the first match wins. */

export type CaptureFacts = {
  /** SES's verdicts. For DMARC, `GRAY` means that the sender's domain has no policy. */
  verdicts: Verdicts;
  /** Null when the mail could not be parsed. */
  mail: ParsedMail | null;
  /** `own`: one of our mails that came back; `bounce`, `report`: a program says what became of one of our mails. */
  kind: MailKind | null;
  /** The envelope sender; null if there is none. */
  returnPath: string | null;
  /** From as SES read it, from the receipt: `Name <address>`, one entry per mailbox. */
  sesFrom: readonly string[];
  /** A report names an id that SES gave one of our mails in this thread. */
  namesOurId: boolean;
  /** The person of the thread whose address is in From; null for a stranger. */
  author: Author | null;
  /** The person whose former address this is. Looked up only when there is no author. */
  former: Former | null;
  /** The author is still in the project's directory. */
  inDirectory: boolean;
  /** To, Cc, In-Reply-To or References names this conversation, in a header that the sender's server vouches for. */
  namesThread: boolean;
  /** Dated before the conversation, or its date is not vouched for by the sender's server. */
  isDatedBefore: boolean;
  /** The thread has had its share of relays (limits.relayBrake). */
  overBrake: boolean;
};

export type CaptureDecision =
  | { action: 'quarantine'; reason: QuarantineReason }
  | { action: 'drop'; reason: 'loop' }
  | { action: 'record'; as: 'automatic'; trust: 'verified' | 'unverified'; relay: false; reason: string | null }
  | { action: 'record'; as: 'reply'; trust: 'verified' | 'unverified'; relay: boolean; reason: string | null };

const quarantine = (reason: QuarantineReason): CaptureDecision => ({ action: 'quarantine', reason });

const domainOf = (address: string): string => {
  const normalized = normalizeAddress(address) ?? '';
  return normalized.slice(normalized.indexOf('@') + 1);
};

/**
 * DMARC's relaxed alignment without a public suffix list: the domains are equal, or one is a subdomain of the other
 * (RFC 7489 section 3.1.1).
 */
const aligned = (one: string, other: string): boolean =>
  one !== '' && other !== '' && (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`));

/**
 * Which of SPF and DKIM passed for the From domain. The receipt only says that a check passed, so the domain it passed
 * for is compared here. All of several signatures must match, since the sender may have added one (ses-results.ts).
 */
export const alignedBy = ({
  verdicts,
  mail,
  returnPath,
}: Pick<CaptureFacts, 'verdicts' | 'mail' | 'returnPath'>): 'spf' | 'dkim' | null => {
  const from = domainOf(mail?.sender ?? '');
  if (verdicts.spf === 'PASS' && aligned(domainOf(returnPath ?? ''), from)) return 'spf';
  const signers = verdicts.dkim === 'PASS' && mail !== null ? sesResults(mail).signers : [];
  return signers.length > 0 && signers.every((domain) => aligned(domain, from)) ? 'dkim' : null;
};

export const passesAligned = (facts: CaptureFacts): boolean => alignedBy(facts) !== null;

type SenderFacts = Pick<CaptureFacts, 'mail' | 'verdicts' | 'sesFrom'>;

/**
 * The domain of the only address SES read in From, as the receipt gives it: `Name <address>`, where the last angle
 * brackets count.
 */
const domainInReceipt = ({ sesFrom }: SenderFacts): string => {
  const [entry = '', ...others] = sesFrom;
  return others.length > 0 ? '' : domainOf(/<([^<>]*)>[^<>]*$/.exec(entry)?.[1] ?? entry.trim());
};

/**
 * Whether SES judged the same sender that we read. A verdict is about the domain SES saw in From, and a mail in which
 * we see another was built to deceive. SES states the domain twice, in the receipt and in the line it adds to the mail:
 * both must agree. The line may lack it only when there was no policy to check.
 */
export const sesReadSameSender = (facts: SenderFacts): boolean => {
  const domain = domainOf(facts.mail?.sender ?? '');
  if (facts.mail === null || domain === '' || domainInReceipt(facts) !== domain) return false;
  const { headerFrom } = sesResults(facts.mail);
  return headerFrom === null ? facts.verdicts.dmarc === 'GRAY' : domainOf(`x@${headerFrom}`) === domain;
};

/** Whether the sender is verified: DMARC passed, and SES judged exactly the sender that we read. */
export const isProven = (facts: SenderFacts): boolean => facts.verdicts.dmarc === 'PASS' && sesReadSameSender(facts);

/** The quarantine of a mail whose From may be forged; null if DMARC or alignment shows that the sender is genuine. */
const distrust = (facts: CaptureFacts): CaptureDecision | null => {
  const isAligned = facts.verdicts.dmarc === 'GRAY' && sesReadSameSender(facts) && passesAligned(facts);
  return isProven(facts) || isAligned ? null : quarantine('spoof_suspected');
};

/** Decides on a mail that is not safe to examine, and on one of our own that came back; null for any other. */
const refuse = ({ verdicts, mail, kind }: CaptureFacts): CaptureDecision | null => {
  if (verdicts.virus !== 'PASS') return quarantine('malware');
  if (verdicts.spam === 'FAIL') return quarantine('spam');
  if (mail === null) return quarantine('unparseable');
  return kind === 'own' ? { action: 'drop', reason: 'loop' } : null;
};

const waitOf = (facts: CaptureFacts): RelayWait | null => {
  if (facts.verdicts.dmarc !== 'PASS') return 'unverified';
  if (!facts.namesThread) return 'unaddressed';
  if (facts.isDatedBefore) return 'before_conversation';
  return facts.overBrake ? 'brake' : null;
};

const recordAs = (facts: CaptureFacts): CaptureDecision => {
  const trust = facts.verdicts.dmarc === 'PASS' ? 'verified' : 'unverified';
  if (facts.kind !== 'human') return { action: 'record', as: 'automatic', trust, relay: false, reason: null };
  const wait = waitOf(facts);
  return { action: 'record', as: 'reply', trust, relay: wait === null, reason: wait && `relay_waits_${wait}` };
};

/** Decides on mail from an address that is not in the conversation. */
const decideStranger = (facts: CaptureFacts): CaptureDecision => {
  if (facts.former === null) return quarantine('unknown_sender');
  return distrust(facts) ?? quarantine(facts.former.inDirectory ? 'former_address' : 'removed_person');
};

/** Decides whether a mail is quarantined, dropped, or recorded as a reply or as automatic mail. */
export const decideCapture = (facts: CaptureFacts): CaptureDecision => {
  const refused = refuse(facts);
  if (refused) return refused;
  if (facts.kind === 'report' || facts.kind === 'bounce') {
    // A report is unauthenticated: it is recorded as a note in the thread, and only if it is about a mail we did send.
    if (!facts.namesOurId) return quarantine('report');
    return { action: 'record', as: 'automatic', trust: 'unverified', relay: false, reason: null };
  }
  if (facts.mail?.sender == null) return quarantine('ambiguous_sender');
  if (facts.author === null) return decideStranger(facts);
  return distrust(facts) ?? (facts.inDirectory ? recordAs(facts) : quarantine('removed_person'));
};
