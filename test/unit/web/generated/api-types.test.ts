import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../../shared/api/openapi.ts';

test('the page’s generated types match the contract (npm run generate updates them)', async () => {
  const stored = await readFile(new URL('../../../../web/src/generated/api-types.ts', import.meta.url), 'utf8');
  const document = JSON.stringify(openApiDocument());
  expect(`${COMMENT_HEADER}${astToString(await openapiTS(document))}`).toBe(stored);
});
