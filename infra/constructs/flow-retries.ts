import { Duration } from 'aws-cdk-lib';
import { JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';

/** The retries of each step of send-flow, and why each error is or is not among them. */

/**
 * After these two errors nothing was mailed: our own `Throttled` puts the delivery back to ready, and with Lambda's the
 * function never ran. Any other error may follow a POST, so a retry could send a second mail. Full jitter keeps many
 * emails from retrying in step. This is not how emails wait for a send slot (flow-steps.ts): it covers SES's 429 and a
 * backlog beyond the slots that are assigned ahead. 60 attempts last a quarter of an hour; then reconcile starts the
 * next run.
 */
export const retrySendEmail: RetryProps = {
  errors: ['Throttled', 'Lambda.TooManyRequestsException'],
  interval: Duration.seconds(1),
  backoffRate: 1.5,
  maxDelay: Duration.seconds(30),
  maxAttempts: 60,
  jitterStrategy: JitterType.FULL,
};

/**
 * Errors of Lambda itself, and of a browser that died or hung. Rendering is content-addressed, so a repetition produces
 * the same file. render-detail's own errors are final and not listed.
 */
export const retryRender: RetryProps = {
  errors: [
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.Unknown',
    'Sandbox.Timedout',
    'States.Timeout',
  ],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.seconds(30),
  maxAttempts: 4,
  jitterStrategy: JitterType.FULL,
};

/**
 * Recording is idempotent, and an unrecorded outcome leaves the sender in doubt, so it is retried after any error, up
 * to ten times.
 */
export const retryRecord: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.seconds(60),
  maxAttempts: 10,
  jitterStrategy: JitterType.FULL,
};
