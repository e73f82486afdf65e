import { Aws } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from '../../config.ts';
import { allow, allowAccountLimits, allowList, allowRead, allowScan, allowTable, allowWrite } from '../access.ts';
import { acknowledgeStar } from '../acknowledge.ts';
import type { Data } from '../data/data.ts';
import { reconcileSeconds, trackDeliverySeconds } from '../function-limits.ts';
import { mailLimits } from './mail-limits.ts';
import { serviceFunction } from './service-function.ts';

/** The functions that follow up on sent mail, started by SES's events and by the schedule. */

export const trackDelivery = (scope: Construct, { key, table }: Data, config: Config): LambdaFunction => {
  const made = serviceFunction(scope, {
    name: 'track-delivery',
    environment: { TABLE_NAME: table.tableName, STAGE: config.stage },
    seconds: trackDeliverySeconds,
    memoryMb: 512,
    failures: {
      notKept:
        'Only its queues call track-delivery, and they keep failed messages until their redrive policy moves them.',
    },
  });
  allowTable(made, table, key);
  return made;
};

export const reconcile = (
  scope: Construct,
  { data, flow, config }: { data: Data; flow: StateMachine; config: Config },
): LambdaFunction => {
  const { key, table, files, mail } = data;
  const made = serviceFunction(scope, {
    name: 'reconcile',
    environment: {
      TABLE_NAME: table.tableName,
      FILES_BUCKET: files.bucketName,
      MAIL_BUCKET: mail.bucketName,
      SEND_FLOW_ARN: flow.stateMachineArn,
      STAGE: config.stage,
      QUARANTINE_DAYS: config.quarantineDays,
      ...mailLimits(config),
    },
    seconds: reconcileSeconds,
    memoryMb: 512,
    failures: { retries: 0 },
  });
  allowTable(made, table, key);
  allow(made, ['states:StartExecution'], [flow.stateMachineArn]);
  allowScan(made, table);
  allowList(made, mail);
  // reconcile relays what an unfinished release left behind: it reads the mail's body and writes the relay's.
  allowRead(made, files, key, 'bodies');
  allowWrite(made, files, key, 'bodies');
  allowList(made, files);
  const runs = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution:${flow.stateMachineName}:*`;
  allow(made, ['states:DescribeExecution'], [runs]);
  acknowledgeStar(
    made.role ?? made,
    runs,
    'reconcile looks up how any run of send-flow ended: a run is named after its email, and emails are known only at run time.',
  );
  allowAccountLimits(made);
  return made;
};
