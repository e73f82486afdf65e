import { Upload } from '../../../shared/domain/files/attachment.ts';
import { Invoice } from '../../../shared/domain/invoice/invoice.ts';
import { Contact, Contract, Group, Member, Project } from '../../../shared/domain/project/project.ts';
import type { ProjectStore } from '../../../shared/ports/store-ports.ts';

/** Items that are parsed on the way in and out, so that they share no object with the caller. */
const parsedItems = <T>(schema: { parse(value: unknown): T }) => {
  const items = new Map<string, T>();
  return {
    get: async (...key: string[]): Promise<T | null> => {
      const found = items.get(key.join('/'));
      return found === undefined ? null : structuredClone(found);
    },
    put: async (value: T, ...key: string[]): Promise<void> => {
      items.set(key.join('/'), structuredClone(schema.parse(value)));
    },
    list: async (keep: (item: T) => boolean = () => true): Promise<T[]> =>
      [...items.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, item]) => item)
        .filter(keep)
        .map((item) => structuredClone(item)),
  };
};

export const memoryProjectStore = (): ProjectStore => {
  const projects = parsedItems(Project);
  const members = parsedItems(Member);
  const contacts = parsedItems(Contact);
  const groups = parsedItems(Group);
  const contracts = parsedItems(Contract);
  const invoices = parsedItems(Invoice);
  const uploads = parsedItems(Upload);
  return {
    getProject: (projectId) => projects.get(projectId),
    putProject: async (project) => {
      const stored = await projects.get(project.id);
      const { sendingSwitch: _, ...own } = project;
      const { sendingPaused, sendingSwitch } = stored ?? project;
      await projects.put({ ...own, sendingPaused, ...(sendingSwitch && { sendingSwitch }) }, project.id);
    },
    switchSending: async (projectId, to) => {
      const stored = await projects.get(projectId);
      if (!stored || stored.sendingPaused === to.paused) return false;
      await projects.put({ ...stored, sendingPaused: to.paused, sendingSwitch: to }, projectId);
      return true;
    },
    getMember: (projectId, userId) => members.get(projectId, userId),
    putMember: (member) => members.put(member, member.projectId, member.userId),
    listMembers: (projectId) => members.list((m) => m.projectId === projectId),
    listMemberships: (userId) => members.list((m) => m.userId === userId),
    getContact: (projectId, contactId) => contacts.get(projectId, contactId),
    putContact: (contact) => contacts.put(contact, contact.projectId, contact.id),
    listContacts: (projectId) => contacts.list((c) => c.projectId === projectId),
    getGroup: (projectId, groupId) => groups.get(projectId, groupId),
    putGroup: (group) => groups.put(group, group.projectId, group.id),
    listGroups: (projectId) => groups.list((g) => g.projectId === projectId),
    getContract: (projectId, contractId) => contracts.get(projectId, contractId),
    putContract: (contract) => contracts.put(contract, contract.projectId, contract.id),
    listContracts: (projectId) => contracts.list((c) => c.projectId === projectId),
    getInvoice: (projectId, invoiceId) => invoices.get(projectId, invoiceId),
    putInvoice: (invoice) => invoices.put(invoice, invoice.projectId, invoice.id),
    listInvoices: (projectId) => invoices.list((i) => i.projectId === projectId),
    getUpload: (projectId, attachmentId) => uploads.get(projectId, attachmentId),
    putUpload: (upload) => uploads.put(upload, upload.projectId, upload.id),
  };
};
