import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Upload } from '../../domain/files/attachment.ts';
import { Invoice } from '../../domain/invoice/invoice.ts';
import { uploadKeptMs } from '../../domain/limits.ts';
import { Contact, Contract, Group, Member, Project } from '../../domain/project/project.ts';
import type { ProjectStore } from '../../ports/store-ports.ts';
import { dynamoTable } from './table.ts';

/**
 * Imported data and announced uploads: one partition for each project, and one sort key prefix for each kind of item.
 * GSI1 lists a user's memberships.
 */

const partition = (projectId: string): string => `PRJ#${projectId}`;
const projectKey = (projectId: string) => ({ PK: partition(projectId), SK: `PROJECT#${projectId}` });
const userPartition = (userId: string): string => `USER#${userId}`;

export const dynamoProjectStore = (client: DynamoDBDocumentClient, tableName: string): ProjectStore => {
  const table = dynamoTable(client, tableName);
  const kind = <T>(schema: { parse(value: unknown): T }, prefix: string) => ({
    get: (projectId: string, id: string) => table.get(schema, { PK: partition(projectId), SK: `${prefix}#${id}` }),
    put: (data: T, projectId: string, id: string, index: Record<string, string> = {}) =>
      table.put({ PK: partition(projectId), SK: `${prefix}#${id}`, ...index, data }),
    list: (projectId: string) => table.list(schema, partition(projectId), `${prefix}#`),
  });
  const projects = kind(Project, 'PROJECT');
  const members = kind(Member, 'MEMBER');
  const contacts = kind(Contact, 'CONTACT');
  const groups = kind(Group, 'GROUP');
  const contracts = kind(Contract, 'CONTRACT');
  const invoices = kind(Invoice, 'INVOICE');
  const uploads = kind(Upload, 'UPLOAD');

  return {
    getProject: (projectId) => projects.get(projectId, projectId),
    putProject: async (project) => {
      const key = projectKey(project.id);
      if (await table.putIfAbsent({ ...key, data: project })) return;
      // The update lists each field, so that an import never overwrites the kill switch.
      const { sendingPaused: _, sendingSwitch: __, ...own } = project;
      const names = Object.keys(own);
      await table.updateIf(key, {
        expression: `SET ${names.map((name) => `#data.#${name} = :${name}`).join(', ')}`,
        condition: 'attribute_exists(PK)',
        names: ['data', ...names],
        values: own,
      });
    },
    switchSending: (projectId, to) =>
      table.updateIf(projectKey(projectId), {
        expression: 'SET #data.#sendingPaused = :paused, #data.#sendingSwitch = :to',
        condition: 'attribute_exists(PK) AND #data.#sendingPaused <> :paused',
        names: ['data', 'sendingPaused', 'sendingSwitch'],
        values: { paused: to.paused, to },
      }),
    getMember: members.get,
    putMember: (member) =>
      members.put(member, member.projectId, member.userId, {
        GSI1PK: userPartition(member.userId),
        GSI1SK: partition(member.projectId),
      }),
    listMembers: members.list,
    listMemberships: (userId) => table.listIndex(Member, 'GSI1', userPartition(userId)),
    getContact: contacts.get,
    putContact: (contact) => contacts.put(contact, contact.projectId, contact.id),
    listContacts: contacts.list,
    getGroup: groups.get,
    putGroup: (group) => groups.put(group, group.projectId, group.id),
    listGroups: groups.list,
    getContract: contracts.get,
    putContract: (contract) => contracts.put(contract, contract.projectId, contract.id),
    listContracts: contracts.list,
    getInvoice: invoices.get,
    putInvoice: (invoice) => invoices.put(invoice, invoice.projectId, invoice.id),
    listInvoices: invoices.list,
    getUpload: uploads.get,
    putUpload: (upload) =>
      table.put({
        PK: partition(upload.projectId),
        SK: `UPLOAD#${upload.id}`,
        expiresAt: Math.ceil((Date.parse(upload.createdAt) + uploadKeptMs) / 1000),
        data: upload,
      }),
  };
};
