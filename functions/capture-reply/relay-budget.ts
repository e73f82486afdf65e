import { mayRelayInThread, spendOnRelays } from '../../shared/actions/mail-budget.ts';
import type { Communication } from '../../shared/domain/conversation/communication.ts';
import { relayIdOf, relayRecipients } from '../../shared/domain/conversation/relay.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';
import { incomingId } from './keep-mail.ts';

type Deps = Pick<Ports, 'communications' | 'usage' | 'mailLimits' | 'clock' | 'log'>;

const waiting = (
  decision: Extract<Captured['decision'], { action: 'record' }>,
  reason: 'relay_waits_daily_cap' | 'relay_waits_budget',
): Captured['decision'] => ({ ...decision, relay: false, reason });

/** Two programs could answer each other for days below the brake: at the daily cap, an Admin must let relays go on. */
const isStopped = async (deps: Deps, communication: Communication, token: string): Promise<boolean> => {
  if (communication.relaysStoppedAt !== undefined) return true;
  if (await mayRelayInThread(deps, communication, token)) return false;
  await deps.communications.stopRelays(communication.id, deps.clock.now().toISOString());
  deps.log.warn('relays stopped', { communicationId: communication.id });
  return true;
};

/**
 * Counts the relay against its conversation's and its project's budget and returns the decision. Without room the mail
 * is still recorded, and its relay waits for an Admin.
 */
export const decideWithinBudget = async (deps: Deps, captured: Captured): Promise<Captured['decision']> => {
  const { communication, receipt, mail, author, decision } = captured;
  if (decision.action !== 'record' || !decision.relay || author === null) return decision;
  const mails = relayRecipients(communication, author, [...(mail?.to ?? []), ...(mail?.cc ?? [])]).length;
  if (mails === 0) return decision;
  const token = relayIdOf(incomingId(receipt, communication.id));
  if (await isStopped(deps, communication, token)) return waiting(decision, 'relay_waits_daily_cap');
  const refused = await spendOnRelays(deps, communication.projectId, { token, mails });
  return refused ? waiting(decision, 'relay_waits_budget') : decision;
};
