import { describe, expect, test } from 'vitest';
import type { Contact, Contract, Group, Member } from '../../shared/domain/project/project.ts';
import type { ProjectStore } from '../../shared/ports/store-ports.ts';
import { anInvoice, aProject, newId } from './subjects.ts';

const aMember = (projectId: string, userId: string): Member => ({
  projectId,
  userId,
  level: 'admin',
  viewInvoiceDetails: true,
  deliveryNotices: 'all',
  contactId: 'cnt_1',
});
const aContact = (projectId: string, id: string): Contact => ({
  id,
  projectId,
  name: 'Anne Roy',
  company: '',
  email: 'anne@gc.test',
  language: 'fr',
  jobTitle: '',
  userId: null,
});
const aGroup = (projectId: string, id: string): Group => ({ id, projectId, name: 'Comptes', members: ['cnt_1'] });
const aContract = (projectId: string, id: string): Contract => ({
  id,
  projectId,
  number: 'C-1',
  title: 'Acier',
  client: { name: 'GC', address: '' },
  date: '2026-01-01',
  originalSum: '100.00',
  recipients: { to: ['cnt_1'], cc: [] },
  changeOrders: [],
  signatureRequired: false,
});

/** The contract of every ProjectStore. */
export const projectStoreContract = (getStore: () => ProjectStore): void => {
  describe('a project store', () => {
    test('returns null or an empty list for what was never put', async () => {
      const store = getStore();
      const id = newId('prj');
      expect(await store.getProject(id)).toBeNull();
      expect(await store.getMember(id, 'usr_1')).toBeNull();
      expect(await store.listInvoices(id)).toEqual([]);
      expect(await store.listMemberships(newId('usr'))).toEqual([]);
    });

    test('returns what was put, and the newer value after a second put', async () => {
      const store = getStore();
      const project = aProject(newId('prj'));
      await store.putProject(project);
      expect(await store.getProject(project.id)).toEqual(project);
      await store.putProject({ ...project, name: 'Autre' });
      expect(await store.getProject(project.id)).toEqual({ ...project, name: 'Autre' });
    });

    test('turns the kill switch once, records who did it, and keeps both when the project is put again', async () => {
      const store = getStore();
      const project = aProject(newId('prj'));
      await store.putProject(project);
      const off = { paused: true, by: 'usr_1', name: 'Anne', at: '2026-10-01T12:00:00.000Z', reason: 'Erreur' };
      const again = { ...off, by: 'usr_2' };
      expect([await store.switchSending(project.id, off), await store.switchSending(project.id, again)]).toEqual([
        true,
        false,
      ]);
      await store.putProject({ ...project, name: 'Autre' });
      const paused = { ...project, name: 'Autre', sendingPaused: true, sendingSwitch: off };
      expect(await store.getProject(project.id)).toEqual(paused);
      const on = { ...again, paused: false };
      expect(await store.switchSending(project.id, on)).toBe(true);
      expect(await store.getProject(project.id)).toEqual({ ...paused, sendingPaused: false, sendingSwitch: on });
      expect(await store.switchSending(newId('prj'), off)).toBe(false);
    });

    test('stores members, contacts, groups, contracts, invoices and uploads separately, each by its id', async () => {
      const store = getStore();
      const p = newId('prj');
      await store.putMember(aMember(p, 'usr_1'));
      await store.putContact(aContact(p, 'cnt_1'));
      await store.putGroup(aGroup(p, 'grp_1'));
      await store.putContract(aContract(p, 'con_1'));
      await store.putInvoice(anInvoice(p));
      const upload = {
        id: 'att_1',
        projectId: p,
        userId: 'usr_1',
        fileName: 'plan.pdf',
        bytes: 3,
        contentType: 'application/pdf',
        sha256: 'b'.repeat(64),
        key: 'uploads/x',
        createdAt: '2026-10-01T12:00:00.000Z',
      };
      await store.putUpload(upload);
      expect(await store.getMember(p, 'usr_1')).toEqual(aMember(p, 'usr_1'));
      expect(await store.getContact(p, 'cnt_1')).toEqual(aContact(p, 'cnt_1'));
      expect(await store.getGroup(p, 'grp_1')).toEqual(aGroup(p, 'grp_1'));
      expect(await store.getContract(p, 'con_1')).toEqual(aContract(p, 'con_1'));
      expect(await store.getInvoice(p, 'inv_1')).toEqual(anInvoice(p));
      expect(await store.getUpload(p, 'att_1')).toEqual(upload);
    });

    test('never mixes projects, even if one id begins with another', async () => {
      const store = getStore();
      const [one, two] = [newId('prj'), newId('prj')];
      await store.putContact(aContact(one, 'cnt_1'));
      await store.putContact(aContact(`${one}-x`, 'cnt_2'));
      await store.putContact(aContact(two, 'cnt_1'));
      expect((await store.listContacts(one)).map((c) => [c.projectId, c.id])).toEqual([[one, 'cnt_1']]);
    });

    test('lists each kind in the order of its ids', async () => {
      const store = getStore();
      const p = newId('prj');
      for (const n of ['3', '1', '2']) {
        await store.putMember(aMember(p, `usr_${n}`));
        await store.putContact(aContact(p, `cnt_${n}`));
        await store.putGroup(aGroup(p, `grp_${n}`));
        await store.putContract(aContract(p, `con_${n}`));
        await store.putInvoice(anInvoice(p, `inv_${n}`));
      }
      expect((await store.listMembers(p)).map((m) => m.userId)).toEqual(['usr_1', 'usr_2', 'usr_3']);
      expect((await store.listContacts(p)).map((c) => c.id)).toEqual(['cnt_1', 'cnt_2', 'cnt_3']);
      expect((await store.listGroups(p)).map((g) => g.id)).toEqual(['grp_1', 'grp_2', 'grp_3']);
      expect((await store.listContracts(p)).map((c) => c.id)).toEqual(['con_1', 'con_2', 'con_3']);
      expect((await store.listInvoices(p)).map((i) => i.id)).toEqual(['inv_1', 'inv_2', 'inv_3']);
    });

    test('finds a user’s projects', async () => {
      const store = getStore();
      const user = newId('usr');
      const projects = [newId('prj'), newId('prj')].sort();
      for (const p of projects) await store.putMember(aMember(p, user));
      await store.putMember(aMember(newId('prj'), `${user}-other`));
      expect((await store.listMemberships(user)).map((m) => m.projectId).sort()).toEqual(projects);
    });

    test('lists more than fits into one response of the database', async () => {
      const store = getStore();
      const p = newId('prj');
      const changeOrders = Array.from({ length: 900 }, (_, i) => ({
        id: `co-${i}`,
        number: String(i),
        title: 'x'.repeat(200),
        amount: '1.00',
        approvedOn: null,
      }));
      for (const n of [1, 2, 3, 4, 5, 6]) await store.putContract({ ...aContract(p, `con_${n}`), changeOrders });
      expect((await store.listContracts(p)).map((c) => c.changeOrders.length)).toEqual(Array(6).fill(900));
    });
  });
};
