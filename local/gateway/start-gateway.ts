import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Functions } from '../lambda/functions.ts';
import type { Template } from '../template/read-template.ts';
import { httpApi } from './api.ts';
import { jwtAuthorizer } from './authorizer.ts';
import { type Issuer, issuerPath, localIssuer } from './issuer.ts';
import { localUsers } from './users.ts';

/** The API with its authorizer, and the local issuer if the template names it. */

/** The scopes as the functions' environment names them. */
const scopeOf = (template: Template, name: 'API_SCOPE' | 'IMPORT_SCOPE', usual: string): string =>
  template.functions.map(({ environment }) => environment[name]).find((scope) => scope !== undefined) ?? usual;

export const startGateway = async (options: {
  template: Template;
  functions: Functions;
  dynamo: DynamoDBClient;
  dataDir: string;
  pageUrl: string;
}) => {
  const { template, functions } = options;
  const authorizer = template.api?.routes.find((route) => route.authorizer)?.authorizer ?? null;
  const isOwn = authorizer !== null && new URL(authorizer.issuer).pathname === issuerPath;
  const issuer: Issuer | null = isOwn
    ? await localIssuer({
        dataDir: options.dataDir,
        issuer: authorizer.issuer,
        audience: authorizer.audience[0] ?? '',
        scope: scopeOf(template, 'API_SCOPE', 'courriel'),
        pageUrl: options.pageUrl,
        users: localUsers(
          options.dynamo,
          template.tables.map(({ name }) => name),
        ),
      })
    : null;
  const authorize = jwtAuthorizer(issuer, isOwn ? authorizer.issuer : null);
  return {
    issuer,
    importScope: scopeOf(template, 'IMPORT_SCOPE', 'import'),
    api: template.api ? httpApi(template.api, functions, authorize) : null,
  };
};
