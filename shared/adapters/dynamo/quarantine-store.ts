import type { z } from 'zod';
import { IncomingEmail } from '../../domain/conversation/email.ts';
import type { QuarantinedEmail } from '../../domain/conversation/quarantine.ts';
import { QuarantineFacts, QuarantineGroup } from '../../domain/conversation/quarantine-facts.ts';
import type { CommunicationStore } from '../../ports/store-ports.ts';
import { emailKey } from './email-keys.ts';
import type { DynamoTable } from './table.ts';

/**
 * Quarantined mail. GSI1 lists it by project: undecided mail, decided mail, the mails of each group beyond a share, and
 * the groups with their counts. GSI2 lists the work left for reconcile: Admins to notify and releases to finish.
 */

type QuarantineStore = Pick<
  CommunicationStore,
  | 'listQuarantine'
  | 'listBeyond'
  | 'listQuarantineGroups'
  | 'countBeyond'
  | 'listQuarantinedFor'
  | 'decideQuarantine'
  | 'finishRelease'
  | 'setTellAt'
>;

export const Quarantined: z.ZodType<QuarantinedEmail> = IncomingEmail.extend({ held: QuarantineFacts });

const ofProject = (projectId: string, which: 'held' | 'handled'): string => `QUARANTINE#${projectId}#${which}`;
const ofGroup = ({
  projectId,
  communicationId,
  hour,
}: Pick<QuarantineGroup, 'projectId' | 'communicationId' | 'hour'>) =>
  `QUARANTINE#${projectId}#beyond#${communicationId}#${hour}`;
const groupsOf = (projectId: string): string => `QUARANTINE#${projectId}#groups`;
const groupKey = ({ projectId, communicationId, hour }: Omit<QuarantineGroup, 'count'>) => ({
  PK: `BEYOND#${projectId}`,
  SK: `${hour}#${communicationId}`,
});
const reconcilePartition = (what: 'untold' | 'unfinished'): string => `QUARANTINE#${what}`;
const sortKeyAt = (at: string, emailId: string): string => `${at}#${emailId}`;

/** The index keys of a quarantined mail. Decided mail is sorted by the time of the decision, other mail by arrival. */
export const quarantineIndexOf = ({
  id,
  projectId,
  communicationId,
  createdAt,
  held,
}: Pick<IncomingEmail, 'id' | 'projectId' | 'communicationId' | 'createdAt' | 'held'>) => {
  if (!held) return {};
  const { handled, tellAt, unfinished, beyond } = held;
  const waiting =
    beyond === undefined ? ofProject(projectId, 'held') : ofGroup({ projectId, communicationId, hour: beyond });
  return {
    GSI1PK: handled ? ofProject(projectId, 'handled') : waiting,
    GSI1SK: sortKeyAt(handled?.at ?? createdAt, id),
    ...(tellAt && { GSI2PK: reconcilePartition('untold'), GSI2SK: sortKeyAt(tellAt, id) }),
    ...(unfinished && { GSI2PK: reconcilePartition('unfinished'), GSI2SK: sortKeyAt(createdAt, id) }),
  };
};

export const dynamoQuarantineStore = (table: DynamoTable): QuarantineStore => ({
  listQuarantine: (projectId, which, limit, after) =>
    table.pageIndex(Quarantined, 'GSI1', ofProject(projectId, which), { limit, after }),
  listBeyond: (group, limit, after) => table.pageIndex(Quarantined, 'GSI1', ofGroup(group), { limit, after }),
  listQuarantineGroups: (projectId, limit, after) =>
    table.pageIndex(QuarantineGroup, 'GSI1', groupsOf(projectId), { limit, after }),
  countBeyond: async (group, by) => {
    const key = groupKey(group);
    const listed = { GSI1PK: groupsOf(group.projectId), GSI1SK: key.SK };
    const common = { names: ['data', 'count'] };
    if (by < 0) {
      const expression = 'SET #data.#count = #data.#count + :by';
      const isLess = await table.updateIf(key, {
        ...{ ...common, expression, condition: '#data.#count > :most' },
        values: { by, most: -by },
      });
      if (isLess) return;
      await table.updateIf(key, {
        ...{ ...common, expression: 'SET #data.#count = :none REMOVE GSI1PK, GSI1SK' },
        condition: '#data.#count <= :most',
        values: { none: 0, most: -by },
      });
      return;
    }
    const more = () =>
      table.updateIf(key, {
        ...{ ...common, condition: 'attribute_exists(PK)', values: { by, pk: listed.GSI1PK, sk: listed.GSI1SK } },
        expression: 'SET #data.#count = #data.#count + :by, GSI1PK = :pk, GSI1SK = :sk',
      });
    if (await more()) return;
    if (!(await table.putIfAbsent({ ...key, ...listed, data: { ...group, count: by } }))) await more();
  },
  listQuarantinedFor: (what, limit) => table.listIndex(Quarantined, 'GSI2', reconcilePartition(what), limit),
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
            values: { ...values, at, sortKey: sortKeyAt(at, emailId) },
            expression: 'SET #data.#held.#tellAt = :at, GSI2SK = :sortKey',
          },
    );
  },
});
