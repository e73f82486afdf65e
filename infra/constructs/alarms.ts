import { Duration, type Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { metricsNamespace } from '../../shared/runtime/env.ts';
import type { Config } from '../config.ts';
import { type AddAlarm, alarmBoard, everyFiveMinutes, metricOf, sumOf } from './alarm-board.ts';
import type { Data } from './data/data.ts';
import { tableIndexes } from './data/table.ts';
import { deadLettersOf } from './dead-letters.ts';
import { receiptRuleName } from './receive-mail.ts';
import { parkedEvents } from './send-mail.ts';

/** What the product counts itself (shared/runtime/metrics.ts). reconcile counts every minute, so silence rings too. */
const addProductAlarms = (addAlarm: AddAlarm, stage: string): void => {
  const figure = (name: string, statistic: 'Sum' | 'Maximum', period = everyFiveMinutes) =>
    metricOf(metricsNamespace, name, { statistic, period, dimensionsMap: { stage } });

  addAlarm('oldest-queued', 'An email has waited for half an hour, or reconcile has stopped.', {
    metric: figure('OldestQueuedSeconds', 'Maximum'),
    from: 1800,
    periods: 2,
    needsFigures: true,
  });
  addAlarm('unconfirmed', 'Nobody knows whether SES took a mail.', {
    metric: figure('Unconfirmed', 'Maximum'),
    from: 1,
  });
  addAlarm('invariant', 'What must never be is in the table, or an event says so.', {
    metric: figure('InvariantBreaks', 'Sum'),
    from: 1,
  });
  addAlarm('accepted-without-event', 'SES took a mail a day ago, and no event came.', {
    metric: figure('AcceptedWithoutEvent', 'Sum'),
    from: 1,
  });
  addAlarm('held', 'Mails wait because the mail account may not send.', {
    metric: figure('Held', 'Maximum'),
    from: 1,
  });
  addAlarm('quota', 'Four fifths of the day’s quota are used up.', {
    metric: figure('QuotaUsedPercent', 'Maximum'),
    from: 80,
  });
  addAlarm('quarantine-surge', 'Far more incoming mail than usual is held back.', {
    metric: figure('Held', 'Sum', Duration.hours(1)),
    from: 20,
  });
  addAlarm(
    'relays-braked',
    'A conversation has had its share of relays: replies wait in it, or robots answer each other.',
    {
      metric: figure('RelaysBraked', 'Sum'),
      from: 1,
    },
  );
  addAlarm('uncaptured', 'A mail lies in the mail bucket that no conversation knows of.', {
    metric: figure('Uncaptured', 'Sum', Duration.hours(1)),
    from: 1,
  });
};

/** AWS reviews an account at 5 % bounces or 0.1 % complaints: https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-dg.html */
const reviewedFrom = { bounces: 0.05, complaints: 0.001 };

/** What SES counts for the whole account in this Region, and for the receipt rule. */
const addMailAlarms = (addAlarm: AddAlarm): void => {
  const rate = (name: string) => metricOf('AWS/SES', name, { statistic: 'Average', period: Duration.hours(1) });
  addAlarm('ses-bounce-rate', 'So many mails bounce that AWS may pause the account.', {
    metric: rate('Reputation.BounceRate'),
    from: reviewedFrom.bounces,
  });
  addAlarm('ses-complaint-rate', 'So many mails are reported as spam that AWS may pause the account.', {
    metric: rate('Reputation.ComplaintRate'),
    from: reviewedFrom.complaints,
  });
  addAlarm('ses-reject', 'SES found a virus in a mail of ours.', { metric: metricOf('AWS/SES', 'Reject'), from: 1 });
  addAlarm('publish-failure', 'SES could not store or hand over an incoming mail.', {
    metric: metricOf('AWS/SES', 'PublishFailure', { dimensionsMap: { RuleName: receiptRuleName } }),
    from: 1,
  });
};

type Parts = { table: Table; flow: StateMachine; apiId: string };

/** send-email throws `Throttled` to come back later, and each of those counts as an error: only a flood of them is one. */
const errorsFrom = (functionName: string): number => (functionName === 'send-email' ? 500 : 1);

const addFunctionAlarms = (stack: Stack, addAlarm: AddAlarm): void => {
  const functions = stack.node.findAll().filter((part) => part instanceof LambdaFunction);
  for (const made of functions) {
    const name = made.node.id;
    addAlarm(`${name}-errors`, `functions/${name} fails.`, {
      metric: made.metricErrors({ period: everyFiveMinutes }),
      from: errorsFrom(name),
    });
    addAlarm(`${name}-throttles`, `functions/${name} may not run as often as it is asked to.`, {
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

const addQueueAlarms = (stack: Stack, addAlarm: AddAlarm): void => {
  const queues = stack.node.findAll().filter((part) => part instanceof Queue);
  for (const queue of queues.filter(({ node }) => node.id === parkedEvents))
    addAlarm(parkedEvents, 'An event of SES names a mail that the table does not know.', {
      metric: inQueue(queue),
      from: 1,
    });
  for (const queue of queues.filter(({ node }) => deadLettersOf(node.id) !== null))
    addAlarm(queue.node.id, `Work of ${deadLettersOf(queue.node.id)} has failed for good and waits for a person.`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: everyFiveMinutes }),
      from: 1,
    });
};

const addTableAlarms = (table: Table, addAlarm: AddAlarm): void => {
  const throttled = (metricName: string, index?: string) =>
    metricOf('AWS/DynamoDB', metricName, {
      dimensionsMap: { TableName: table.tableName, ...(index && { GlobalSecondaryIndexName: index }) },
    });
  const places = [undefined, ...tableIndexes];
  const metrics = places.flatMap((index, i) => [
    [`r${i}`, throttled('ReadThrottleEvents', index)],
    [`w${i}`, throttled('WriteThrottleEvents', index)],
  ]);
  addAlarm('table-throttles', 'DynamoDB turns requests away.', {
    metric: sumOf(Object.fromEntries(metrics)),
    from: 1,
    periods: 2,
  });
};

const addPartAlarms = (stack: Stack, addAlarm: AddAlarm, { table, flow, apiId }: Parts): void => {
  const api = (name: string, statistic: string) =>
    metricOf('AWS/ApiGateway', name, { statistic, dimensionsMap: { ApiId: apiId } });
  addAlarm('api-5xx', 'The API answers with errors of its own.', { metric: api('5xx', 'Sum'), from: 5 });
  addAlarm('api-p99', 'One answer of the API in a hundred takes three seconds or more.', {
    metric: api('Latency', 'p99'),
    from: Duration.seconds(3).toMilliseconds(),
    periods: 3,
  });
  addAlarm('executions-failed', 'A send-flow ended without recording what became of it.', {
    metric: sumOf({
      failed: flow.metricFailed({ period: everyFiveMinutes }),
      timedOut: flow.metricTimedOut({ period: everyFiveMinutes }),
      aborted: flow.metricAborted({ period: everyFiveMinutes }),
    }),
    from: 1,
  });
  addFunctionAlarms(stack, addAlarm);
  addQueueAlarms(stack, addAlarm);
  addTableAlarms(table, addAlarm);
};

type Props = { data: Data; flow: StateMachine; apiId: string; config: Config };

/** What wakes somebody up. Made last: every queue and every function of the stack gets its alarms. */
export const alarms = (stack: Stack, { data, flow, apiId, config }: Props): void => {
  const addAlarm = alarmBoard(stack, { encryptionKey: data.key, email: config.alarmEmail });
  addProductAlarms(addAlarm, config.stage);
  addMailAlarms(addAlarm);
  addPartAlarms(stack, addAlarm, { table: data.table, flow, apiId });
};
