import { Duration } from 'aws-cdk-lib';
import { JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';

/** What each step of the send-flow does again by itself, and why. */

/**
 * After these two nothing was mailed: our own `Throttled` puts the delivery back to ready, and Lambda's says that the
 * function never ran. Any other error may come after a POST, so it must not be answered with a second one. Full
 * jitter keeps many emails from coming back in step. This is not how a queue waits (send-flow.ts): it is for
 * SES's 429 and for a queue longer than turns are given out. 60 tries last a quarter of an hour; then reconcile starts the next run.
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
 * Errors of Lambda itself and of a browser that died or hung. Rendering is content-addressed: doing it twice makes the
 * same file. render-detail's own refusals are final and not listed.
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

/** Recording may be repeated, and an outcome that is not recorded leaves the sender in doubt: so on anything, and for long. */
export const retryRecord: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.seconds(60),
  maxAttempts: 10,
  jitterStrategy: JitterType.FULL,
};
