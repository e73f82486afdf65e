import { spendOfProject } from '../../shared/domain/mail-budget.ts';
import type { Ports } from '../../shared/domain/ports.ts';
import { relayIdOf, relayRecipients } from '../../shared/domain/relay.ts';
import type { Captured } from './captured.ts';
import { incomingId } from './keep-mail.ts';

type Deps = Pick<Ports, 'communications' | 'usage' | 'mailLimits' | 'clock'>;

/**
 * The decision about a mail that is to be relayed, once its relay is counted among the project's mails. Without room it is
 * recorded all the same, and its relay waits for an Admin. What an earlier run has recorded is counted, or waits already.
 */
export const withinBudget = async (deps: Deps, captured: Captured): Promise<Captured['decision']> => {
  const { communication, receipt, mail, author, decision } = captured;
  if (decision.action !== 'record' || !decision.relay || author === null) return decision;
  const emailId = incomingId(receipt, communication.id);
  if (await deps.communications.getEmail(emailId)) return decision;
  const mails = relayRecipients(communication, author, [...(mail?.to ?? []), ...(mail?.cc ?? [])]).length;
  if (mails === 0) return decision;
  const refused = await spendOfProject(deps, communication.projectId, { token: relayIdOf(emailId), mails });
  return refused ? { ...decision, relay: false, reason: 'relay_waits_budget' } : decision;
};
