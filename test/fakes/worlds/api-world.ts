import { expect } from 'vitest';
import { api } from '../../../functions/api/api.ts';
import { routes } from '../../../shared/api/contract.ts';
import { problemsOf } from '../../../shared/api/openapi.ts';
import { type Method, type Route, routeKey } from '../../../shared/api/route.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import { http } from '../../../shared/runtime/http.ts';
import { type World, world } from './world.ts';

/** The API as API Gateway calls it, on fakes: the real handler and use cases, and a small project. */

export type Response = {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails if that is missing
  json: any;
};
export type Options = {
  body?: unknown;
  /** The body as it is sent, instead of `body`. Bytes become base64, as API Gateway may encode any body. */
  raw?: string | Buffer;
  headers?: Record<string, string>;
  claims?: Record<string, unknown> | null;
};

const scopes = { api: 'courriel', import: 'import' };

const patterns = Object.values<Route>(routes).map((route) => ({
  route,
  names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
}));

const match = (method: string, path: string): { route: Route; pathParameters: Record<string, string> } | null => {
  for (const { route, names, pattern } of patterns) {
    const found = pattern.exec(path);
    if (route.method !== method || !found) continue;
    const values = found.slice(1).map(decodeURIComponent);
    return { route, pathParameters: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])) };
  }
  return null;
};

/** For every request of a test, the response's status and code must be in the served contract. */
const expectDocumented = (method: Method, target: string, status: number, text: string): void => {
  const route = match(method, target.split('?')[0] ?? '')?.route;
  if (!route || status >= 500) return;
  if (status < 400) expect(Object.keys(route.answers)).toContain(String(status));
  else {
    const codes = new Map<number, string[]>(problemsOf(route)).get(status);
    expect(codes, `${routeKey(route)} ${status}`).toContain(JSON.parse(text).code);
  }
};

const claimsOf = (user: string) => ({ sub: user, token_use: 'access', scope: scopes.api });

/** The part of API Gateway's payload 2.0 that the handler reads. */
const eventOf = (user: string, method: Method, target: string, options: Options) => {
  const [path = '', query = ''] = target.split('?');
  const found = match(method, path);
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const claims = options.claims === undefined ? claimsOf(user) : options.claims;
  return {
    version: '2.0',
    routeKey: found ? routeKey(found.route) : '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
    queryStringParameters: query ? Object.fromEntries(new URLSearchParams(query)) : undefined,
    pathParameters: found?.pathParameters,
    requestContext: { routeKey: '', ...(claims && { authorizer: { jwt: { claims, scopes: [] } } }) },
    body: Buffer.isBuffer(body) ? body.toString('base64') : body,
    isBase64Encoded: Buffer.isBuffer(body),
  };
};

export type ApiWorld = ReturnType<typeof apiWorld>;

/** An API without any project yet. */
export const apiWorld = (parts: Partial<World> = {}) => {
  const w = world(parts);
  const handler = http({ projects: w.projects, usage: w.usage, clock: w.clock, scopes }, api(w), w.log);
  const call = async (user: string, method: Method, path: string, options: Options = {}): Promise<Response> => {
    const result = await handler(eventOf(user, method, path, options) as never, {} as never);
    const headers = Object.fromEntries(Object.entries(result.headers ?? {}).map(([k, v]) => [k, String(v)]));
    const text = result.body ?? '';
    expectDocumented(method, path, result.statusCode ?? 0, text);
    return {
      status: result.statusCode ?? 0,
      headers,
      text,
      json: /json/.test(headers['content-type'] ?? '') ? JSON.parse(text) : null,
    };
  };
  const imported = async (path: string, body: unknown) => {
    const claims = { sub: 'invoicing', scope: scopes.import };
    const answer = await call('', 'PUT', path, { body, claims });
    if (answer.status !== 200)
      throw new Error(`PUT ${path}: ${answer.status} ${answer.text} ${JSON.stringify(w.log.lines.at(-1))}`);
    return answer;
  };
  /** Everything that is stored or started. It must be equal before and after a refused request. */
  const stored = (): string =>
    JSON.stringify([
      [...w.projects.called, ...w.communications.called].filter((method) => !/^(?:get|list|find)/.test(method)),
      [...w.files.stored.keys(), ...w.mail.stored.keys()],
      w.sendFlow.calls,
      w.renderStarter.requests,
      w.mailer.posts.length,
    ]);
  /** Uploads a file as a browser does: announces it, and then puts it to the returned place. */
  const upload = async (user: string, fileName: string, contentType: string, bytes: Uint8Array, project = 'prj_a') => {
    const body = { fileName, contentType, bytes: bytes.length, sha256: sha256Hex(bytes) };
    const answer = await call(user, 'POST', `/projects/${project}/attachments`, { body });
    if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${answer.text}`);
    const id: string = answer.json.attachmentId;
    await w.files.put(`uploads/${project}/${id}`, bytes, contentType);
    return id;
  };
  return { w, call, imported, stored, upload };
};

/** Expects a problem with this status and code, and that nothing has changed. */
export const expectRefused = async (
  { stored }: ApiWorld,
  refused: { status: number; code: string },
  request: () => Promise<Response>,
): Promise<Response> => {
  const before = stored();
  const answer = await request();
  expect({ status: answer.status, code: answer.json?.code }).toEqual(refused);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(stored()).toBe(before);
  return answer;
};

/** Imports as an Admin. */
export const put = (built: ApiWorld, path: string, body: unknown): Promise<Response> =>
  built.call('usr_admin', 'PUT', path, { body });

/** Expects that an import is refused and changes nothing. Returns the pointers of its errors. */
export const refusedAt = async (
  built: ApiWorld,
  path: string,
  body: unknown,
  code = 'validation-failed',
): Promise<string[]> => {
  const { json } = await expectRefused(built, { status: 422, code }, () => put(built, path, body));
  return json.errors.map((error: { pointer: string }) => error.pointer);
};

/** The first invoice of the worked example in docs/document.md, with two lines and no change order. */
export const invoiceBody = {
  number: '1',
  contractId: 'con_1',
  status: 'under_review',
  billingPeriod: { start: '2026-09-01', end: '2026-09-30' },
  billingDate: '2026-09-30',
  dueDate: '2026-10-30',
  taxes: [
    { code: 'TPS', rate: '0.05', registration: '123456789 RT0001' },
    { code: 'TVQ', rate: '0.09975', registration: '1234567890 TQ0001' },
  ],
  lines: [
    {
      item: '1',
      description: "Charpente d'acier",
      scheduledValue: '120000.00',
      previous: '0.00',
      thisPeriod: '60000.00',
      workRetainage: { rate: '0.10' },
      materialsRetainage: { rate: '0.10' },
    },
    {
      item: '2',
      description: 'Tablier métallique',
      scheduledValue: '85250.75',
      previous: '0.00',
      thisPeriod: '12787.61',
      materialsStored: '9500.55',
      workRetainage: { rate: '0.10' },
      materialsRetainage: { rate: '0.10' },
    },
  ],
};

const [first, second] = invoiceBody.lines;
/** A correct second invoice of the same contract. */
export const nextInvoiceBody = {
  ...invoiceBody,
  number: '2',
  billingPeriod: { start: '2026-10-01', end: '2026-10-31' },
  previousCertificates: '74059.34',
  lines: [
    { ...first, previous: '60000.00', thisPeriod: '1000.00', workRetainage: { rate: '0.10', previous: '6000.00' } },
    { ...second, previous: '12787.61', thisPeriod: '0.00', workRetainage: { rate: '0.10', previous: '1278.76' } },
  ],
};

export const contractBody = {
  number: 'SC-31',
  title: 'Charpente',
  client: 'Construction Beaurivage ltée',
  date: '2026-06-12',
  originalSum: '205250.75',
  recipients: { to: ['cnt_julie'], cc: [] },
};

const person = (name: string, email: string, more: object = {}) => ({ name, email, company: 'Acier', ...more });

/** The level and right of each user of project prj_a. usr_zoe is Admin of prj_b and has no level here. */
const users = {
  usr_admin: { level: 'admin', viewInvoiceDetails: false },
  usr_boss: { level: 'admin', viewInvoiceDetails: true },
  usr_detail: { level: 'standard', viewInvoiceDetails: true },
  usr_plain: { level: 'standard', viewInvoiceDetails: false },
  usr_reader: { level: 'read_only', viewInvoiceDetails: true },
  usr_none: { level: 'none', viewInvoiceDetails: true },
} as const;

/** Makes two projects. The directory of prj_a has everybody of `users`, and Julie, Luc and David of the client. */
export const seededWorld = async (parts: Partial<World> = {}): Promise<ApiWorld> => {
  const built = apiWorld(parts);
  const { imported } = built;
  for (const project of ['prj_a', 'prj_b']) {
    await imported(`/projects/${project}`, { name: project, number: '2026-014', company: { name: 'Acier' } });
    await imported(`/projects/${project}/directory/cnt_julie`, person('Julie Côté', 'julie@client.test'));
    await imported(`/projects/${project}/contracts/con_1`, contractBody);
    await imported(`/projects/${project}/invoices/inv_${project.at(-1)}`, invoiceBody);
  }
  for (const [user, right] of Object.entries(users)) {
    const contactId = user.replace('usr_', 'cnt_');
    const email = `${user.slice(4)}@acier.test`;
    await imported(
      `/projects/prj_a/directory/${contactId}`,
      person(`Name of ${user.slice(4)}`, email, { userId: user }),
    );
    await imported(`/projects/prj_a/members/${user}`, { ...right, contactId });
  }
  await imported('/projects/prj_a/directory/cnt_luc', person('Luc Hébert', 'luc@client.test'));
  await imported('/projects/prj_a/directory/cnt_david', person('David Chen', 'david@client.test', { language: 'en' }));
  await imported('/projects/prj_a/groups/grp_client', { name: 'Client', members: ['cnt_julie', 'cnt_luc'] });
  await imported('/projects/prj_b/directory/cnt_zoe', person('Zoé', 'zoe@other.test', { userId: 'usr_zoe' }));
  await imported('/projects/prj_b/members/usr_zoe', { level: 'admin', contactId: 'cnt_zoe' });
  return built;
};

export const invoicePath = '/projects/prj_a/invoices/inv_a';

/** A valid body of a send. */
export const sendBody = async ({ call }: ApiWorld, change: object = {}) => {
  const composer = await call('usr_admin', 'GET', `${invoicePath}/composer`);
  return {
    to: ['cnt_julie'],
    subject: 'Facture 1',
    message: '<p>Bonjour</p>',
    language: 'fr',
    invoiceVersion: composer.json.invoiceVersion,
    ...change,
  };
};

export const send = async (built: ApiWorld, change: object = {}, key = 'key-1', user = 'usr_admin') =>
  built.call(user, 'POST', `${invoicePath}/communications`, {
    body: await sendBody(built, change),
    headers: { 'idempotency-key': key },
  });
