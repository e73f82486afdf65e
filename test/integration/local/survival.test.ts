import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { localCredentials } from '../../../local/settings.ts';
import { isAlive, newDataDir, type Started, started, templateIn } from './process.ts';
import { startFixture, until } from './stack.ts';

const stateMachineArn = 'arn:aws:states:ca-central-1:000000000000:stateMachine:machine';
const index = { TableName: 'Table', IndexName: 'GSI1', KeyConditionExpression: 'GSI1PK = :v' };

describe('the data of the local run', () => {
  let dataDir = '';
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  /** Makes clients from a function's environment, as the function would. */
  const clientsOf = async (run: Started) => {
    const { env, pid } = (await (await fetch(`${run.page}/api/open`)).json()) as {
      env: Record<string, string>;
      pid: number;
    };
    const of = (service: string) => ({
      region: 'ca-central-1',
      endpoint: env[`AWS_ENDPOINT_URL_${service}`] ?? '',
      credentials: localCredentials,
    });
    return {
      pid,
      dynamo: new DynamoDBClient(of('DYNAMODB')),
      s3: new S3Client(of('S3')),
      sfn: new SFNClient(of('SFN')),
      sqs: new SQSClient({ ...of('SQS'), useQueueUrlAsEndpoint: false }),
      secrets: new SecretsManagerClient(of('SECRETS_MANAGER')),
      deadLetters: `${of('SQS').endpoint}/000000000000/dead-letters`,
    };
  };
  const secretOf = async ({ secrets }: Awaited<ReturnType<typeof clientsOf>>) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId: 'Secret' }))).SecretString;

  test('is complete after kill -9 as far as it was acknowledged, and no function outlives the run', async () => {
    dataDir = newDataDir();
    const env = { COURRIEL_DATA_DIR: dataDir, COURRIEL_TEMPLATE_DIR: templateIn(dataDir) };
    const first = await started(env);
    const before = await clientsOf(first);
    const secret = await secretOf(before);
    expect(JSON.parse(secret ?? '')).toMatchObject({ current: 'a', a: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    const { executionArn } = await before.sfn.send(
      new StartExecutionCommand({ stateMachineArn, name: 'cut', input: '{"kind":"slow"}' }),
    );
    await before.sqs.send(new SendMessageCommand({ QueueUrl: before.deadLetters, MessageBody: 'kept' }));
    const writes = Array.from({ length: 100 }, (_, n) =>
      Promise.all([
        before.dynamo.send(new PutItemCommand({ TableName: 'Table', Item: { PK: { S: 'p' }, SK: { S: String(n) } } })),
        before.s3.send(new PutObjectCommand({ Bucket: 'files', Key: `k${n}`, Body: `v${n}` })),
      ]),
    );
    await Promise.all(writes);
    first.child.kill('SIGKILL');
    await until('the end of the function', () => !isAlive(before.pid));

    const second = await started(env);
    const after = await clientsOf(second);
    for (const n of [0, 42, 99]) {
      const Key = { PK: { S: 'p' }, SK: { S: String(n) } };
      expect((await after.dynamo.send(new GetItemCommand({ TableName: 'Table', Key }))).Item).toEqual(Key);
      const { Body } = await after.s3.send(new GetObjectCommand({ Bucket: 'files', Key: `k${n}` }));
      expect(await Body?.transformToString()).toBe(`v${n}`);
    }
    const { Messages = [] } = await after.sqs.send(new ReceiveMessageCommand({ QueueUrl: after.deadLetters }));
    expect(Messages[0]?.Body).toBe('kept');
    expect(await after.sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'LocalRestart',
    });
    expect(await secretOf(after)).toBe(secret);
    second.child.kill('SIGINT');
    await until('the end', () => second.child.exitCode !== null);
  });

  test('has an index that is rebuilt from its items when a killed run left it incomplete', async () => {
    const run = await startFixture();
    dataDir = run.dataDir;
    const text = (S: string) => ({ S });
    for (const n of ['1', '2'])
      await run.clients.dynamo.send(
        new PutItemCommand({
          TableName: 'Table',
          Item: { PK: text('p'), SK: text(n), GSI1PK: text('open'), GSI1SK: text(n) },
        }),
      );
    await run.stop();

    const require = createRequire(import.meta.url);
    const { Level } = createRequire(require.resolve('dynalite'))('level');
    const level = new Level(join(dataDir, 'dynamodb'), { valueEncoding: 'json' });
    const entries: [string, object][] = await level.iterator({ gte: 'index-', lt: 'index-\xff' }).all();
    expect(entries).toHaveLength(2);
    await level.del(entries[0]?.[0]);
    await level.put(`${entries[1]?.[0]}0`, { ...entries[1]?.[1], SK: text('9') });
    await level.close();
    writeFileSync(join(dataDir, 'dynamodb.open'), '');

    const again = await run.start();
    const { Items = [] } = await again.clients.dynamo.send(
      new QueryCommand({ ...index, ExpressionAttributeValues: { ':v': text('open') } }),
    );
    expect(Items.map(({ SK }) => SK?.S)).toEqual(['1', '2']);
    await again.stop();
  });
});
