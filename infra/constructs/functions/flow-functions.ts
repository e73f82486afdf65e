import { Aws } from 'aws-cdk-lib';
import { Architecture, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { sendEmailLambdaSeconds } from '../../../shared/domain/limits.ts';
import type { Config } from '../../config.ts';
import { allow, allowAccountLimits, allowKeyRing, allowRead, allowTable, allowWrite } from '../access.ts';
import type { Data } from '../data/data.ts';
import { recordOutcomeSeconds, renderSeconds } from '../function-limits.ts';
import { chromiumFolder, chromiumLayer } from './chromium-layer.ts';
import { serviceFunction } from './service-function.ts';

/** The functions behind the three steps of send-flow. */

/**
 * Runs a browser, so it may read and write documents and nothing else: no table, no list, no dead letters. A failed
 * asynchronous call for a preview is not kept, because the page asks again.
 */
export const renderDetail = (scope: Construct, { key, files }: Data): LambdaFunction => {
  const made = serviceFunction(scope, {
    name: 'render-detail',
    environment: { FILES_BUCKET: files.bucketName, CHROMIUM_FOLDER: chromiumFolder },
    layers: [chromiumLayer(scope)],
    seconds: renderSeconds,
    /** A little more than one vCPU, which comes with 1,769 MB: the cheapest size for ordinary invoices (ADR 12). */
    memoryMb: 2048,
    architecture: Architecture.X86_64,
    failures: { notKept: 'The flow waits for render-detail, and the page asks again for a failed preview.' },
  });
  allowRead(made, files, key, 'documents');
  allowWrite(made, files, key, 'documents');
  return made;
};

type SendProps = { data: Data; config: Config; configurationSet: ConfigurationSet };

export const sendEmail = (scope: Construct, { data, config, configurationSet }: SendProps): LambdaFunction => {
  const { key, table, files, keyRing } = data;
  const made = serviceFunction(scope, {
    name: 'send-email',
    environment: {
      TABLE_NAME: table.tableName,
      FILES_BUCKET: files.bucketName,
      KEY_RING_SECRET: keyRing.secretArn,
      REPLY_DOMAIN: config.replyDomain,
      CONFIGURATION_SET: configurationSet.configurationSetName,
      WEB_URL: config.webUrl,
    },
    seconds: sendEmailLambdaSeconds,
    /** A message of 40 MB is in memory several times while it is encoded. */
    memoryMb: 1024,
    failures: { notKept: 'Only the flow calls send-email, and waits for it: a failure is recorded on the delivery.' },
  });
  allowTable(made, table, key);
  allowRead(made, files, key, 'documents', 'attachments', 'bodies');
  allowKeyRing(made, keyRing, key);
  const ses = (resource: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
  allow(
    made,
    /** A raw message through the v2 call SendEmail is authorized as SendRawEmail. */
    ['ses:SendEmail', 'ses:SendRawEmail'],
    [ses(`identity/${config.replyDomain}`), ses(`configuration-set/${configurationSet.configurationSetName}`)],
    { StringLike: { 'ses:FromAddress': `*@${config.replyDomain}` } },
  );
  allowAccountLimits(made);
  return made;
};

export const recordOutcome = (scope: Construct, { key, table }: Data): LambdaFunction => {
  const made = serviceFunction(scope, {
    name: 'record-outcome',
    environment: { TABLE_NAME: table.tableName },
    seconds: recordOutcomeSeconds,
    memoryMb: 512,
    failures: {
      notKept:
        'Only the flow calls record-outcome, and waits for it: the flow retries, and reconcile finds emails without a final state.',
    },
  });
  allowTable(made, table, key);
  return made;
};
