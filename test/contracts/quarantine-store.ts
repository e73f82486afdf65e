import { describe, expect, test } from 'vitest';
import type { QuarantinedEmail } from '../../shared/domain/conversation/quarantine.ts';
import type { Handling } from '../../shared/domain/conversation/quarantine-facts.ts';
import type { CommunicationStore } from '../../shared/ports/store-ports.ts';
import { anIncomingEmail, newId } from './subjects.ts';

const at = (hour: string): string => `1999-10-01T${hour}:00:00.000Z`;
const verdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'FAIL' };

const aQuarantinedEmail = (projectId: string, createdAt: string): QuarantinedEmail => ({
  ...anIncomingEmail(),
  id: newId('eml'),
  projectId,
  createdAt,
  status: 'quarantined',
  held: { reason: 'spoof_suspected', verdicts, bytes: 120, fileNames: ['a.pdf'], tellAt: createdAt },
});

const handled = (action: Handling['action'], when: string): Handling => ({
  action,
  by: 'usr_0',
  name: 'Léa Côté',
  at: when,
  reason: 'Vérifié',
});

const decided = (email: QuarantinedEmail, action: Handling['action'], when: string): QuarantinedEmail => {
  const { tellAt: _, ...held } = email.held;
  return {
    ...email,
    status: action === 'released' ? 'recorded' : 'discarded',
    held: { ...held, handled: handled(action, when), ...(action === 'released' ? { unfinished: true } : {}) },
  };
};

/** The contract of every CommunicationStore for quarantined mail. */
export const quarantineStoreContract = (getStore: () => CommunicationStore): void => {
  const idsOf = async (projectId: string, which: 'held' | 'handled') =>
    (await getStore().listQuarantine(projectId, which, 10, null)).items.map(({ id }) => id);
  const isListed = async (what: 'untold' | 'unfinished', { id }: QuarantinedEmail) =>
    (await getStore().listQuarantinedFor(what, 100_000)).some((email) => email.id === id);

  describe('quarantined mail', () => {
    test('is listed in its project, newest first, page by page', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const mails = ['10', '12', '11'].map((hour) => aQuarantinedEmail(projectId, at(hour)));
      for (const mail of mails) await store.commitEmail(mail);
      await store.commitEmail({ ...anIncomingEmail(), projectId });
      const [first, second, third] = mails;
      const page = await store.listQuarantine(projectId, 'held', 2, null);
      expect(page.items).toEqual([second, third]);
      expect(page.next).not.toBeNull();
      expect(await store.listQuarantine(projectId, 'held', 2, page.next)).toEqual({ items: [first], next: null });
      expect(await idsOf(newId('prj'), 'held')).toEqual([]);
    });

    test('accepts only the first of concurrent decisions', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const mail = aQuarantinedEmail(projectId, at('10'));
      await store.commitEmail(mail);
      const answers = await Promise.all(
        (['released', 'discarded', 'released'] as const).map((action) =>
          store.decideQuarantine(decided(mail, action, at('11'))),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const action = answers[1] ? 'discarded' : 'released';
      expect(await store.getEmail(mail.id)).toEqual(decided(mail, action, at('11')));
      expect(await idsOf(projectId, 'held')).toEqual([]);
      expect(await idsOf(projectId, 'handled')).toEqual([mail.id]);
      expect(await isListed('untold', mail)).toBe(false);
    });

    test('is unfinished from its release until the release is finished, and never if discarded', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const [released, discarded] = [aQuarantinedEmail(projectId, at('10')), aQuarantinedEmail(projectId, at('11'))];
      for (const mail of [released, discarded]) await store.commitEmail(mail);
      await store.decideQuarantine(decided(released, 'released', at('13')));
      await store.decideQuarantine(decided(discarded, 'discarded', at('12')));
      expect(await isListed('unfinished', released)).toBe(true);
      expect(await isListed('unfinished', discarded)).toBe(false);
      await store.finishRelease(released.id);
      await store.finishRelease(released.id);
      expect(await isListed('unfinished', released)).toBe(false);
      expect(await idsOf(projectId, 'handled')).toEqual([released.id, discarded.id]);
    });

    test('is listed for a notice, which may be postponed, until the notice is sent or an Admin decides', async () => {
      const store = getStore();
      const [notified, postponed, gone] = ['10', '11', '12'].map((hour) => aQuarantinedEmail(newId('prj'), at(hour)));
      if (!notified || !postponed || !gone) return;
      for (const mail of [notified, postponed, gone]) await store.commitEmail(mail);
      await store.setTellAt(notified.id, null);
      await store.setTellAt(notified.id, at('15'));
      await store.setTellAt(postponed.id, at('14'));
      await store.decideQuarantine(decided(gone, 'discarded', at('13')));
      await store.setTellAt(gone.id, at('15'));
      await store.setTellAt(newId('eml'), at('15'));
      const mine = [notified, postponed, gone].map(({ id }) => id);
      const listed = (await store.listQuarantinedFor('untold', 100_000)).filter(({ id }) => mine.includes(id));
      expect(listed.map(({ id, held }) => [id, held.tellAt])).toEqual([[postponed.id, at('14')]]);
    });

    test('beyond a conversation’s share is listed in a group, whose count falls with decisions', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const group = { projectId, invoiceId: 'inv_1', communicationId: newId('com'), hour: '1999-10-01T10' };
      const mails = ['10', '11', '12'].map((hour) => {
        const mail = aQuarantinedEmail(projectId, at(hour));
        const { tellAt: _, ...held } = mail.held;
        return { ...mail, communicationId: group.communicationId, held: { ...held, beyond: group.hour } };
      });
      for (const mail of mails) {
        await store.countBeyond(group, 1);
        await store.commitEmail(mail);
      }
      const [first, second, third] = mails;
      if (!first || !second || !third) return;
      expect(await idsOf(projectId, 'held')).toEqual([]);
      const page = await store.listBeyond(group, 2, null);
      expect(page.items).toEqual([third, second]);
      expect((await store.listBeyond(group, 2, page.next)).items).toEqual([first]);
      expect(await store.listQuarantineGroups(projectId, 5, null)).toEqual({
        items: [{ ...group, count: 3 }],
        next: null,
      });
      await store.decideQuarantine(decided(first, 'discarded', at('13')));
      await store.countBeyond(group, -1);
      expect((await store.listBeyond(group, 5, null)).items).toEqual([third, second]);
      expect(await idsOf(projectId, 'handled')).toEqual([first.id]);
      expect((await store.listQuarantineGroups(projectId, 5, null)).items).toMatchObject([{ count: 2 }]);
      await store.countBeyond(group, -5);
      expect((await store.listQuarantineGroups(projectId, 5, null)).items).toEqual([]);
      await store.countBeyond(group, 1);
      expect((await store.listQuarantineGroups(projectId, 5, null)).items).toMatchObject([{ count: 1 }]);
      await store.countBeyond({ ...group, hour: '1999-10-01T11' }, -1);
    });

    test('is found in slices of the whole table until an Admin decides', async () => {
      const store = getStore();
      const [waiting, gone] = [aQuarantinedEmail(newId('prj'), at('10')), aQuarantinedEmail(newId('prj'), at('11'))];
      for (const mail of [waiting, gone]) await store.commitEmail(mail);
      await store.decideQuarantine(decided(gone, 'discarded', at('12')));
      const found: string[] = [];
      for (let slice = 0; slice < 4; slice += 1)
        found.push(...(await store.listQuarantineSlice(slice, 4)).map(({ id }) => id));
      expect(found.filter((id) => id === waiting.id)).toHaveLength(1);
      expect(found).not.toContain(gone.id);
    });
  });
};
