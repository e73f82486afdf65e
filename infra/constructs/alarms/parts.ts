import { Duration, type Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { tableIndexes } from '../data/table.ts';
import { deadLettersOf } from '../dead-letters.ts';
import { parkedEvents } from '../send-mail.ts';
import { type AddAlarm, everyFiveMinutes, metricOf, sumOf } from './alarm-board.ts';

type Parts = { table: Table; flow: StateMachine; apiId: string };

/** send-email throws `Throttled` to come back later, and each of those counts as an error: only a flood of them is one. */
const errorsFrom = (functionName: string): number => (functionName === 'send-email' ? 500 : 1);

const ringForFunctions = (stack: Stack, ring: AddAlarm): void => {
  const functions = stack.node.findAll().filter((part) => part instanceof LambdaFunction);
  for (const made of functions) {
    const name = made.node.id;
    ring(`${name}-errors`, `functions/${name} fails.`, {
      metric: made.metricErrors({ period: everyFiveMinutes }),
      from: errorsFrom(name),
    });
    ring(`${name}-throttles`, `functions/${name} may not run as often as it is asked to.`, {
      metric: made.metricThrottles({ period: everyFiveMinutes }),
      from: 1,
      periods: 2,
    });
  }
};

/** A parked event is out of sight until its next try. */
const inQueue = (queue: Queue) =>
  sumOf({
    waiting: queue.metricApproximateNumberOfMessagesVisible({ period: everyFiveMinutes }),
    parked: queue.metricApproximateNumberOfMessagesNotVisible({ period: everyFiveMinutes }),
  });

const ringForQueues = (stack: Stack, ring: AddAlarm): void => {
  const queues = stack.node.findAll().filter((part) => part instanceof Queue);
  for (const queue of queues.filter(({ node }) => node.id === parkedEvents))
    ring(parkedEvents, 'An event of SES names a mail that the table does not know.', {
      metric: inQueue(queue),
      from: 1,
    });
  for (const queue of queues.filter(({ node }) => deadLettersOf(node.id) !== null))
    ring(queue.node.id, `Work of ${deadLettersOf(queue.node.id)} has failed for good and waits for a person.`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: everyFiveMinutes }),
      from: 1,
    });
};

const ringForTable = (table: Table, ring: AddAlarm): void => {
  const throttled = (metricName: string, index?: string) =>
    metricOf('AWS/DynamoDB', metricName, {
      dimensionsMap: { TableName: table.tableName, ...(index && { GlobalSecondaryIndexName: index }) },
    });
  const places = [undefined, ...tableIndexes];
  const metrics = places.flatMap((index, i) => [
    [`r${i}`, throttled('ReadThrottleEvents', index)],
    [`w${i}`, throttled('WriteThrottleEvents', index)],
  ]);
  ring('table-throttles', 'DynamoDB turns requests away.', {
    metric: sumOf(Object.fromEntries(metrics)),
    from: 1,
    periods: 2,
  });
};

export const ringForParts = (stack: Stack, ring: AddAlarm, { table, flow, apiId }: Parts): void => {
  const api = (name: string, statistic: string) =>
    metricOf('AWS/ApiGateway', name, { statistic, dimensionsMap: { ApiId: apiId } });
  ring('api-5xx', 'The API answers with errors of its own.', { metric: api('5xx', 'Sum'), from: 5 });
  ring('api-p99', 'One answer of the API in a hundred takes three seconds or more.', {
    metric: api('Latency', 'p99'),
    from: Duration.seconds(3).toMilliseconds(),
    periods: 3,
  });
  ring('executions-failed', 'A send-flow ended without recording what became of it.', {
    metric: sumOf({
      failed: flow.metricFailed({ period: everyFiveMinutes }),
      timedOut: flow.metricTimedOut({ period: everyFiveMinutes }),
      aborted: flow.metricAborted({ period: everyFiveMinutes }),
    }),
    from: 1,
  });
  ringForFunctions(stack, ring);
  ringForQueues(stack, ring);
  ringForTable(table, ring);
};
