import { Duration } from 'aws-cdk-lib';
import { receiptRuleName } from '../receive-mail.ts';
import { type AddAlarm, metricOf } from './alarm-board.ts';

/** AWS reviews an account at 5 % bounces or 0.1 % complaints: https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-dg.html */
const reviewedFrom = { bounces: 0.05, complaints: 0.001 };

/** What SES counts for the whole account in this Region, and for the receipt rule. */
export const ringForMail = (ring: AddAlarm): void => {
  const rate = (name: string) => metricOf('AWS/SES', name, { statistic: 'Average', period: Duration.hours(1) });
  ring('ses-bounce-rate', 'So many mails bounce that AWS may pause the account.', {
    metric: rate('Reputation.BounceRate'),
    from: reviewedFrom.bounces,
  });
  ring('ses-complaint-rate', 'So many mails are reported as spam that AWS may pause the account.', {
    metric: rate('Reputation.ComplaintRate'),
    from: reviewedFrom.complaints,
  });
  ring('ses-reject', 'SES found a virus in a mail of ours.', { metric: metricOf('AWS/SES', 'Reject'), from: 1 });
  ring('publish-failure', 'SES could not store or hand over an incoming mail.', {
    metric: metricOf('AWS/SES', 'PublishFailure', { dimensionsMap: { RuleName: receiptRuleName } }),
    from: 1,
  });
};
