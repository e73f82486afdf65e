import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import {
  allow,
  allowAccountLimits,
  allowKeyRing,
  allowList,
  allowRead,
  allowScan,
  allowTable,
  allowWrite,
} from './access.ts';
import type { Data } from './data.ts';
import { apiSeconds, captureReplySeconds, reconcileSeconds, trackDeliverySeconds } from './function-limits.ts';
import { serviceFunction } from './service-function.ts';

/** The functions that something outside starts: the API, incoming mail, SES's events, the clock. */

type FlowProps = { data: Data; flow: StateMachine };

export const api = (
  scope: Construct,
  { data, flow, renderDetail, config }: FlowProps & { renderDetail: LambdaFunction; config: Config },
): LambdaFunction => {
  const { key, table, files, mail, keyRing } = data;
  const made = serviceFunction(scope, {
    name: 'api',
    environment: {
      TABLE_NAME: table.tableName,
      FILES_BUCKET: files.bucketName,
      MAIL_BUCKET: mail.bucketName,
      SEND_FLOW_ARN: flow.stateMachineArn,
      RENDER_FUNCTION: renderDetail.functionName,
      KEY_RING_SECRET: keyRing.secretArn,
      REPLY_DOMAIN: config.replyDomain,
      API_SCOPE: config.apiScope,
      IMPORT_SCOPE: config.importScope,
    },
    seconds: apiSeconds,
    /** Hashes up to 28 MB of uploads again when sending. */
    memoryMb: 1024,
  });
  allowTable(made, table, key);
  allowRead(made, files, key, 'documents', 'lines', 'uploads', 'attachments', 'bodies');
  allowWrite(made, files, key, 'documents', 'lines', 'uploads', 'attachments', 'bodies');
  allowRead(made, mail, key, 'mail');
  allowList(made, files);
  allowList(made, mail);
  allowKeyRing(made, keyRing, key);
  allow(made, ['states:StartExecution'], [flow.stateMachineArn]);
  allow(made, ['lambda:InvokeFunction'], [renderDetail.functionArn]);
  return made;
};

export const captureReply = (
  scope: Construct,
  { data, flow, config }: FlowProps & { config: Config },
): LambdaFunction => {
  const { key, table, files, mail, keyRing } = data;
  const made = serviceFunction(scope, {
    name: 'capture-reply',
    environment: {
      TABLE_NAME: table.tableName,
      FILES_BUCKET: files.bucketName,
      MAIL_BUCKET: mail.bucketName,
      SEND_FLOW_ARN: flow.stateMachineArn,
      KEY_RING_SECRET: keyRing.secretArn,
      REPLY_DOMAIN: config.replyDomain,
    },
    seconds: captureReplySeconds,
    /** A mail may be 40 MB, and the parser may take 512 MB for it. */
    memoryMb: 1536,
    asyncRetries: 2,
  });
  allowTable(made, table, key);
  allowRead(made, files, key, 'attachments', 'bodies');
  allowWrite(made, files, key, 'attachments', 'bodies');
  allowRead(made, mail, key, 'mail');
  allowList(made, files);
  allowList(made, mail);
  allowKeyRing(made, keyRing, key);
  allow(made, ['states:StartExecution'], [flow.stateMachineArn]);
  return made;
};

export const trackDelivery = (scope: Construct, { key, table }: Data, config: Config): LambdaFunction => {
  const made = serviceFunction(scope, {
    name: 'track-delivery',
    environment: { TABLE_NAME: table.tableName, STAGE: config.stage },
    seconds: trackDeliverySeconds,
    memoryMb: 512,
  });
  allowTable(made, table, key);
  return made;
};

export const reconcile = (scope: Construct, { data, flow, config }: FlowProps & { config: Config }): LambdaFunction => {
  const { key, table } = data;
  const made = serviceFunction(scope, {
    name: 'reconcile',
    environment: { TABLE_NAME: table.tableName, SEND_FLOW_ARN: flow.stateMachineArn, STAGE: config.stage },
    seconds: reconcileSeconds,
    memoryMb: 512,
    asyncRetries: 0,
  });
  allowTable(made, table, key);
  allow(made, ['states:StartExecution'], [flow.stateMachineArn]);
  allowScan(made, table);
  flow.grantExecution(made, 'states:DescribeExecution');
  allowAccountLimits(made);
  return made;
};
