import type { z } from 'zod';
import type { Communication } from '../../domain/conversation/communication.ts';
import type { Email } from '../../domain/conversation/email.ts';
import { type Access, isAdmin } from '../../domain/conversation/permissions.ts';
import { releasedAuthor } from '../../domain/conversation/quarantine.ts';
import { relayRecipients } from '../../domain/conversation/relay.ts';
import { seesEmail, seesRecipient } from '../../domain/conversation/thread-visibility.ts';
import type { RelayStanding, ReleasedBy } from '../shapes/quarantine.ts';

/** Whether an incoming email was relayed or waits, and who released it, as far as one viewer may know. */

const none: z.input<typeof RelayStanding> = { state: 'none', reason: null, by: null };

/**
 * The standing of an incoming reply's relay; null for any other email. A relay whose recipients are all hidden from the
 * viewer is hidden too. `relay`: the relay of this email, if it was made.
 */
export const relayStanding = (
  viewer: Access,
  c: Communication,
  email: Email,
  relay: Email | null,
): z.input<typeof RelayStanding> | null => {
  if (email.direction === 'outgoing' || email.kind !== 'reply') return null;
  if (relay?.direction === 'outgoing')
    return seesEmail(viewer, c, relay) ? { state: 'relayed', reason: null, by: relay.passedOn?.name ?? null } : none;
  if (email.relayWaits === undefined) return none;
  const others = relayRecipients(c, releasedAuthor(c, email), [...email.to, ...email.cc]);
  const isSeen = others.some((person) => seesRecipient(viewer, c, person));
  return isSeen ? { state: 'waiting', reason: email.relayWaits, by: null } : none;
};

/** The person who released an incoming email from quarantine; null if nobody did. Only Admins see the reason. */
export const releasedBy = (viewer: Access, email: Email): z.input<typeof ReleasedBy> | null => {
  const handled = email.direction === 'incoming' ? email.held?.handled : undefined;
  if (handled?.action !== 'released') return null;
  return { name: handled.name, at: handled.at, reason: isAdmin(viewer) ? handled.reason : null };
};
