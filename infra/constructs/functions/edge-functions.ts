import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from '../../config.ts';
import { allow, allowKeyRing, allowList, allowRead, allowTable, allowWrite } from '../access.ts';
import type { Data } from '../data/data.ts';
import { apiSeconds, captureReplySeconds } from '../function-limits.ts';
import { mailLimits } from './mail-limits.ts';
import { serviceFunction } from './service-function.ts';

/** The functions that people start, by using the page or by writing back. */

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
      ...mailLimits(config),
    },
    seconds: apiSeconds,
    /** Large enough to hash up to 28 MB of uploads again when sending. */
    memoryMb: 1024,
    failures: {
      notKept: 'API Gateway waits for api and returns its failure to the caller: nothing calls it asynchronously.',
    },
  });
  allowTable(made, table, key);
  allowRead(made, files, key, 'documents', 'lines', 'uploads', 'attachments', 'bodies', 'exports');
  allowWrite(made, files, key, 'documents', 'lines', 'uploads', 'attachments', 'bodies', 'exports');
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
      STAGE: config.stage,
      ...mailLimits(config),
    },
    seconds: captureReplySeconds,
    /** A mail may have 40 MB, and the parser may take 512 MB for it. */
    memoryMb: 1536,
    /**
     * Lambda does not retry a failed call, because its queue would press a burst against the account's concurrency for
     * hours. The bucket's notification brings the mail again, two at a time.
     */
    failures: { retries: 0, withinSeconds: 60 },
    ...(config.captureConcurrency !== undefined && { concurrency: config.captureConcurrency }),
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
