import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localClient } from '../../contracts/data-table.ts';
import { hasJava, startDynamoDbLocal } from '../../contracts/dynamodb-local.ts';
import { dynamoStores, type Stores, storeContracts } from '../../contracts/stores.ts';

/**
 * Tests the stores on Amazon's DynamoDB Local, which is stricter than dynalite. They are skipped without Java, which CI
 * has.
 */
const java = hasJava();

if (!java) {
  const missing = process.env.CI ? test : test.skip;
  missing('the stores run over DynamoDB Local, which needs Java: there is none on this machine', () => {
    expect.fail('CI must run this suite: install Java');
  });
}

describe.skipIf(!java)('on DynamoDB Local', () => {
  let stop = async () => {};
  let stores: Stores;

  beforeAll(async () => {
    const server = await startDynamoDbLocal();
    stop = server.stop;
    stores = await dynamoStores(localClient(server.endpoint));
  });
  afterAll(() => stop());

  storeContracts(() => stores);
});
