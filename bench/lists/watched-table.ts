import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient } from '../../shared/adapters/clients.ts';
import { dynamoCommunicationStore } from '../../shared/adapters/dynamo/communication-store.ts';
import { dynamoProjectStore } from '../../shared/adapters/dynamo/project-store.ts';
import { tableName } from '../../test/contracts/data-table.ts';
import { faulty } from '../../test/fakes/harness/faults.ts';
import { apiWorld } from '../../test/fakes/worlds/api-world.ts';

/** The API over a table whose reads are counted, in requests and in the table's capacity units. */

export const watchedApi = (endpoint: string) => {
  const read = { requests: 0, units: 0 };
  const client = new DynamoDBClient({
    endpoint,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      read.requests += 1;
      read.units += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { step: 'initialize', name: 'count' },
  );
  const document = documentClient(client);
  const built = apiWorld({
    communications: faulty(dynamoCommunicationStore(document, tableName)),
    projects: faulty(dynamoProjectStore(document, tableName)),
  });
  return { ...built, read };
};
