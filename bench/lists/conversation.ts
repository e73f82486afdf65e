import type { Communication, ThreadEntry } from '../../shared/domain/conversation/communication.ts';
import { communicationOf } from '../../shared/domain/conversation/communication.ts';
import type { Email, IncomingEmail, OutgoingEmail, Recipient } from '../../shared/domain/conversation/email.ts';
import { incomingEntry, outgoingEntry } from '../../shared/domain/conversation/thread-entry.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { derivedId } from '../../shared/domain/ids.ts';
import { listedStatesOf } from '../../shared/domain/search/listed-states.ts';
import { allWords, searchEntryOf } from '../../shared/domain/search/search-entry.ts';
import { distinctWords } from '../../shared/domain/search-text.ts';
import type { CommunicationStore } from '../../shared/ports/store-ports.ts';
import { anEmail, anIncomingEmail } from '../../test/contracts/subjects.ts';
import { deliveryIn } from '../../test/fakes/worlds/deliveries.ts';
import { numbersOf, pick, sentence, theHit } from './words.ts';

/** A conversation of 20 emails as the product stores it: an invoice, nine replies with relays, and an answer. */

export const projectId = 'prj_a';
const emailsEach = 20;
export const idOf = (number: number): string => derivedId('com', 'bench', String(number));
/** Ten conversations for each invoice, in projects of any size. */
export const invoiceOf = (number: number): string => `inv_bench-${Math.floor(number / 10)}`;

const people: Recipient[] = [
  { recipientId: 'cnt_julie', userId: null, role: 'to', name: 'Julie Côté', address: 'julie@client.test' },
  { recipientId: 'cnt_luc', userId: null, role: 'cc', name: 'Luc Hébert', address: 'luc@client.test' },
  { recipientId: 'cnt_david', userId: null, role: 'cc', name: 'David Chen', address: 'david@client.test' },
];
const sender = { contactId: 'cnt_admin', userId: 'usr_admin', name: 'Name of admin', address: 'admin@acier.test' };
const first = Date.parse('2024-01-02T12:00:00.000Z');
const timeOf = (number: number, email: number): string =>
  new Date(first + number * 3_600_000 + email * 86_400_000).toISOString();
const box = ({ recipientId, name, address }: Recipient) => ({ contactId: recipientId, name, address });

const emailOf = (number: number, i: number): Email => {
  const next = numbersOf(number * 100 + i);
  const communicationId = idOf(number);
  const id = derivedId('eml', communicationId, String(i));
  const hit = number === 7 && i === 3 ? ` ${theHit}` : '';
  const same = {
    id,
    projectId,
    invoiceId: invoiceOf(number),
    communicationId,
    createdAt: timeOf(number, i),
    body: { text: sentence(next, 40 + Math.floor(next() * 60)) + hit, html: null, quotedText: sentence(next, 60) },
    messageIds: [`${id}@ses.test`],
  };
  const subject = `Facture ${1 + (number % 12)}, contrat SC-${2024 + (number % 3)}-${String(number % 400).padStart(3, '0')}`;
  const isOurs = i === 0 || i === emailsEach - 1;
  const outgoing = (more: Partial<OutgoingEmail>): OutgoingEmail =>
    anEmail({
      ...same,
      settledAt: same.createdAt,
      subject,
      from: sender,
      to: people.map(box),
      recipients: people,
      ...more,
    });
  if (isOurs) return outgoing({ kind: i === 0 ? 'invoice' : 'reply' });
  const author = pick(numbersOf(number * 100 + i - ((i + 1) % 2)), people);
  const from = { ...box(author), userId: null };
  if (i % 2 === 1) {
    const reply: IncomingEmail = {
      ...anIncomingEmail(),
      ...same,
      subject: `RE: ${subject}`,
      from,
      originalKey: `mail/${id}`,
    };
    return reply;
  }
  const replied = derivedId('eml', communicationId, String(i - 1));
  const others = people.filter((person) => person.recipientId !== author.recipientId);
  return outgoing({ kind: 'relay', from, recipients: others, relayOf: replied, subject: `RE: ${subject}`, body: null });
};

/** In one conversation of fifty, an email did not reach its first recipient. */
const deliveriesOf = (number: number, email: Email): Delivery[] =>
  email.direction === 'incoming'
    ? []
    : email.recipients.map((person, i) => ({
        ...deliveryIn(number % 50 === 0 && i === 0 ? 'bounced' : 'delivered', {
          emailId: email.id,
          recipientId: person.recipientId,
        }),
        ...person,
        communicationId: email.communicationId,
        projectId,
      }));

/** The state by which the bench filters. */
export const filteredState = 'partly_sent';

/** Writes all items of one conversation with the store's own methods. */
export const writeConversation = async (store: CommunicationStore, number: number): Promise<void> => {
  const emails = Array.from({ length: emailsEach }, (_, i) => emailOf(number, i));
  const [invoice] = emails;
  if (invoice?.direction !== 'outgoing') throw new Error('the first email is the invoice');
  const lastActivityAt = emails.at(-1)?.createdAt ?? invoice.createdAt;
  const c: Communication = { ...communicationOf(invoice), invoiceVersion: 'a'.repeat(64), lastActivityAt };
  await store.putCommunication(c);
  const words: string[] = [];
  for (const email of emails) {
    const entry: ThreadEntry = email.direction === 'incoming' ? incomingEntry(email) : outgoingEntry(email);
    const deliveries = deliveriesOf(number, email);
    const source = emails.find((one) => email.direction === 'outgoing' && one.id === email.relayOf) ?? email;
    const body = source.body ?? { text: '', html: null, quotedText: null };
    const searched = searchEntryOf(email, entry, body, deliveries);
    words.push(allWords(searched));
    await store.commitEmail(email);
    await store.putEntry(entry);
    await store.putSearchEntry(searched);
    for (const delivery of deliveries) await store.putDelivery(delivery);
    if (email === invoice) await store.putListedStates(listedStatesOf(c, deliveries));
  }
  await store.saveSearchWords({
    communicationId: c.id,
    projectId,
    invoiceId: c.invoiceId,
    at: lastActivityAt,
    rev: 0,
    words: distinctWords([c.subject, ...words], Number.POSITIVE_INFINITY),
  });
};
