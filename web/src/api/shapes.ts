import * as z from 'zod/mini';
import type { paths } from '../generated/api-types.ts';

/** Names for the API's response types, derived from its OpenAPI document. */

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<P extends keyof paths, M extends keyof paths[P], S extends number = 200> = paths[P][M] extends {
  responses: infer R;
}
  ? S extends keyof R
    ? Json<R[S]>
    : never
  : never;

type Invoice = '/projects/{projectId}/invoices/{invoiceId}';

export type Me = Answer<'/me', 'get'>;
export type ProjectAccess = Me['projects'][number];
export type InvoiceHeader = Answer<'/projects/{projectId}/invoices', 'get'>['items'][number];
export type InvoiceView = Answer<Invoice, 'get'>;
type LineList = Answer<`${Invoice}/lines`, 'get'>;
export type LineView = LineList['items'][number];
export type LineSums = NonNullable<LineList['totals']>;
export type LineGroup = NonNullable<LineList['groups']>[number];
export type Composer = Answer<`${Invoice}/composer`, 'get'>;
export type PreviewReady = Answer<`${Invoice}/preview`, 'post'>;
export type PreviewRendering = Answer<`${Invoice}/preview`, 'post', 202>;
type Thread = '/projects/{projectId}/communications/{communicationId}';
export type CommunicationView = Answer<Thread, 'patch'>;
export type ThreadView = Answer<Thread, 'get'>;
export type AnswerComposer = Answer<
  '/projects/{projectId}/communications/{communicationId}/emails/{emailId}/composer',
  'get'
>;
export type CommunicationState = CommunicationView['state'];
export type EmailView = ThreadView['emails'][number];
export type DeliveryView = EmailView['deliveries'][number];
export type DeliveryState = DeliveryView['state'];

export type QuarantinedMail = Answer<'/projects/{projectId}/quarantine', 'get'>['items'][number];
export type QuarantineGroup = Answer<'/projects/{projectId}/quarantine/beyond', 'get'>['items'][number];
export type Sending = Answer<'/projects/{projectId}/sending', 'put'>;
export type DeliveryRow = Answer<'/projects/{projectId}/deliveries', 'get'>['items'][number];

type SendOperation = paths[`${Invoice}/communications`]['post'];
export type SendBody = SendOperation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;

type AnswerOperation = paths['/projects/{projectId}/communications/{communicationId}/emails']['post'];
export type AnswerBody = AnswerOperation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;

const AnswerKind = z.enum(['reply', 'reply_all', 'forward']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** Which email is answered, and how: reply, reply all or forward. */
export const Answers = z.object({ emailId: z.string(), kind: AnswerKind });
export type Answers = z.infer<typeof Answers>;

/** Identifies an email as the API's paths do. */
export type EmailPlace = { projectId: string; communicationId: string; emailId: string };
