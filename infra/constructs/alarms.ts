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

/**
 * Alarms on the metrics that the product publishes itself (shared/runtime/metrics.ts). reconcile publishes
 * OldestQueuedSeconds every minute, so that alarm also goes off when the metric is missing.
 */
const addProductAlarms = (addAlarm: AddAlarm, stage: string): void => {
  const figure = (name: string, statistic: 'Sum' | 'Maximum', period = everyFiveMinutes) =>
    metricOf(metricsNamespace, name, { statistic, period, dimensionsMap: { stage } });

  addAlarm(
    'oldest-queued',
    'An email has been waiting for half an hour, or reconcile has reported nothing for ten minutes.',
    {
      metric: figure('OldestQueuedSeconds', 'Maximum'),
      from: 1800,
      periods: 2,
      needsFigures: true,
    },
  );
  addAlarm('unconfirmed', 'It is not known whether SES accepted a message.', {
    metric: figure('Unconfirmed', 'Maximum'),
    from: 1,
  });
  addAlarm('invariant', 'The table, or an event from SES, shows that an invariant was violated.', {
    metric: figure('InvariantBreaks', 'Sum'),
    from: 1,
  });
  addAlarm('accepted-without-event', 'SES accepted a message a day ago and has reported nothing about it since.', {
    metric: figure('AcceptedWithoutEvent', 'Sum'),
    from: 1,
  });
  addAlarm('held', 'Deliveries are held because our SES account may not send at the moment.', {
    metric: figure('Held', 'Maximum'),
    from: 1,
  });
  addAlarm('quota', '80 % of the daily sending quota is used.', {
    metric: figure('QuotaUsedPercent', 'Maximum'),
    from: 80,
  });
  addAlarm('quarantine-surge', 'At least 20 incoming mails were quarantined within an hour.', {
    metric: figure('Quarantined', 'Sum', Duration.hours(1)),
    from: 20,
  });
  addAlarm(
    'relays-braked',
    'Replies wait for an Admin, because their conversation or its project has used up its relays.',
    {
      metric: figure('RelaysBraked', 'Sum'),
      from: 1,
    },
  );
  addAlarm('uncaptured', 'A mail in the mail bucket was never captured, although its notification was tried again.', {
    metric: figure('Uncaptured', 'Sum', Duration.hours(1)),
    from: 1,
  });
};

/**
 * AWS reviews an account at 5 % bounces or 0.1 % complaints:
 * https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-dg.html
 */
const reviewedFrom = { bounces: 0.05, complaints: 0.001 };

/** Alarms on SES's metrics for the whole account in this Region, and for the receipt rule. */
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
  addAlarm('ses-reject', 'SES found a virus in one of our messages.', {
    metric: metricOf('AWS/SES', 'Reject'),
    from: 1,
  });
  addAlarm(
    'publish-failure',
    'SES could not store an incoming mail, or could not pass it to its topic or to capture-reply.',
    {
      metric: metricOf('AWS/SES', 'PublishFailure', { dimensionsMap: { RuleName: receiptRuleName } }),
      from: 1,
    },
  );
};

type Parts = { table: Table; flow: StateMachine; apiId: string };

/**
 * send-email throws `Throttled` in order to be retried, and Lambda counts each one as an error: only a flood of them is
 * a failure.
 */
const errorsFrom = (functionName: string): number => (functionName === 'send-email' ? 500 : 1);

const addFunctionAlarms = (stack: Stack, addAlarm: AddAlarm): void => {
  const functions = stack.node.findAll().filter((part) => part instanceof LambdaFunction);
  for (const lambda of functions) {
    const name = lambda.node.id;
    addAlarm(`${name}-errors`, `functions/${name} has failed.`, {
      metric: lambda.metricErrors({ period: everyFiveMinutes }),
      from: errorsFrom(name),
      section: 'function-errors',
    });
    addAlarm(
      `${name}-throttles`,
      `Lambda has throttled functions/${name} for ten minutes: it had no capacity for the calls.`,
      {
        metric: lambda.metricThrottles({ period: everyFiveMinutes }),
        from: 1,
        periods: 2,
        section: 'function-throttles',
      },
    );
  }
};

/** Counts all events in the queue, because parked events are not visible until their next attempt. */
const inQueue = (queue: Queue) =>
  sumOf({
    waiting: queue.metricApproximateNumberOfMessagesVisible({ period: everyFiveMinutes }),
    parked: queue.metricApproximateNumberOfMessagesNotVisible({ period: everyFiveMinutes }),
  });

const addQueueAlarms = (stack: Stack, addAlarm: AddAlarm): void => {
  const queues = stack.node.findAll().filter((part) => part instanceof Queue);
  for (const queue of queues.filter(({ node }) => node.id === parkedEvents))
    addAlarm(parkedEvents, 'An event from SES names an email, a recipient or an attempt that is not in the table.', {
      metric: inQueue(queue),
      from: 1,
    });
  for (const queue of queues.filter(({ node }) => deadLettersOf(node.id) !== null))
    addAlarm(queue.node.id, `Work of ${deadLettersOf(queue.node.id)} has failed for good: a person must look at it.`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: everyFiveMinutes }),
      from: 1,
      section: 'source-dead-letters',
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
  addAlarm('table-throttles', 'DynamoDB has throttled requests for ten minutes.', {
    metric: sumOf(Object.fromEntries(metrics)),
    from: 1,
    periods: 2,
  });
};

const addPartAlarms = (stack: Stack, addAlarm: AddAlarm, { table, flow, apiId }: Parts): void => {
  const api = (name: string, statistic: string) =>
    metricOf('AWS/ApiGateway', name, { statistic, dimensionsMap: { ApiId: apiId } });
  addAlarm('api-5xx', 'The API has answered five times within five minutes with a server error.', {
    metric: api('5xx', 'Sum'),
    from: 5,
  });
  addAlarm('api-p99', 'For a quarter of an hour, one API response in a hundred has taken three seconds or more.', {
    metric: api('Latency', 'p99'),
    from: Duration.seconds(3).toMilliseconds(),
    periods: 3,
  });
  addAlarm(
    'executions-failed',
    'An execution of send-flow failed, was stopped, or reached its limit of twelve hours.',
    {
      metric: sumOf({
        failed: flow.metricFailed({ period: everyFiveMinutes }),
        timedOut: flow.metricTimedOut({ period: everyFiveMinutes }),
        aborted: flow.metricAborted({ period: everyFiveMinutes }),
      }),
      from: 1,
    },
  );
  addFunctionAlarms(stack, addAlarm);
  addQueueAlarms(stack, addAlarm);
  addTableAlarms(table, addAlarm);
};

type Props = { data: Data; flow: StateMachine; apiId: string; config: Config };

/** All alarms. Added last, because every queue and every function of the stack gets its own. */
export const alarms = (stack: Stack, { data, flow, apiId, config }: Props): void => {
  const addAlarm = alarmBoard(stack, { encryptionKey: data.key, email: config.alarmEmail });
  addProductAlarms(addAlarm, config.stage);
  addMailAlarms(addAlarm);
  addPartAlarms(stack, addAlarm, { table: data.table, flow, apiId });
};
