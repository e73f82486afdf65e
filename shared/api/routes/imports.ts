import { InvoiceInput } from '../../domain/invoice/invoice.ts';
import {
  Contact,
  ContactInput,
  Contract,
  ContractInput,
  Group,
  GroupInput,
  Member,
  MemberInput,
  ProjectInput,
} from '../../domain/project/project.ts';
import type { Route } from '../route.ts';
import { StoredInvoice } from '../shapes/invoices.ts';
import { contactPath, contractPath, groupPath, invoicePath, memberPath, projectPath } from '../shapes/parameters.ts';
import { StoredProject } from '../shapes/projects.ts';

/** Data imported by the invoicing system that owns it. Project admins may write it too. */
export const importRoutes = {
  putProject: {
    method: 'PUT',
    path: '/projects/{projectId}',
    summary: 'Creates or replaces a project',
    scope: 'import',
    pathParams: projectPath,
    body: ProjectInput,
    bodyLimit: 'import',
    answers: { 200: StoredProject },
    problems: ['forbidden'],
  },
  putMember: {
    method: 'PUT',
    path: '/projects/{projectId}/members/{userId}',
    summary: "Sets a user's level in the project",
    scope: 'import',
    pathParams: memberPath,
    body: MemberInput,
    bodyLimit: 'import',
    answers: { 200: Member },
    problems: ['forbidden'],
  },
  putContact: {
    method: 'PUT',
    path: '/projects/{projectId}/directory/{contactId}',
    summary: 'Creates or replaces a person in the directory',
    scope: 'import',
    pathParams: contactPath,
    body: ContactInput,
    bodyLimit: 'import',
    answers: { 200: Contact.omit({ former: true }) },
    problems: ['forbidden'],
  },
  putGroup: {
    method: 'PUT',
    path: '/projects/{projectId}/groups/{groupId}',
    summary: 'Creates or replaces a distribution group',
    scope: 'import',
    pathParams: groupPath,
    body: GroupInput,
    bodyLimit: 'import',
    answers: { 200: Group },
    problems: ['forbidden'],
  },
  putContract: {
    method: 'PUT',
    path: '/projects/{projectId}/contracts/{contractId}',
    summary: 'Creates or replaces a client contract',
    scope: 'import',
    pathParams: contractPath,
    body: ContractInput,
    bodyLimit: 'import',
    answers: { 200: Contract },
    problems: ['forbidden'],
  },
  putInvoice: {
    method: 'PUT',
    path: '/projects/{projectId}/invoices/{invoiceId}',
    summary: 'Creates or replaces an invoice',
    scope: 'import',
    pathParams: invoicePath,
    body: InvoiceInput,
    bodyLimit: 'import',
    answers: { 200: StoredInvoice },
    problems: ['forbidden', 'totals-disagree', 'invoice-inconsistent', 'attachment-missing', 'attachment-changed'],
  },
} as const satisfies Record<string, Route>;
