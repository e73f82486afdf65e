import type { Communication, ThreadEntry } from './communication.ts';
import type { Attempt, Delivery, DeliveryState } from './delivery.ts';
import { latestAttempt } from './delivery-rules.ts';
import type { Recipient } from './email.ts';

/**
 * Where the people of a conversation are to be found. What was frozen at the send holds until somebody mails a person anew
 * under the address that the directory has then: *Correct and resend*, or an answer from the tab (ADR 21). Pure.
 */

type Address = Pick<Recipient, 'recipientId' | 'address'>;

/** A conversation whose people stand at their addresses of now. `former`: others that a person may still write from. */
export type CurrentCommunication = Communication & { former?: readonly Address[] };

type Mailed = { delivery: Delivery; entry: ThreadEntry };
type Asked = Pick<Recipient, 'name' | 'address'> & { at: string };

/** As far as SES has told, a mail is where it was sent to. A complaint may well be the word of somebody else. */
const arrived: readonly DeliveryState[] = ['accepted', 'delayed', 'delivered'];

/** When a person wanted this attempt, by the address of then. A relay goes where the conversation says, and tells nothing new. */
const wantedAt = ({ number, history, requestedBy, at }: Attempt, { kind, createdAt }: ThreadEntry): string | null => {
  if (number > 1 && requestedBy !== null) return history[0]?.at ?? at;
  return kind === 'relay' ? null : createdAt;
};

/** The latest word of a person about each recipient. Only the latest attempt of a delivery went to the address that it has. */
const askedFor = (mailed: readonly Mailed[]): Map<string, Asked> => {
  const asked = new Map<string, Asked>();
  for (const { delivery, entry } of mailed) {
    const { recipientId, name, address } = delivery;
    const at = wantedAt(latestAttempt(delivery), entry);
    if (at !== null && at >= (asked.get(recipientId)?.at ?? '')) asked.set(recipientId, { name, address, at });
  }
  return asked;
};

/** An address that no mail ever reached was a mistake, and may be anybody's: it is not among these. */
const formerOf = (mailed: readonly Mailed[]): Address[] =>
  mailed.map(({ delivery }) => delivery).filter((delivery) => arrived.includes(latestAttempt(delivery).state));

export const readdressed = (c: Communication, mailed: readonly Mailed[]): CurrentCommunication => {
  const asked = askedFor(mailed);
  const now = <T extends Recipient>(person: T): T => {
    const { name, address } = asked.get(person.recipientId) ?? person;
    return { ...person, name, address };
  };
  const { name, address } = asked.get(c.sender.contactId) ?? c.sender;
  return {
    ...c,
    sender: { ...c.sender, name, address },
    participants: c.participants.map(now),
    ...(c.joined && { joined: c.joined.map((person) => ({ ...now(person), writer: now(person.writer) })) }),
    former: formerOf(mailed),
  };
};
