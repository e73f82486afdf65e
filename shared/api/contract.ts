import { z } from 'zod';
import { InvoiceInput } from '../domain/invoice.ts';
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
} from '../domain/project.ts';
import type { ProblemCode } from './problems.ts';
import * as shape from './shapes.ts';

/** Every route: what it takes, what it answers, what it may refuse. infra, the API function and OpenAPI are made from it. */

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH';

export type Route = {
  method: Method;
  path: string;
  summary: string;
  /** `api`: an access token with the API scope. `import`: that of a project admin, or one with the import scope. `none`: open. */
  scope: 'api' | 'import' | 'none';
  pathParams: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Largest body in bytes; 256 kB unless said. */
  bodyLimit?: 'default' | 'import';
  /** The 200 is also to be had as a file, by `Accept: text/csv`. */
  csv?: true;
  /** Needs an Idempotency-Key header. */
  idempotent?: true;
  /** The right on the project without which the answer is 403 before the body is looked at. Absent: any level above none. */
  needs?: 'admin' | 'detail';
  /** Status ─▶ answer; null: no content. */
  answers: Record<number, z.ZodType | null>;
  /** Problem codes beyond those of every route (unauthorized, not-found, validation-failed). */
  refusals?: readonly ProblemCode[];
};

const none = z.object({});

export const routes = {
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This contract as OpenAPI 3.1',
    scope: 'none',
    pathParams: none,
    answers: { 200: z.looseObject({}) },
  },
  getMe: {
    method: 'GET',
    path: '/me',
    summary: 'The caller and the projects with levels',
    scope: 'api',
    pathParams: none,
    answers: { 200: shape.Me },
  },
  listDirectory: {
    method: 'GET',
    path: '/projects/{projectId}/directory',
    summary: 'People and groups, by prefix of name, company or address',
    scope: 'api',
    pathParams: shape.projectPath,
    query: shape.searchQuery,
    answers: { 200: shape.listOf(shape.DirectoryEntry) },
  },
  listInvoices: {
    method: 'GET',
    path: '/projects/{projectId}/invoices',
    summary: 'Invoice headers, newest period first',
    scope: 'api',
    pathParams: shape.projectPath,
    query: shape.pageQuery,
    answers: { 200: shape.listOf(shape.InvoiceHeader) },
  },
  getInvoice: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}',
    summary: 'Header, summary, counts, version',
    scope: 'api',
    pathParams: shape.invoicePath,
    answers: { 200: shape.InvoiceView },
  },
  listLines: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}/lines',
    summary: 'Detail lines, computed',
    scope: 'api',
    needs: 'detail',
    pathParams: shape.invoicePath,
    query: shape.pageQuery,
    answers: { 200: shape.listOf(shape.LineView) },
    refusals: ['forbidden'],
  },
  previewDocument: {
    method: 'POST',
    path: '/projects/{projectId}/invoices/{invoiceId}/preview',
    summary: 'The very PDF that a send of this version attaches',
    scope: 'api',
    needs: 'detail',
    pathParams: shape.invoicePath,
    body: shape.PreviewBody,
    answers: { 200: shape.PreviewReady, 202: shape.PreviewRendering },
    refusals: ['forbidden', 'render-limit', 'render-failed'],
  },
  getComposer: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}/composer',
    summary: 'Defaults for Email Invoice',
    scope: 'api',
    needs: 'admin',
    pathParams: shape.invoicePath,
    answers: { 200: shape.Composer },
    refusals: ['forbidden', 'sender-not-in-directory'],
  },
  createAttachment: {
    method: 'POST',
    path: '/projects/{projectId}/attachments',
    summary: 'Announces a file; answers where to PUT it',
    scope: 'import',
    pathParams: shape.projectPath,
    body: shape.AttachmentBody,
    answers: { 201: shape.AttachmentUpload },
    refusals: ['forbidden', 'attachment-not-clean'],
  },
  sendInvoice: {
    method: 'POST',
    path: '/projects/{projectId}/invoices/{invoiceId}/communications',
    summary: 'Email Invoice',
    scope: 'api',
    needs: 'admin',
    pathParams: shape.invoicePath,
    body: shape.SendBody,
    idempotent: true,
    answers: { 202: shape.CommunicationView },
    refusals: [
      'forbidden',
      'idempotency-key-missing',
      'idempotency-key-reused',
      'invoice-version-changed',
      'attachment-changed',
      'attachment-not-clean',
      'attachment-missing',
      'sender-not-in-directory',
    ],
  },
  listInvoiceCommunications: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}/communications',
    summary: 'The Emails tab, newest activity first',
    scope: 'api',
    pathParams: shape.invoicePath,
    query: shape.searchQuery,
    answers: { 200: shape.listOf(shape.CommunicationView) },
  },
  listProjectCommunications: {
    method: 'GET',
    path: '/projects/{projectId}/communications',
    summary: 'The same over the project',
    scope: 'api',
    pathParams: shape.projectPath,
    query: shape.searchQuery.extend({ state: shape.CommunicationState.optional() }),
    answers: { 200: shape.listOf(shape.CommunicationView) },
  },
  listDeliveries: {
    method: 'GET',
    path: '/projects/{projectId}/deliveries',
    summary:
      'What became of each delivery, latest first; as CSV all of them, or the first 5,000 and a link to the next',
    scope: 'api',
    needs: 'admin',
    pathParams: shape.projectPath,
    query: shape.deliveriesQuery,
    csv: true,
    answers: { 200: shape.listOf(shape.DeliveryRow) },
    refusals: ['forbidden', 'validation-failed'],
  },
  getCommunication: {
    method: 'GET',
    path: '/projects/{projectId}/communications/{communicationId}',
    summary: 'The thread: emails in order, deliveries, attachments',
    scope: 'api',
    pathParams: shape.communicationPath,
    answers: { 200: shape.CommunicationView },
  },
  resendEmail: {
    method: 'POST',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/resend',
    summary: 'A new attempt for these recipients only, with the same PDF',
    scope: 'api',
    needs: 'admin',
    pathParams: shape.emailPath,
    body: shape.ResendBody,
    idempotent: true,
    answers: { 202: shape.ResendAccepted },
    refusals: [
      'forbidden',
      'idempotency-key-missing',
      'idempotency-key-reused',
      'resend-not-needed',
      'resend-too-early',
      'recipient-removed',
    ],
  },
  setPrivate: {
    method: 'PATCH',
    path: '/projects/{projectId}/communications/{communicationId}',
    summary: 'Changes Private',
    scope: 'api',
    pathParams: shape.communicationPath,
    body: shape.PrivateBody,
    answers: { 200: shape.CommunicationView },
    refusals: ['forbidden'],
  },
  markRead: {
    method: 'POST',
    path: '/projects/{projectId}/communications/{communicationId}/read',
    summary: "The caller's unread count goes to 0",
    scope: 'api',
    pathParams: shape.communicationPath,
    answers: { 204: null },
  },
  getOriginal: {
    method: 'GET',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/original',
    summary: 'The untouched incoming mail',
    scope: 'api',
    pathParams: shape.emailPath,
    answers: { 200: shape.Download },
  },
  getAttachment: {
    method: 'GET',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/attachments/{attachmentId}',
    summary: 'A file of an email',
    scope: 'api',
    pathParams: shape.attachmentPath,
    answers: { 200: shape.Download },
  },
  getDocument: {
    method: 'GET',
    path: '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/document',
    summary: 'The PDF as it was mailed',
    scope: 'api',
    pathParams: shape.emailPath,
    answers: { 200: shape.Download },
  },
  putProject: {
    method: 'PUT',
    path: '/projects/{projectId}',
    summary: 'Creates or replaces a project',
    scope: 'import',
    pathParams: shape.projectPath,
    body: ProjectInput,
    bodyLimit: 'import',
    answers: { 200: shape.StoredProject },
    refusals: ['forbidden'],
  },
  putMember: {
    method: 'PUT',
    path: '/projects/{projectId}/members/{userId}',
    summary: "Sets a user's level",
    scope: 'import',
    pathParams: shape.memberPath,
    body: MemberInput,
    bodyLimit: 'import',
    answers: { 200: Member },
    refusals: ['forbidden'],
  },
  putContact: {
    method: 'PUT',
    path: '/projects/{projectId}/directory/{contactId}',
    summary: 'Adds or changes a person',
    scope: 'import',
    pathParams: shape.contactPath,
    body: ContactInput,
    bodyLimit: 'import',
    answers: { 200: Contact },
    refusals: ['forbidden'],
  },
  putGroup: {
    method: 'PUT',
    path: '/projects/{projectId}/groups/{groupId}',
    summary: 'Adds or changes a distribution group',
    scope: 'import',
    pathParams: shape.groupPath,
    body: GroupInput,
    bodyLimit: 'import',
    answers: { 200: Group },
    refusals: ['forbidden'],
  },
  putContract: {
    method: 'PUT',
    path: '/projects/{projectId}/contracts/{contractId}',
    summary: 'Adds or changes a client contract',
    scope: 'import',
    pathParams: shape.contractPath,
    body: ContractInput,
    bodyLimit: 'import',
    answers: { 200: Contract },
    refusals: ['forbidden'],
  },
  putInvoice: {
    method: 'PUT',
    path: '/projects/{projectId}/invoices/{invoiceId}',
    summary: 'Adds or changes an invoice',
    scope: 'import',
    pathParams: shape.invoicePath,
    body: InvoiceInput,
    bodyLimit: 'import',
    answers: { 200: shape.StoredInvoice },
    refusals: ['forbidden', 'totals-disagree', 'invoice-inconsistent', 'attachment-missing', 'attachment-changed'],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** API Gateway's name for the route, which the Lambda event carries. */
export const routeKey = (route: Route): string => `${route.method} ${route.path}`;
