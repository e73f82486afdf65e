import type { z } from 'zod';
import { IncomingEmail } from '../domain/email.ts';
import type { HeldEmail } from '../domain/quarantine.ts';
import { HeldFacts } from '../domain/quarantine-facts.ts';
import type { CommunicationStore } from '../domain/store-ports.ts';
import type { DynamoTable } from './dynamo-table.ts';
import { emailKey } from './email-keys.ts';

/**
 * Incoming mail that was held back. GSI1 lists a project's, those that wait apart from those that somebody decided about; GSI2
 * lists what reconcile has to do: Admins to be told, releases to be finished.
 */

type QuarantineStore = Pick<
  CommunicationStore,
  'listQuarantine' | 'listHeldBack' | 'decideQuarantine' | 'finishRelease' | 'setTellAt'
>;

const Held: z.ZodType<HeldEmail> = IncomingEmail.extend({ held: HeldFacts });

const ofProject = (projectId: string, which: 'held' | 'handled'): string => `QUARANTINE#${projectId}#${which}`;
const watched = (what: 'untold' | 'unfinished'): string => `QUARANTINE#${what}`;
const placeAt = (at: string, emailId: string): string => `${at}#${emailId}`;

/** Where it stands in the lists, by what the item says; the newest decision first among those decided about. */
export const quarantineIndexOf = ({
  id,
  projectId,
  createdAt,
  held,
}: Pick<IncomingEmail, 'id' | 'projectId' | 'createdAt' | 'held'>) => {
  if (!held) return {};
  const { handled, tellAt, unfinished } = held;
  return {
    GSI1PK: ofProject(projectId, handled ? 'handled' : 'held'),
    GSI1SK: placeAt(handled?.at ?? createdAt, id),
    ...(tellAt && { GSI2PK: watched('untold'), GSI2SK: placeAt(tellAt, id) }),
    ...(unfinished && { GSI2PK: watched('unfinished'), GSI2SK: placeAt(createdAt, id) }),
  };
};

export const dynamoQuarantineStore = (table: DynamoTable): QuarantineStore => ({
  listQuarantine: (projectId, which, limit, after) =>
    table.pageIndex(Held, 'GSI1', ofProject(projectId, which), { limit, after }),
  listHeldBack: (what, limit) => table.listIndex(Held, 'GSI2', watched(what), limit),
  decideQuarantine: (decided) =>
    table.putIf(
      { ...emailKey(decided.id), ...quarantineIndexOf(decided), data: decided },
      { condition: '#data.#status = :quarantined', names: ['data', 'status'], values: { quarantined: 'quarantined' } },
    ),
  finishRelease: async (emailId) => {
    await table.updateIf(emailKey(emailId), {
      expression: 'REMOVE #data.#held.#unfinished, GSI2PK, GSI2SK',
      condition: '#data.#held.#unfinished = :true',
      names: ['data', 'held', 'unfinished'],
      values: { true: true },
    });
  },
  setTellAt: async (emailId, at) => {
    const common = {
      names: ['data', 'held', 'tellAt', 'status'],
      condition: '#data.#status = :quarantined AND attribute_exists(#data.#held.#tellAt)',
    };
    const values = { quarantined: 'quarantined' };
    await table.updateIf(
      emailKey(emailId),
      at === null
        ? { ...common, values, expression: 'REMOVE #data.#held.#tellAt, GSI2PK, GSI2SK' }
        : {
            ...common,
            values: { ...values, at, place: placeAt(at, emailId) },
            expression: 'SET #data.#held.#tellAt = :at, GSI2SK = :place',
          },
    );
  },
});
