import { enterThread } from '../../shared/actions/enter-thread.ts';
import { relayMail } from '../../shared/actions/relay-mail.ts';
import type { IncomingEmail } from '../../shared/domain/conversation/email.ts';
import { forLog, ServiceError } from '../../shared/domain/errors.ts';
import { sha256Hex } from '../../shared/domain/ids.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';
import { incomingId, keepMail } from './keep-mail.ts';
import { hourBeyondShare } from './quarantine-share.ts';
import { decideWithinBudget } from './relay-budget.ts';

/**
 * Records a mail in its thread exactly once: every write is put-if-absent under an id derived from the mail, so a call
 * that died anywhere can be repeated from the start.
 */

export type RecordDeps = Pick<
  Ports,
  'communications' | 'usage' | 'mailLimits' | 'clock' | 'files' | 'htmlCleaner' | 'sendFlow' | 'log'
> & { replyDomain: string };

/**
 * Two mails are the same if thread, Message-ID, sender and body agree. The decision is part of the fingerprint: a
 * forgery must not suppress the genuine mail.
 */
const fingerprint = ({ communication, receipt, mail, decision }: Captured): string => {
  const named = mail?.messageId ?? receipt.sesMessageId;
  const sender = mail?.from.map((box) => box.address.toLowerCase()) ?? [];
  const body = sha256Hex(JSON.stringify([mail?.text ?? null, mail?.html ?? null]));
  return `mail#${communication.id}#${sha256Hex(JSON.stringify([decision.action, named, sender, body]))}`;
};

const isDuplicate = async ({ communications }: RecordDeps, captured: Captured, id: string): Promise<boolean> => {
  const first = await communications.putFact(fingerprint(captured), id);
  if (first === null || first === id) return false;
  if (await communications.getEmail(first)) return true;
  // The other copy of this mail is not stored yet, and its process may have died: only a later attempt can decide.
  throw new ServiceError('unavailable', 'duplicate-not-settled', forLog('The same mail is being captured.'));
};

export type RecordResult = {
  emailId: string;
  outcome: 'recorded' | 'quarantined' | 'duplicate';
  reason: string | null;
};

/**
 * Decides by the stored item: a reply that was recorded at once and does not wait. Released mail is relayed elsewhere
 * (finish-release.ts).
 */
const isToBeRelayed = ({ kind, relayWaits, held }: IncomingEmail): boolean =>
  kind === 'reply' && relayWaits === undefined && held === undefined;

type Committed = { email: IncomingEmail; reason: string | null };

/**
 * Counts the mail against the budget of relays or the share of quarantined mail, and stores it, unless an earlier call
 * did. The earlier decision stands, because the directory or the remaining budget may have changed since.
 */
const commit = async (deps: RecordDeps, found: Captured, id: string): Promise<Committed> => {
  const earlier = await deps.communications.getEmail(id);
  if (earlier?.direction === 'incoming') return { email: earlier, reason: found.decision.reason };
  const captured = {
    ...found,
    decision: await decideWithinBudget(deps, found),
    beyond: await hourBeyondShare(deps, found),
  };
  const kept = await keepMail(deps, captured);
  const stored = await deps.communications.commitEmail(kept);
  return { email: stored?.direction === 'incoming' ? stored : kept, reason: captured.decision.reason };
};

/** Throws `unavailable`, so that the call is repeated, while another copy of the same mail is being captured. */
export const recordMail = async (deps: RecordDeps, found: Captured): Promise<RecordResult> => {
  const { communication, author } = found;
  const id = incomingId(found.receipt, communication.id);
  if (await isDuplicate(deps, found, id)) return { emailId: id, outcome: 'duplicate', reason: found.decision.reason };
  const { email, reason } = await commit(deps, found, id);
  if (email.status !== 'recorded') return { emailId: email.id, outcome: 'quarantined', reason };
  await enterThread(deps, email);
  if (isToBeRelayed(email) && author) await relayMail(deps, communication, email, { author });
  return { emailId: email.id, outcome: 'recorded', reason };
};
