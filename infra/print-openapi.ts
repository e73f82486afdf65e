import { openApiDocument } from '../shared/api/openapi.ts';

/** Prints the contract, from which the web client's types are generated: node infra/print-openapi.ts > openapi.json */
process.stdout.write(`${JSON.stringify(openApiDocument(), null, 2)}\n`);
