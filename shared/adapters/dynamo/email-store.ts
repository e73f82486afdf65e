import { Email, OutgoingEmail } from '../../domain/conversation/email.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { emailKey } from './email-keys.ts';
import { quarantineIndexOf } from './quarantine-store.ts';
import type { DynamoTable } from './table.ts';

/** Emails, which are the commit items. GSI2 lists the open ones; an item without GSI2PK is not in the index. */

type EmailStore = Pick<
  CommunicationStore,
  'commitEmail' | 'getEmail' | 'addMessageId' | 'listOpenEmails' | 'settleEmail' | 'nextRun'
>;

const open = 'OPEN';

/** An incoming email is never open, but it may be quarantined. */
const indexOf = (email: Email) => {
  if (email.direction === 'incoming') return quarantineIndexOf(email);
  return email.settledAt === null ? { GSI2PK: open, GSI2SK: `${email.createdAt}#${email.id}` } : {};
};

export const dynamoEmailStore = (table: DynamoTable): EmailStore => ({
  commitEmail: async (email) => {
    const stored = await table.putIfAbsent({ ...emailKey(email.id), ...indexOf(email), data: email });
    return stored ? null : table.get(Email, emailKey(email.id));
  },
  getEmail: (emailId) => table.get(Email, emailKey(emailId)),
  addMessageId: async (emailId, messageId) => {
    await table.updateIf(emailKey(emailId), {
      expression: 'SET #data.#messageIds = list_append(#data.#messageIds, :one)',
      condition: 'attribute_exists(PK) AND NOT contains(#data.#messageIds, :id)',
      names: ['data', 'messageIds'],
      values: { one: [messageId], id: messageId },
    });
  },
  listOpenEmails: (limit) => table.listIndex(OutgoingEmail, 'GSI2', open, limit),
  settleEmail: async (emailId, run, at) => {
    await table.updateIf(emailKey(emailId), {
      expression: 'SET #data.#settledAt = :at REMOVE GSI2PK',
      condition: '#data.#run = :run AND #data.#settledAt = :null',
      names: ['data', 'settledAt', 'run'],
      values: { at, run, null: null },
    });
  },
  nextRun: (emailId, from, at) =>
    table.updateIf(emailKey(emailId), {
      expression: 'SET #data.#run = :next, #data.#runAt = :at, #data.#settledAt = :null, GSI2PK = :open',
      condition: '#data.#run = :from',
      names: ['data', 'settledAt', 'run', 'runAt'],
      values: { from, next: from + 1, at, null: null, open },
    }),
});
