import type { Communication, ThreadEntry } from '../../shared/domain/conversation/communication.ts';
import type { IncomingEmail, OutgoingEmail } from '../../shared/domain/conversation/email.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Invoice } from '../../shared/domain/invoice/invoice.ts';
import type { Project } from '../../shared/domain/project/project.ts';
import { deliveryIn } from '../fakes/worlds/deliveries.ts';

/** Valid items to store. Ids are new in each run, so that suites may share one table. */

let last = 0;
export const newId = (prefix: string): string => `${prefix}_${process.pid}-${Date.now().toString(36)}-${++last}`;

const at = '2026-10-01T12:00:00.000Z';
const sha = 'a'.repeat(64);
const person = { name: 'Anne Roy', address: 'anne@gc.test' };

export const aProject = (id: string): Project => ({
  id,
  name: 'École des Rapides',
  number: 'P-1',
  address: '',
  currency: 'CAD',
  timeZone: 'America/Toronto',
  company: { name: 'Acier Rapides', address: '', taxNumbers: [] },
  sendingPaused: false,
});

export const anEmail = (more: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  id: newId('eml'),
  projectId: 'prj_1',
  invoiceId: 'inv_1',
  communicationId: 'com_1',
  kind: 'invoice',
  createdAt: at,
  from: { contactId: 'cnt_0', userId: 'usr_0', name: 'Léa Côté', address: 'lea@steel.test' },
  to: [{ contactId: 'cnt_1', ...person }],
  cc: [],
  subject: 'Facture 7 — « été »',
  body: { text: 'Bonjour', html: null, quotedText: null },
  bodyKey: null,
  attachments: [],
  visibility: 'thread',
  messageIds: [],
  direction: 'outgoing',
  language: 'fr',
  recipients: [{ recipientId: 'cnt_1', userId: null, role: 'to', ...person }],
  document: null,
  private: false,
  requestHash: sha,
  relayOf: null,
  inReplyTo: null,
  run: 1,
  settledAt: null,
  ...more,
});

export const anIncomingEmail = (): IncomingEmail => ({
  id: newId('eml'),
  projectId: 'prj_1',
  invoiceId: 'inv_1',
  communicationId: 'com_1',
  kind: 'reply',
  createdAt: at,
  from: { contactId: 'cnt_1', userId: null, ...person },
  to: [],
  cc: [],
  subject: 'RE: Facture 7',
  body: { text: 'Reçu', html: null, quotedText: null },
  bodyKey: null,
  attachments: [],
  visibility: 'thread',
  messageIds: ['one@gc.test'],
  direction: 'incoming',
  receivedAt: at,
  sesMessageId: 'ses-1',
  originalKey: 'mail/ses-1',
  trust: 'verified',
  status: 'recorded',
  quarantineReason: null,
});

export const aCommunication = (more: Partial<Communication> = {}): Communication => ({
  id: newId('com'),
  projectId: 'prj_1',
  invoiceId: 'inv_1',
  subject: 'Facture 7',
  private: false,
  createdBy: 'usr_0',
  sender: { contactId: 'cnt_0', name: 'Léa Côté', address: 'lea@steel.test' },
  createdAt: at,
  lastActivityAt: at,
  firstEmailId: 'eml_1',
  language: 'fr',
  invoiceVersion: sha,
  participants: [{ recipientId: 'cnt_1', userId: null, role: 'to', ...person }],
  ...more,
});

export const anEntry = (communicationId: string, more: Partial<ThreadEntry> = {}): ThreadEntry => ({
  communicationId,
  emailId: newId('eml'),
  direction: 'outgoing',
  kind: 'invoice',
  createdAt: at,
  authorUserId: 'usr_0',
  authorContactId: 'cnt_0',
  visibility: 'thread',
  ...more,
});

export const aDelivery = (emailId: string, recipientId = 'cnt_1'): Delivery =>
  deliveryIn('ready', { emailId, recipientId });

export const anInvoice = (projectId: string, id = 'inv_1'): Invoice => ({
  id,
  projectId,
  number: '7',
  contractId: 'con_1',
  status: 'approved',
  billingPeriod: { start: '2026-09-01', end: '2026-09-30' },
  billingDate: '2026-09-30',
  dueDate: null,
  previousCertificates: '0.00',
  taxes: [{ code: 'TPS', rate: '0.05', registration: '123 RT0001' }],
  lineCount: 0,
  linesSha256: sha,
  summary: {
    line1: '0.00',
    line2: '0.00',
    line3: '0.00',
    line4: '0.00',
    line5a: '0.00',
    line5b: '0.00',
    line5: '0.00',
    line6: '0.00',
    line7: '0.00',
    line8: '0.00',
    line9: '0.00',
    taxes: [],
    due: '0.00',
    percentComplete: null,
  },
  updatedAt: at,
});
