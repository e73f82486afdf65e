import { Duration } from 'aws-cdk-lib';
import { metricsNamespace } from '../../../shared/runtime/env.ts';
import { type AddAlarm, everyFiveMinutes, metricOf } from './alarm-board.ts';

/** What the product counts itself (shared/runtime/metrics.ts). reconcile counts every minute, so silence rings too. */
export const ringForCourriel = (ring: AddAlarm, stage: string): void => {
  const figure = (name: string, statistic: 'Sum' | 'Maximum', period = everyFiveMinutes) =>
    metricOf(metricsNamespace, name, { statistic, period, dimensionsMap: { stage } });

  ring('oldest-queued', 'An email has waited for half an hour, or reconcile has stopped.', {
    metric: figure('OldestQueuedSeconds', 'Maximum'),
    from: 1800,
    periods: 2,
    needsFigures: true,
  });
  ring('unconfirmed', 'Nobody knows whether SES took a mail.', { metric: figure('Unconfirmed', 'Maximum'), from: 1 });
  ring('invariant', 'What must never be is in the table, or an event says so.', {
    metric: figure('InvariantBreaks', 'Sum'),
    from: 1,
  });
  ring('accepted-without-event', 'SES took a mail a day ago, and no event came.', {
    metric: figure('AcceptedWithoutEvent', 'Sum'),
    from: 1,
  });
  ring('held', 'Mails wait because the mail account may not send.', {
    metric: figure('Held', 'Maximum'),
    from: 1,
  });
  ring('quota', 'Four fifths of the day’s quota are used up.', {
    metric: figure('QuotaUsedPercent', 'Maximum'),
    from: 80,
  });
  ring('quarantine-surge', 'Far more incoming mail than usual is held back.', {
    metric: figure('Held', 'Sum', Duration.hours(1)),
    from: 20,
  });
  ring(
    'relays-braked',
    'A conversation has had its share of relays: replies wait in it, or robots answer each other.',
    {
      metric: figure('RelaysBraked', 'Sum'),
      from: 1,
    },
  );
  ring('uncaptured', 'A mail lies in the mail bucket that no conversation knows of.', {
    metric: figure('Uncaptured', 'Sum', Duration.hours(1)),
    from: 1,
  });
};
