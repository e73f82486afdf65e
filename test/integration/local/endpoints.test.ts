import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixture } from './stack.ts';

describe('a service that is replaced by AWS_ENDPOINT_URL_…', () => {
  let other: Awaited<ReturnType<typeof startFixture>>;
  let run: Awaited<ReturnType<typeof startFixture>>;
  beforeAll(async () => {
    other = await startFixture((resources) => {
      delete resources.Table;
      delete resources.echo?.Properties.Environment;
    });
    run = await startFixture(undefined, { env: { AWS_ENDPOINT_URL_DYNAMODB: other.endpoints.urls.DYNAMODB } });
  });
  afterAll(async () => {
    for (const one of [run, other]) {
      await one?.stop();
      one?.remove();
    }
  });

  test('is passed to the functions, holds the table, and is not started by the local run', async () => {
    const { env } = (await (await fetch(`${run.urls.api}/open`)).json()) as { env: Record<string, string> };
    expect(env.AWS_ENDPOINT_URL_DYNAMODB).toBe(other.endpoints.urls.DYNAMODB);
    expect(env.AWS_ENDPOINT_URL_S3).toBe(`${run.urls.page}/s3`);
    const { Table } = await other.clients.dynamo.send(new DescribeTableCommand({ TableName: 'Table' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['GSI1']);
    expect(existsSync(join(run.dataDir, 'dynamodb'))).toBe(false);
    expect(existsSync(join(other.dataDir, 'dynamodb'))).toBe(true);
  });
});

test('a template that starts a function that it does not contain is refused in one sentence', async () => {
  await expect(startFixture((resources) => delete resources.record)).rejects.toThrow(
    /refers to record, which it does not contain/,
  );
  await expect(
    startFixture((resources) => {
      const target = resources.Schedule?.Properties.Target as Record<string, unknown>;
      target.Arn = 'arn:aws:lambda:ca-central-1:000000000000:function:gone';
    }),
  ).rejects.toThrow(/schedule Schedule names .*function:gone, which is not one of its functions/);
});
