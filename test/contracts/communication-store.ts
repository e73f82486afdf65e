import { describe, expect, test } from 'vitest';
import type { Joined } from '../../shared/domain/conversation/communication.ts';
import { claim, deliverySortKey, moveLatest } from '../../shared/domain/delivery/delivery-rules.ts';
import type { CommunicationStore } from '../../shared/ports/store-ports.ts';
import { attemptIn } from '../fakes/worlds/deliveries.ts';
import { aCommunication, aDelivery, anEmail, anEntry, anIncomingEmail, newId } from './subjects.ts';

const at = '2026-10-01T12:05:00.000Z';
const later = '2026-10-01T13:00:00.000Z';

/** The contract of every CommunicationStore. */
export const communicationStoreContract = (getStore: () => CommunicationStore): void => {
  describe('emails', () => {
    test('the first commit stores the email, and every later one returns what was stored', async () => {
      const store = getStore();
      const email = anEmail();
      expect(await store.getEmail(email.id)).toBeNull();
      expect(await store.commitEmail(email)).toBeNull();
      expect(await store.commitEmail({ ...email, subject: 'Autre' })).toEqual(email);
      expect(await store.getEmail(email.id)).toEqual(email);
    });

    test('exactly one of twenty concurrent commits stores its email, and the others return it', async () => {
      const store = getStore();
      const email = anEmail();
      const all = Array.from({ length: 20 }, (_, i) => ({ ...email, subject: `n° ${i}` }));
      const answers = await Promise.all(all.map((one) => store.commitEmail(one)));
      const stored = await store.getEmail(email.id);
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      for (const answer of answers) expect(answer ?? stored).toEqual(stored);
    });

    test('an incoming email is stored and never listed as open', async () => {
      const store = getStore();
      const email = anIncomingEmail();
      await store.commitEmail(email);
      expect(await store.getEmail(email.id)).toEqual(email);
      expect((await store.listOpenEmails(1000)).map((e) => e.id)).not.toContain(email.id);
    });

    test('the slices together list every outgoing email once, with its deliveries, and no incoming one', async () => {
      const store = getStore();
      const emails = [anEmail(), anEmail(), anEmail()];
      const incoming = anIncomingEmail();
      for (const email of [...emails, incoming]) await store.commitEmail(email);
      const delivery = aDelivery(emails[0]?.id ?? '');
      await store.putDelivery(delivery);
      const found = [];
      for (let slice = 0; slice < 4; slice += 1) found.push(...(await store.listSlice(slice, 4)));
      const ids = found.map(({ email }) => email.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain(incoming.id);
      for (const email of emails)
        expect(found.find((one) => one.email.id === email.id)).toEqual({
          email,
          deliveries: email === emails[0] ? [delivery] : [],
        });
    });

    test('recall reads a one-time fact without recording it', async () => {
      const store = getStore();
      const fact = newId('com');
      expect(await store.getFact(fact)).toBeNull();
      await store.putFact(fact, 'then');
      expect(await store.getFact(fact)).toBe('then');
    });

    test('a message id is added to an email once', async () => {
      const store = getStore();
      const email = anEmail({ messageIds: ['root@reply.test'] });
      await store.commitEmail(email);
      await store.addMessageId(email.id, 'a@ses.test');
      await store.addMessageId(email.id, 'a@ses.test');
      await store.addMessageId(email.id, 'b@ses.test');
      expect((await store.getEmail(email.id))?.messageIds).toEqual(['root@reply.test', 'a@ses.test', 'b@ses.test']);
      await store.addMessageId(newId('eml'), 'a@ses.test');
    });

    test('open emails are listed oldest first, up to the limit', async () => {
      const store = getStore();
      const ids = [];
      for (const minute of ['02', '01', '03']) {
        const email = anEmail({ createdAt: `1999-01-01T00:${minute}:00.000Z` });
        await store.commitEmail(email);
        ids.push(email.id);
      }
      expect((await store.listOpenEmails(3)).map((e) => e.id)).toEqual([ids[1], ids[0], ids[2]]);
      expect(await store.listOpenEmails(2)).toHaveLength(2);
      for (const id of ids) await store.settleEmail(id, 1, at);
    });

    test('a settled email is no longer listed as open and keeps the time of the first settlement', async () => {
      const store = getStore();
      const email = anEmail();
      await store.commitEmail(email);
      await store.settleEmail(email.id, 1, at);
      await store.settleEmail(email.id, 1, later);
      expect(await store.getEmail(email.id)).toEqual({ ...email, settledAt: at });
      expect((await store.listOpenEmails(1000)).map((e) => e.id)).not.toContain(email.id);
    });

    test('only one of three concurrent calls starts the next run, which opens the email again', async () => {
      const store = getStore();
      const email = anEmail();
      await store.commitEmail(email);
      await store.settleEmail(email.id, 1, at);
      const answers = await Promise.all([1, 2, 3].map(() => store.nextRun(email.id, 1, later)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.getEmail(email.id)).toEqual({ ...email, runAt: later, run: 2 });
      expect((await store.listOpenEmails(1000)).map((e) => e.id)).toContain(email.id);
    });

    test('an earlier run cannot settle a later one', async () => {
      const store = getStore();
      const email = anEmail();
      await store.commitEmail(email);
      await store.nextRun(email.id, 1, later);
      await store.settleEmail(email.id, 1, at);
      expect(await store.getEmail(email.id)).toMatchObject({ run: 2, settledAt: null });
      await store.settleEmail(email.id, 2, later);
      expect(await store.getEmail(email.id)).toMatchObject({ run: 2, settledAt: later });
    });

    test('an email that does not exist cannot be settled or run', async () => {
      const store = getStore();
      const id = newId('eml');
      await store.settleEmail(id, 1, at);
      expect(await store.nextRun(id, 1, later)).toBe(false);
      expect(await store.getEmail(id)).toBeNull();
    });
  });

  describe('communications', () => {
    test('a second put of a communication changes nothing', async () => {
      const store = getStore();
      const communication = aCommunication();
      expect(await store.getCommunication(communication.id)).toBeNull();
      await store.putCommunication(communication);
      await store.putCommunication({ ...communication, subject: 'Autre', private: true });
      expect(await store.getCommunication(communication.id)).toEqual(communication);
    });

    test('setPrivate changes and returns the communication, and returns null if there is none', async () => {
      const store = getStore();
      const communication = aCommunication();
      await store.putCommunication(communication);
      expect(await store.setPrivate(communication.id, true)).toEqual({ ...communication, private: true });
      expect(await store.getCommunication(communication.id)).toEqual({ ...communication, private: true });
      expect(await store.setPrivate(newId('com'), true)).toBeNull();
    });

    test('each person joins a conversation once, even when concurrent calls add them', async () => {
      const store = getStore();
      const communication = aCommunication();
      await store.putCommunication(communication);
      const joined = (id: string, part: Joined['part'] = 'conversation'): Joined => {
        const person = { recipientId: id, userId: null, role: 'to' as const, name: id, address: `${id}@x.test` };
        return { ...person, part, since: at, writer: { ...person, recipientId: 'cnt_0' } };
      };
      const [one, two, three] = [joined('cnt_7'), joined('cnt_8'), joined('cnt_8', 'email')];
      await store.joinCommunication(communication.id, [one]);
      await Promise.all(
        [[one, two], [three], [two, three], [{ ...two, since: later }]].map((people) =>
          store.joinCommunication(communication.id, people),
        ),
      );
      const stored = await store.getCommunication(communication.id);
      const keys = stored?.joined?.map((person) => `${person.recipientId} ${person.part}`);
      expect(keys?.toSorted()).toEqual(['cnt_7 conversation', 'cnt_8 conversation', 'cnt_8 email']);
      expect(stored?.joined?.[0]).toEqual(one);
      expect({ ...stored, joined: undefined }).toEqual({ ...communication, joined: undefined });
      await store.joinCommunication(newId('com'), [one]);
    });

    test('the first stop of relays sets the time, and resuming sets the time from which they count', async () => {
      const store = getStore();
      const communication = aCommunication();
      await store.putCommunication(communication);
      const [first, second, third] = ['10', '11', '12'].map((hour) => `2026-10-02T${hour}:00:00.000Z`);
      const read = async () => {
        const found = await store.getCommunication(communication.id);
        return [found?.relaysStoppedAt, found?.relaysFrom];
      };
      await store.resumeRelays(communication.id, String(first));
      expect(await read()).toEqual([undefined, undefined]);
      for (const at of [first, second]) await store.stopRelays(communication.id, String(at));
      expect(await read()).toEqual([first, undefined]);
      await store.resumeRelays(communication.id, String(third));
      expect(await read()).toEqual([undefined, third]);
      await store.stopRelays(newId('com'), String(first));
    });

    test('the last activity only moves forward', async () => {
      const store = getStore();
      const communication = aCommunication();
      await store.putCommunication(communication);
      await store.touchCommunication(communication.id, later);
      await store.touchCommunication(communication.id, at);
      await store.touchCommunication(newId('com'), at);
      expect(await store.getCommunication(communication.id)).toEqual({ ...communication, lastActivityAt: later });
    });

    test('each counter of a communication rises with the write that names it, and no increment is lost', async () => {
      const store = getStore();
      const communication = aCommunication();
      const countersOf = async () => (await store.getRevised(communication.id))?.counters;
      expect(await store.getRevised(communication.id)).toBeNull();
      await store.raiseRevision(communication.id, ['all']);
      await store.putCommunication(communication);
      expect(await store.getRevised(communication.id)).toEqual({ communication, counters: {} });
      await Promise.all([1, 2, 3].map(() => store.raiseRevision(communication.id, ['all', `since ${at}`])));
      await store.raiseRevision(communication.id, []);
      expect(await countersOf()).toEqual({ all: 3, [`since ${at}`]: 3 });
      await store.touchCommunication(communication.id, later, ['all', 'contact cnt_1']);
      await store.touchCommunication(communication.id, at, ['all']);
      await store.setPrivate(communication.id, true);
      expect(await countersOf()).toEqual({ all: 5, [`since ${at}`]: 3, 'contact cnt_1': 1, each: 1 });
      const person = { recipientId: 'cnt_9', userId: null, role: 'to' as const, name: '9', address: '9@x.test' };
      const joined: Joined = { ...person, part: 'conversation', since: at, writer: person };
      await store.joinCommunication(communication.id, [joined], ['all', 'contact cnt_9']);
      await store.joinCommunication(communication.id, [joined], ['all', 'contact cnt_9']);
      expect(await countersOf()).toMatchObject({ all: 6, 'contact cnt_9': 1 });
      const stored = await store.getCommunication(communication.id);
      expect(stored).toEqual({ ...communication, private: true, lastActivityAt: later, joined: [joined] });
      expect((await store.getRevised(communication.id))?.communication).toEqual(stored);
    });

    test('pages list each communication once, latest activity first, and the last page has no next one', async () => {
      const store = getStore();
      const [projectId, invoiceId] = [newId('prj'), newId('inv')];
      const ids: string[] = [];
      for (const second of [3, 1, 2, 5, 4]) {
        const c = aCommunication({ projectId, invoiceId, lastActivityAt: `2026-10-01T12:00:0${second}.000Z` });
        await store.putCommunication(c);
        ids[second] = c.id;
      }
      await store.touchCommunication(ids[1] ?? '', '2026-10-01T12:00:09.000Z');
      const expected = [ids[1], ids[5], ids[4], ids[3], ids[2]];
      for (const list of [
        (limit: number, after: string | null) => store.listByInvoice(projectId, invoiceId, limit, after),
        (limit: number, after: string | null) => store.listByProject(projectId, limit, after),
      ]) {
        for (const limit of [1, 2, 5, 100]) {
          const seen: string[] = [];
          let after: string | null = null;
          let pages = 0;
          do {
            const page = await list(limit, after);
            expect(page.items.length).toBeLessThanOrEqual(limit);
            seen.push(...page.items.map((c) => c.id));
            after = page.next;
            pages += 1;
          } while (after !== null);
          expect(seen).toEqual(expected);
          expect(pages).toBe(Math.ceil(5 / limit));
        }
      }
    });

    test('invoices with the same id in two projects are kept apart', async () => {
      const store = getStore();
      const [one, two, invoiceId] = [newId('prj'), newId('prj'), newId('inv')];
      const mine = aCommunication({ projectId: one, invoiceId });
      await store.putCommunication(mine);
      await store.putCommunication(aCommunication({ projectId: two, invoiceId }));
      expect(await store.listByInvoice(one, invoiceId, 10, null)).toEqual({ items: [mine], next: null });
    });

    test('a project without communications has one empty page', async () => {
      expect(await getStore().listByProject(newId('prj'), 10, null)).toEqual({ items: [], next: null });
    });
  });

  describe('threads', () => {
    test('entries are listed by time, each once', async () => {
      const store = getStore();
      const id = newId('com');
      const entries = ['03', '01', '02'].map((m) => anEntry(id, { createdAt: `2026-10-01T12:${m}:00.000Z` }));
      for (const entry of [...entries, ...entries]) await store.putEntry(entry);
      expect(await store.listEntries(id)).toEqual([entries[1], entries[2], entries[0]]);
    });

    test('a second put of an entry changes nothing', async () => {
      const store = getStore();
      const entry = anEntry(newId('com'));
      await store.putEntry(entry);
      await store.putEntry({ ...entry, kind: 'relay' });
      expect(await store.listEntries(entry.communicationId)).toEqual([entry]);
    });

    test('each user has a read mark of their own', async () => {
      const store = getStore();
      const id = newId('com');
      expect(await store.getReadAt(id, 'usr_1')).toBeNull();
      await store.setReadAt(id, 'usr_1', at);
      await store.setReadAt(id, 'usr_1', later);
      expect(await store.getReadAt(id, 'usr_1')).toBe(later);
      expect(await store.getReadAt(id, 'usr_2')).toBeNull();
      expect(await store.listEntries(id)).toEqual([]);
    });
  });

  describe('deliveries', () => {
    test('the first put of a delivery stores it at revision 0, and a second one changes nothing', async () => {
      const store = getStore();
      const delivery = aDelivery(newId('eml'));
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toBeNull();
      await store.putDelivery({ ...delivery, rev: 7 });
      await store.putDelivery({ ...delivery, name: 'Autre' });
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toEqual(delivery);
    });

    test('deliveries are listed by recipient, without their email', async () => {
      const store = getStore();
      const email = anEmail();
      await store.commitEmail(email);
      for (const id of ['cnt_2', 'cnt_1', 'cnt_3']) await store.putDelivery(aDelivery(email.id, id));
      expect((await store.listDeliveries(email.id)).map((d) => d.recipientId)).toEqual(['cnt_1', 'cnt_2', 'cnt_3']);
      expect(await store.listDeliveries(newId('eml'))).toEqual([]);
    });

    test('a save increments the revision', async () => {
      const store = getStore();
      const delivery = aDelivery(newId('eml'));
      await store.putDelivery(delivery);
      const claimed = claim(delivery, { id: 'a', run: 1, at });
      expect(await store.saveDelivery(claimed, 'ready')).toBe(true);
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toEqual({ ...claimed, rev: 1 });
    });

    test('a save of an old revision, from another state, or of a missing delivery changes nothing', async () => {
      const store = getStore();
      const delivery = aDelivery(newId('eml'));
      const claimed = claim(delivery, { id: 'a', run: 1, at });
      expect(await store.saveDelivery(claimed, 'ready')).toBe(false);
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toBeNull();
      await store.putDelivery(delivery);
      expect(await store.saveDelivery(claimed, 'held')).toBe(false);
      expect(await store.saveDelivery({ ...claimed, rev: 1 }, 'ready')).toBe(false);
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toEqual(delivery);
    });

    test('exactly one of twenty concurrent claims wins', async () => {
      const store = getStore();
      const delivery = aDelivery(newId('eml'));
      await store.putDelivery(delivery);
      const claims = Array.from({ length: 20 }, (_, i) => claim(delivery, { id: `a${i}`, run: 1, at }));
      const won = await Promise.all(claims.map((c) => store.saveDelivery(c, 'ready')));
      expect(won.filter(Boolean)).toHaveLength(1);
      const stored = await store.getDelivery(delivery.emailId, 'cnt_1');
      expect(stored?.latest.id).toBe(`a${won.indexOf(true)}`);
    });

    test('deliveries are listed for reconcile, longest in their state first, until they are final', async () => {
      const store = getStore();
      const since = (at: string) => ({ ...aDelivery(newId('eml')), latest: attemptIn('ready', { at }) });
      const old = since('1999-01-01T00:00:00.000Z');
      const young = since('1999-01-02T00:00:00.000Z');
      await store.putDelivery(young);
      await store.putDelivery(old);
      expect((await store.listForReconcile('ready', 2)).map((d) => d.emailId)).toEqual([old.emailId, young.emailId]);
      for (const delivery of [old, young])
        await store.saveDelivery(moveLatest(delivery, 'cancelled', { at, detail: 'removed' }), 'ready');
      const left = (await store.listForReconcile('ready', 1000)).map((d) => d.emailId);
      expect(left).not.toContain(old.emailId);
      expect(left).not.toContain(young.emailId);
    });

    test('a project’s deliveries, notices excepted, are listed latest change first, in all states or one', async () => {
      const store = getStore();
      const projectId = newId('prj');
      const times = ['10', '11', '12', '13'];
      const made = times.map((hour, i) => {
        const state = i % 2 === 0 ? ('bounced' as const) : ('delivered' as const);
        const latest = attemptIn(state, { at: `2026-10-01T${hour}:00:00.000Z` });
        return { ...aDelivery(newId('eml')), projectId, latest };
      });
      const [first, second, third, fourth] = made;
      for (const delivery of made) await store.putDelivery(delivery);
      await store.putDelivery({ ...aDelivery(newId('eml')), notice: true });
      const list = async (state: 'bounced' | 'complained' | null, limit: number, before: string | null = null) =>
        (await store.listProjectDeliveries(projectId, state, limit, before)).map((d) => d.emailId);
      expect(await list(null, 3)).toEqual([fourth?.emailId, third?.emailId, second?.emailId]);
      expect(await list(null, 3, second && deliverySortKey(second))).toEqual([first?.emailId]);
      expect(await list('bounced', 1)).toEqual([third?.emailId]);
      expect(await list('bounced', 9, third && deliverySortKey(third))).toEqual([first?.emailId]);
      expect(await store.listProjectDeliveries(newId('prj'), null, 9, null)).toEqual([]);
      if (!first) return;
      const complained = moveLatest(first, 'complained', { at: '2026-10-01T14:00:00.000Z', detail: null });
      await store.saveDelivery(complained, 'bounced');
      expect(await list('bounced', 9)).toEqual([third?.emailId]);
      expect(await list('complained', 9)).toEqual([first.emailId]);
      expect(await list(null, 1)).toEqual([first.emailId]);
    });

    test('a repeated put does not reset a delivery that has changed state', async () => {
      const store = getStore();
      const delivery = aDelivery(newId('eml'));
      await store.putDelivery(delivery);
      const cancelled = moveLatest(delivery, 'cancelled', { at, detail: 'removed' });
      await store.saveDelivery(cancelled, 'ready');
      await store.putDelivery(delivery);
      expect(await store.getDelivery(delivery.emailId, 'cnt_1')).toEqual({ ...cancelled, rev: 1 });
    });
  });

  describe('message ids and facts', () => {
    test('a message id finds every thread that it was stored for, each once', async () => {
      const store = getStore();
      const id = `${newId('m')}@gc.test`;
      expect(await store.findByMessageId(id)).toEqual([]);
      await store.putMessageId(id, 'com_1', 'eml_1');
      await store.putMessageId(id, 'com_1', 'eml_1');
      await store.putMessageId(id, 'com_2', 'eml_2');
      expect(await store.findByMessageId(id)).toEqual([
        { communicationId: 'com_1', emailId: 'eml_1' },
        { communicationId: 'com_2', emailId: 'eml_2' },
      ]);
    });

    test('message ids and facts may be longer than a database key', async () => {
      const store = getStore();
      const long = `${newId('m')}${'x'.repeat(5000)}`;
      await store.putMessageId(long, 'com_1', 'eml_1');
      expect(await store.findByMessageId(long)).toHaveLength(1);
      expect(await store.putFact(long, 'v')).toBeNull();
      expect(await store.putFact(long, 'w')).toBe('v');
    });

    test('exactly one of twenty concurrent calls records a fact, and the others return its value', async () => {
      const store = getStore();
      const fact = newId('fact');
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => store.putFact(fact, `v${i}`)));
      const first = answers.indexOf(null);
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      expect(new Set(answers.filter((answer) => answer !== null))).toEqual(new Set([`v${first}`]));
    });
  });
};
