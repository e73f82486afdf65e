import { openApiDocument } from '../shared/api/openapi.ts';

/** Prints the contract, for the web client's generated types: node infra/print-openapi.ts > openapi.json */
process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`);
