import { z } from 'zod';
import { routes } from './contract.ts';
import { kindOf, Problem, type ProblemCode, statusOf, titles } from './problems.ts';
import type { Route } from './route.ts';
import {
  AttachmentView,
  CommunicationList,
  CommunicationView,
  Download,
  EmailView,
  ThreadView,
} from './shapes/communications.ts';
import { DeliveryRow, DeliveryView } from './shapes/deliveries.ts';
import {
  InvoiceHeader,
  InvoiceView,
  LineView,
  PreviewReady,
  PreviewRendering,
  StoredInvoice,
} from './shapes/invoices.ts';
import { DirectoryEntry, Me, Sending, StoredProject } from './shapes/projects.ts';
import { QuarantinedMail } from './shapes/quarantine.ts';
import { AttachmentUpload, Composer } from './shapes/sending.ts';

/** The contract as an OpenAPI 3.1 document. Nothing here knows a route by name: what contract.ts says is what is served. */

type Json = Record<string, unknown>;
const allRoutes: [string, Route][] = Object.entries(routes);

/** Shapes that get a name of their own in the document; a route's remaining answers are named after the route. */
const answerNames: Record<string, z.ZodType> = {
  Problem,
  Me,
  InvoiceView,
  Composer,
  PreviewReady,
  PreviewRendering,
  AttachmentUpload,
  StoredInvoice,
  StoredProject,
  Sending,
  DirectoryEntry,
  InvoiceHeader,
  LineView,
  CommunicationView,
  ThreadView,
  CommunicationList,
  EmailView,
  DeliveryView,
  DeliveryRow,
  AttachmentView,
  Download,
  QuarantinedMail,
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const componentRef = (id: string): string => `#/components/schemas/${id}`;
const withoutDialect = ({ $schema: _dialect, $id: _id, ...schema }: Json): Json => schema;

const answersOf = (name: string, route: Route): { status: string; id: string; schema: z.ZodType | null }[] =>
  Object.entries(route.answers).map(([status, schema]) => {
    const named = Object.entries(answerNames).find(([, known]) => known === schema);
    return { status, schema, id: named?.[0] ?? `${capital(name)}${status === '200' ? '' : status}Answer` };
  });

/** Answers may grow properties later: clients must not refuse them, so `additionalProperties: false` is for bodies only. */
const answerSchemas = (): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(answerNames)) registry.add(schema, { id });
  for (const { id, schema } of allRoutes.flatMap(([name, route]) => answersOf(name, route)))
    if (schema && !registry.has(schema)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: componentRef,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect({ ...schema })]));
};

const inputSchema = (schema: z.ZodType): Json => withoutDialect({ ...z.toJSONSchema(schema, { io: 'input' }) });

const bodySchemas = (): Json =>
  Object.fromEntries(
    allRoutes.flatMap(([name, route]) => (route.body ? [[`${capital(name)}Body`, inputSchema(route.body)]] : [])),
  );

const parameters = (place: 'path' | 'query', object: z.ZodObject | undefined): Json[] =>
  Object.entries(object?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: inputSchema(schema),
  }));

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the client, once per intent: a repeat with the same key and body gets the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7e]+$' },
};

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the answer that the client has: 304 while it still holds.',
  schema: { type: 'string' },
};
const etagHeader = { ETag: { description: 'For If-None-Match.', schema: { type: 'string' } } };

/** Every code that a route may answer, by status. */
export const problemsOf = (route: Route): Map<number, ProblemCode[]> => {
  const found = new Map<number, ProblemCode[]>();
  const add = (status: number, code: ProblemCode) => found.set(status, [...(found.get(status) ?? []), code]);
  if (route.scope === 'none') return found;
  for (const code of ['unauthorized', 'scope-missing', 'not-found', ...(route.refusals ?? [])] as const)
    add(statusOf[kindOf[code]], code);
  if (route.costs) add(429, 'too-many-requests');
  if (route.query) add(400, 'validation-failed');
  if (route.body)
    for (const code of [
      'invalid-json',
      'payload-too-large',
      'unsupported-media-type',
      'validation-failed',
      'unknown-property',
    ] as const)
      add(statusOf[kindOf[code]], code);
  return found;
};

const jsonContent = (type: string, id: string) => ({ [type]: { schema: { $ref: componentRef(id) } } });

const responses = (name: string, route: Route): Json => ({
  ...Object.fromEntries(
    answersOf(name, route).map(({ status, schema, id }) => [
      status,
      schema
        ? {
            description: route.summary,
            ...(route.etag && { headers: etagHeader }),
            content: {
              ...jsonContent('application/json', id),
              ...(route.csv && status === '200' && { 'text/csv': { schema: { type: 'string' } } }),
            },
          }
        : { description: titles[Number(status)] ?? route.summary, ...(route.etag && { headers: etagHeader }) },
    ]),
  ),
  ...Object.fromEntries(
    [...problemsOf(route)].map(([status, codes]) => [
      String(status),
      {
        description: `${titles[status]}: ${codes.join(', ')}`,
        content: jsonContent('application/problem+json', 'Problem'),
      },
    ]),
  ),
});

const operation = (name: string, route: Route): Json => ({
  operationId: name,
  summary: route.summary,
  security: route.scope === 'none' ? [] : [{ accessToken: [] }],
  parameters: [
    ...parameters('path', route.pathParams),
    ...parameters('query', route.query),
    ...(route.idempotent ? [idempotencyKey] : []),
    ...(route.etag ? [ifNoneMatch] : []),
  ],
  ...(route.body && {
    requestBody: { required: true, content: jsonContent('application/json', `${capital(name)}Body`) },
  }),
  responses: responses(name, route),
});

export const openApiDocument = (): Json => {
  const paths: Record<string, Json> = {};
  for (const [name, route] of allRoutes) {
    const item = paths[route.path] ?? {};
    paths[route.path] = { ...item, [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Courriel',
      version: '1',
      description: 'Emails a GC/Client invoice and keeps the conversation with it. Errors are RFC 9457 problem+json.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { ...answerSchemas(), ...bodySchemas() },
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An OAuth access token with the API scope; the PUT routes also take the import scope.',
        },
      },
    },
  };
};
