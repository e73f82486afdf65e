import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { dataTable } from '../../infra/constructs/data/table.ts';

export const tableName = 'courriel';

/** The table as infra declares it, so that the contract tests run on the deployed keys and indexes. */
const declaredTable = (): CreateTableCommandInput => {
  const stack = new Stack(new App(), 'table-only');
  dataTable(stack, { encryptionKey: new Key(stack, 'key'), removalPolicy: RemovalPolicy.DESTROY });
  const [table] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::Table'));
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table?.Properties ?? {};
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
  };
};

export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

export const createTable = async (client: DynamoDBClient): Promise<string> => {
  const table = declaredTable();
  await client.send(new CreateTableCommand(table));
  return table.TableName ?? '';
};
