import { describe, expect, test } from 'vitest';
import { routes } from '../../../shared/api/contract.ts';
import { openApiDocument, problemsOf } from '../../../shared/api/openapi.ts';
import type { Route } from '../../../shared/api/route.ts';

type Operation = {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref: string } }> }>;
};

const document = openApiDocument();
const paths = document.paths as Record<string, Record<string, Operation>>;
const { schemas } = document.components as { schemas: Record<string, object> };
const operationOf = (route: Route) => paths[route.path]?.[route.method.toLowerCase()];

describe('the served contract', () => {
  test('holds every route, under its own name, with its parameters, body and answers', () => {
    for (const [name, route] of Object.entries<Route>(routes)) {
      const operation = operationOf(route);
      expect(operation?.operationId).toBe(name);
      const inPath = operation?.parameters.filter((p) => p.in === 'path').map((p) => p.name);
      expect(inPath, name).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, p]) => p));
      expect(operation?.requestBody !== undefined, name).toBe(route.body !== undefined);
      for (const status of Object.keys(route.answers)) expect(operation?.responses, name).toHaveProperty(status);
      expect(
        operation?.parameters.some((p) => p.name === 'Idempotency-Key'),
        name,
      ).toBe(route.idempotent ?? false);
      expect(operation?.security.length, name).toBe(route.scope === 'none' ? 0 : 1);
    }
  });

  test('every reference has a target, and no schema is empty', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) expect(schemas).toHaveProperty(reference.replace('#/components/schemas/', ''));
    for (const [id, schema] of Object.entries(schemas)) expect(Object.keys(schema), id).not.toEqual([]);
  });

  test('every problem is answered as problem+json, and the description names its code', () => {
    const send = operationOf(routes.sendInvoice);
    expect(send?.responses['409']?.description).toContain('invoice-version-changed');
    expect(send?.responses['422']?.description).toContain('idempotency-key-reused');
    expect(send?.responses['413']?.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    for (const route of Object.values<Route>(routes))
      for (const [status] of problemsOf(route))
        expect(operationOf(route)?.responses[String(status)]?.content).toHaveProperty('application/problem+json');
  });

  test('a body allows no unknown properties, but an answer does', () => {
    expect(schemas.SendInvoiceBody).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(['to', 'subject']),
    });
    expect(JSON.stringify(schemas.CommunicationView)).not.toContain('additionalProperties');
    expect(schemas.CommunicationView).toMatchObject({ required: expect.arrayContaining(['id', 'private']) });
  });

  test('paging parameters are optional, with their limits', () => {
    const limit = operationOf(routes.listDirectory)?.parameters.find((p) => p.name === 'limit');
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { minimum: 1, maximum: 100, default: 25 } });
  });
});
