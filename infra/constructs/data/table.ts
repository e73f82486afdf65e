import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export const tableIndexes = ['GSI1', 'GSI2', 'GSI3'];

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The single table. Its indexes project whole items, so that a list takes one query. */
export const dataTable = (scope: Construct, props: { encryptionKey: IKey; removalPolicy: RemovalPolicy }): Table => {
  const table = new Table(scope, 'table', {
    partitionKey: key('PK'),
    sortKey: key('SK'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    // Set only on the counters of used budgets and allowances and on announced uploads (usage-store.ts and
    // project-store.ts in shared/adapters/dynamo).
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: props.encryptionKey,
    deletionProtection: props.removalPolicy === RemovalPolicy.RETAIN,
    removalPolicy: props.removalPolicy,
  });
  for (const indexName of tableIndexes) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: key(`${indexName}PK`),
      sortKey: key(`${indexName}SK`),
      projectionType: ProjectionType.ALL,
    });
  }
  return table;
};
