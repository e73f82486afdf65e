import { api } from '../../functions/api/api.ts';
import { documentKey, documentTemplate } from '../../shared/domain/files/file-keys.ts';
import { sha256Hex } from '../../shared/domain/ids.ts';
import { http } from '../../shared/runtime/http.ts';
import type { partsAt } from './parts.ts';

/**
 * One project with one invoice, and a browser's requests to the API in the form in which API Gateway passes them on.
 */

const scopes = { api: 'courriel', import: 'import' };
export const recipients = ['cnt_1', 'cnt_2', 'cnt_3'];
/** The size of the PDF of a two-page invoice. */
const pdfBytes = 60_000;

const line = {
  item: '1',
  description: 'Acier',
  scheduledValue: '120000.00',
  previous: '0.00',
  thisPeriod: '60000.00',
  workRetainage: { rate: '0.10' },
  materialsRetainage: { rate: '0.10' },
};

type Request = { routeKey: string; path: Record<string, string>; body?: unknown; headers?: object; user?: string };

export const apiOver = async (parts: ReturnType<typeof partsAt>) => {
  const handler = http({ ...parts, scopes }, api(parts), parts.log);
  const call = async ({ routeKey, path, body, headers, user }: Request) => {
    const claims = user
      ? { sub: user, token_use: 'access', scope: scopes.api }
      : { sub: 'invoicing', token_use: 'access', scope: scopes.import };
    const event = {
      version: '2.0',
      routeKey,
      rawPath: routeKey,
      rawQueryString: '',
      headers: { 'content-type': 'application/json', ...headers },
      pathParameters: path,
      requestContext: { routeKey, authorizer: { jwt: { claims, scopes: [] } } },
      body: body === undefined ? undefined : JSON.stringify(body),
      isBase64Encoded: false,
    };
    const answer = await handler(event as never, {} as never);
    if ((answer.statusCode ?? 500) >= 300) throw new Error(`${routeKey}: ${answer.statusCode} ${answer.body}`);
    return JSON.parse(answer.body ?? 'null');
  };
  const project = { projectId: 'prj_1' };
  const put = (what: string, path: Record<string, string>, body: unknown) =>
    call({ routeKey: `PUT /projects/{projectId}${what}`, path: { ...project, ...path }, body });

  await put('', {}, { name: 'École des Rapides', number: 'P-1', company: { name: 'Acier Rapides' } });
  for (const contactId of ['cnt_lea', ...recipients]) {
    const person = { name: contactId, company: 'Acier', email: `${contactId}@client.test` };
    await put('/directory/{contactId}', { contactId }, person);
  }
  await put('/members/{userId}', { userId: 'usr_lea' }, { level: 'admin', contactId: 'cnt_lea' });
  /** Imports the first invoice of a contract of its own. */
  const importInvoice = async (id: string) => {
    const client = { number: 'SC-31', title: 'Charpente', client: 'Beaurivage', date: '2026-06-12' };
    await put('/contracts/{contractId}', { contractId: `con_${id}` }, { ...client, originalSum: '120000.00' });
    const place = { ...project, invoiceId: `inv_${id}` };
    await put('/invoices/{invoiceId}', place, {
      number: id,
      contractId: `con_${id}`,
      status: 'under_review',
      billingPeriod: { start: '2026-09-01', end: '2026-09-30' },
      billingDate: '2026-09-30',
      lines: [line],
    });
    const composer = await call({
      routeKey: 'GET /projects/{projectId}/invoices/{invoiceId}/composer',
      path: place,
      user: 'usr_lea',
    });
    return { place, invoiceVersion: String(composer.invoiceVersion) };
  };
  const first = await importInvoice('1');
  const pdf = Buffer.alloc(pdfBytes, '%PDF-1.7 ');
  const metadata = { sha256: sha256Hex(pdf), pages: '2' };
  const key = documentKey(project.projectId, first.invoiceVersion, documentTemplate, 'fr');
  await parts.files.put(key, pdf, 'application/pdf', metadata);

  const body = { subject: 'Facture', message: '<p>Bonjour</p>', language: 'fr' };
  const send = (idempotencyKey: string, { place, invoiceVersion } = first, to = recipients) =>
    call({
      routeKey: 'POST /projects/{projectId}/invoices/{invoiceId}/communications',
      path: place,
      body: { ...body, to, invoiceVersion },
      headers: { 'idempotency-key': idempotencyKey },
      user: 'usr_lea',
    });
  return { send, importInvoice };
};
