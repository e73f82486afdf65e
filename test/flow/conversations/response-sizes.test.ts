import { describe, expect, test } from 'vitest';
import { enterThread } from '../../../shared/actions/enter-thread.ts';
import { type RouteName, routes } from '../../../shared/api/contract.ts';
import type { Route } from '../../../shared/api/route.ts';
import type { Communication } from '../../../shared/domain/conversation/communication.ts';
import type { IncomingEmail, Recipient } from '../../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../../shared/domain/delivery/delivery.ts';
import { maxAnswerBytes } from '../../../shared/domain/limits.ts';
import {
  type ApiWorld,
  contractBody,
  invoiceBody,
  type Response,
  seededWorld,
  send,
} from '../../fakes/worlds/api-world.ts';

/** Every list of the contract is filled with the largest items that may be stored: no response exceeds a megabyte. */

/** This character takes three bytes in UTF-8, also inside JSON. */
const wide = (length: number): string => '漢'.repeat(length);
const numbered = (n: number, length: number): string => `${String(n).padStart(5, '0')}${wide(length - 5)}`;
const at = (n: number): string => new Date(Date.parse('2026-09-01T00:00:00.000Z') + n * 1000).toISOString();
const id = (kind: string, n: number): string => `${kind}_${String(n).padStart(26, '0')}`;
const address = (n: number): string => `${String(n).padStart(5, '0')}${'a'.repeat(55)}@${'b'.repeat(60)}.test`;

const aPerson = (n: number): Recipient => ({
  recipientId: id('cnt', n),
  userId: null,
  role: 'to',
  name: numbered(n, 120),
  address: address(n),
});

const firstConversation = async (built: ApiWorld): Promise<Communication> => {
  const sent = await send(built);
  const found = await built.w.communications.getCommunication(sent.json.id);
  if (!found) throw new Error('not sent');
  return found;
};

/** A mail with a long text and quote, two hundred files with the longest names, and a hundred people in each header. */
const aMail = (c: Communication, n: number): IncomingEmail => ({
  id: id('eml', n),
  projectId: c.projectId,
  invoiceId: c.invoiceId,
  communicationId: c.id,
  direction: 'incoming',
  kind: 'reply',
  createdAt: at(n),
  receivedAt: at(n),
  from: { contactId: null, userId: null, name: wide(255), address: address(n) },
  to: Array.from({ length: 100 }, (_, i) => ({ contactId: null, name: wide(255), address: address(i) })),
  cc: Array.from({ length: 100 }, (_, i) => ({ contactId: null, name: wide(255), address: address(i) })),
  subject: numbered(n, 998),
  body: { text: '"'.repeat(60_000), html: null, quotedText: wide(1000), signature: '\\'.repeat(5000) },
  bodyKey: null,
  attachments: Array.from({ length: 200 }, (_, i) => ({
    id: id('att', i),
    fileName: wide(255),
    bytes: 1,
    contentType: `application/${'x'.repeat(500)}`,
    sha256: '0'.repeat(64),
    key: 'attachments/x',
    contentId: wide(255),
  })),
  visibility: 'thread',
  messageIds: [],
  sesMessageId: `ses${n}`,
  originalKey: `mail/ses${n}`,
  trust: 'verified',
  status: 'recorded',
  quarantineReason: null,
});

type Case = {
  path: string;
  /** The number of items that the list then holds for usr_admin. */
  fill: (built: ApiWorld) => Promise<number>;
  itemsOf?: (answer: Response) => { id?: string }[];
};

const fillConversations = async (built: ApiWorld): Promise<number> => {
  const first = await firstConversation(built);
  const participants = Array.from({ length: 50 }, (_, n) => aPerson(n));
  for (let n = 0; n < 60; n += 1)
    await built.w.communications.putCommunication({
      ...first,
      id: id('com', n),
      subject: wide(255),
      participants,
      lastActivityAt: at(n),
    });
  return 61;
};

const putHeld = async ({ w }: ApiWorld, mail: IncomingEmail): Promise<void> => {
  const held = {
    reason: 'unknown_sender' as const,
    bytes: 40_000_000,
    fileNames: Array.from({ length: 200 }, () => wide(255)),
    verdicts: { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' },
  };
  await w.communications.commitEmail({ ...mail, status: 'quarantined', held } as never);
};

const cases: Record<string, Case> = {
  listDirectory: {
    path: '/projects/prj_a/directory',
    fill: async ({ w }) => {
      const before = (await w.projects.listContacts('prj_a')).length + (await w.projects.listGroups('prj_a')).length;
      for (let n = 0; n < 150; n += 1)
        await w.projects.putContact({
          id: id('cnt', n),
          projectId: 'prj_a',
          name: numbered(n, 120),
          company: wide(200),
          jobTitle: wide(120),
          email: address(n),
          language: 'fr',
          userId: null,
        });
      return before + 150;
    },
  },
  listInvoices: {
    path: '/projects/prj_a/invoices',
    fill: async ({ w }) => {
      const [invoice] = await w.projects.listInvoices('prj_a');
      const contract = await w.projects.getContract('prj_a', 'con_1');
      if (!invoice || !contract) throw new Error('not seeded');
      const client = { name: wide(200), address: wide(500) };
      await w.projects.putContract({ ...contract, number: wide(60), title: wide(200), client });
      for (let n = 0; n < 130; n += 1)
        await w.projects.putInvoice({ ...invoice, id: id('inv', n), number: numbered(n, 40) });
      return 131;
    },
  },
  listLines: {
    path: '/projects/prj_a/invoices/inv_wide/lines',
    fill: async ({ imported }) => {
      const [line] = invoiceBody.lines;
      const widest = { ...line, budgetCode: wide(60), description: wide(2000) };
      const lines = Array.from({ length: 250 }, (_, n) => ({ ...widest, item: numbered(n, 40) }));
      await imported('/projects/prj_a/contracts/con_wide', { ...contractBody, originalSum: '30000000.00' });
      await imported('/projects/prj_a/invoices/inv_wide', { ...invoiceBody, contractId: 'con_wide', lines });
      return 250;
    },
  },
  listInvoiceCommunications: { path: '/projects/prj_a/invoices/inv_a/communications', fill: fillConversations },
  listProjectCommunications: { path: '/projects/prj_a/communications', fill: fillConversations },
  listDeliveries: {
    path: '/projects/prj_a/deliveries',
    fill: async (built) => {
      await firstConversation(built);
      const emailId = built.w.sendFlow.started[0]?.input.emailId ?? '';
      const [stored] = await built.w.communications.listDeliveries(emailId);
      for (let n = 0; n < 250; n += 1) {
        const latest = { ...(stored as Delivery).latest, detail: wide(300), at: at(n) };
        await built.w.communications.putDelivery({
          ...(stored as Delivery),
          ...aPerson(n),
          emailId: id('eml', n),
          latest,
        });
      }
      return 251;
    },
  },
  listQuarantine: {
    path: '/projects/prj_a/quarantine',
    fill: async (built) => {
      const c = await firstConversation(built);
      for (let n = 0; n < 40; n += 1) await putHeld(built, aMail(c, n));
      return 40;
    },
  },
  listQuarantineGroups: {
    path: '/projects/prj_a/quarantine/beyond',
    fill: async (built) => {
      const c = await firstConversation(built);
      const { projectId, invoiceId, id: communicationId } = c;
      for (let n = 0; n < 130; n += 1) {
        const group = { projectId, invoiceId, communicationId, hour: at(n * 3600).slice(0, 13) };
        await built.w.communications.countBeyond(group, 1);
      }
      return 130;
    },
  },
  getCommunication: {
    path: '/projects/prj_a/communications/{communicationId}',
    fill: async (built) => {
      const c = await firstConversation(built);
      built.w.clock.set('2026-10-02T00:00:00.000Z');
      for (let n = 0; n < 60; n += 1) {
        const mail = aMail(c, n);
        await built.w.communications.commitEmail(mail);
        await enterThread(built.w, mail);
      }
      return 61;
    },
    itemsOf: ({ json }) => json.emails,
  },
  getMe: {
    path: '/me',
    fill: async ({ w }) => {
      const project = await w.projects.getProject('prj_a');
      const member = await w.projects.getMember('prj_a', 'usr_admin');
      if (!project || !member) throw new Error('not seeded');
      for (let n = 0; n < 1500; n += 1) {
        await w.projects.putProject({
          ...project,
          id: id('prj', n),
          name: numbered(n, 200),
          number: wide(60),
        });
        await w.projects.putMember({ ...member, projectId: id('prj', n) });
      }
      return 1501;
    },
    itemsOf: ({ json }) => json.projects,
  },
};

const isList = ([, route]: [string, Route]): boolean => {
  const answer = route.answers[200] as { shape?: Record<string, unknown> } | null | undefined;
  return answer?.shape?.nextCursor !== undefined;
};

const keyOf = (item: object): string => {
  const { id: own, recipientId, emailId, item: line, hour } = item as Record<string, string>;
  return own ?? (recipientId ? `${emailId} ${recipientId}` : (line ?? hour ?? ''));
};

describe('a response of a list stays below a megabyte, whatever is stored, and nothing is lost or repeated (Y06)', () => {
  const lists = Object.entries(routes as Record<RouteName, Route>).filter(isList);

  test('these cases cover every list route of the contract (Y06)', () => {
    expect(lists.map(([name]) => name).toSorted()).toEqual(Object.keys(cases).toSorted());
  });

  test.for(Object.entries(cases))('%s (Y06)', { timeout: 60_000 }, async ([name, { path, fill, itemsOf }]) => {
    const built = await seededWorld();
    const count = await fill(built);
    const [conversation] = (await built.w.communications.listByProject('prj_a', 1, null)).items;
    const target = path.replace('{communicationId}', conversation?.id ?? '');
    const takesLimit = (routes as Record<string, Route>)[name]?.query?.shape.limit !== undefined;
    const found: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const query = new URLSearchParams({ ...(takesLimit && { limit: '100' }), ...(cursor && { cursor }) });
      built.w.clock.advance(60_000);
      const answer: Response = await built.call('usr_admin', 'GET', `${target}?${query}`);
      expect(answer.status, answer.text.slice(0, 300)).toBe(200);
      expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(maxAnswerBytes);
      const items = itemsOf ? itemsOf(answer) : answer.json.items;
      expect(items.length).toBeGreaterThan(0);
      found.push(...items.map(keyOf));
      cursor = answer.json.nextCursor;
      pages += 1;
    } while (cursor !== null && pages < 200);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(count);
  });

  test('a CSV report beyond a megabyte becomes a URL to the whole file, valid for a minute (Y06)', async () => {
    const built = await seededWorld();
    const count = await (cases.listDeliveries as Case).fill(built);
    const emailId = built.w.sendFlow.started[0]?.input.emailId ?? '';
    const [stored] = await built.w.communications.listDeliveries(emailId);
    const latest = { ...(stored as Delivery).latest, detail: wide(300) };
    for (let n = 0; n < 700; n += 1)
      await built.w.communications.putDelivery({
        ...(stored as Delivery),
        ...aPerson(n),
        latest,
        emailId: id('eml', 1000 + n),
      });
    const headers = { accept: 'text/csv' };
    const answer = await built.call('usr_admin', 'GET', '/projects/prj_a/deliveries', { headers });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json).toMatchObject({ fileName: 'deliveries.csv', url: expect.stringContaining('exports/prj_a/') });
    const file = built.w.files.stored.get(`exports/prj_a/${answer.json.sha256}.csv`);
    const text = Buffer.from(file?.content ?? []).toString();
    expect(text.split('\r\n')).toHaveLength(count + 700 + 2);
    expect(answer.json.bytes).toBe(Buffer.byteLength(text));
    expect(Date.parse(answer.json.expiresAt) - built.w.clock.now().getTime()).toBe(60_000);
  }, 60_000);
});
