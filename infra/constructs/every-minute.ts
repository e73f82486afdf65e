import { Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import { acknowledgeStar } from './acknowledge.ts';
import { deadLetters } from './dead-letters.ts';

/**
 * Calls a function every minute. A call that could not be made is tried again three times within five minutes, and not
 * for hours, because the next one makes up for it.
 */
export const everyMinute = (scope: Construct, name: string, run: IFunction): void => {
  new Schedule(scope, `${name}-schedule`, {
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    target: new LambdaInvoke(run, {
      retryAttempts: 3,
      maxEventAge: Duration.minutes(5),
      deadLetterQueue: deadLetters(scope, `${name}-schedule`, 'schedule'),
    }),
  });
  acknowledgeStar(
    Stack.of(scope),
    `${run.functionArn}:*`,
    `The schedule's role may call ${name} and its versions: CDK's grant for a function names both, and this is the only function.`,
  );
};
