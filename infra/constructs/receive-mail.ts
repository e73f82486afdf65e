import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { inboundPrefix } from '../../shared/domain/files/file-keys.ts';
import { deadLetters } from './dead-letters.ts';
import { captureReplySeconds } from './function-limits.ts';
import { feed, handlingTime, workQueue } from './work-queue.ts';

export const receiptRuleName = 'replies';

type Props = {
  ruleSetName: string;
  replyDomain: string;
  bucket: Bucket;
  encryptionKey: IKey;
  captureReply: LambdaFunction;
};

/** The least that Lambda accepts. It limits how much of the account's concurrency a retried burst can take. */
const capturedAgainAtOnce = 2;

/**
 * The bucket's notification carries the same facts as SES's call of capture-reply. It arrives a minute later, when that
 * call is over, and makes sure that the mail was captured: a lost call loses no mail, and a burst beyond the
 * concurrency limit is captured here, two mails at a time (ADR 14 and ADR 31). A mail that keeps failing is tried three
 * times, six minutes apart.
 */
const captureAgain = (scope: Construct, stored: Topic, captureReply: LambdaFunction): void => {
  const notices = workQueue(scope, 'mail-stored-queue', {
    deliveryDelay: Duration.minutes(1),
    visibilityTimeout: handlingTime(captureReplySeconds),
    deadLetterQueue: { queue: deadLetters(scope, 'mail-stored-queue', 'queue'), maxReceiveCount: 3 },
  });
  stored.addSubscription(
    new SqsSubscription(notices, {
      rawMessageDelivery: true,
      deadLetterQueue: deadLetters(scope, 'mail-stored-subscription', 'subscription'),
    }),
  );
  feed(captureReply, notices, { batchSize: 1, maxConcurrency: capturedAgainAtOnce });
};

/**
 * Mail to the reply domain is stored first and then handed to capture-reply, so that a failing function loses nothing.
 * A Region has one active rule set, and other systems may be using it, so activating ours is left to a person (see the
 * outputs).
 */
export const receiveMail = (scope: Construct, props: Props): void => {
  // Built from names, because the rule can be created only after the bucket and the function admit it.
  const sourceArn = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${props.ruleSetName}:receipt-rule/${receiptRuleName}`;
  const ses = new ServicePrincipal('ses.amazonaws.com');
  const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': sourceArn } };

  const admitted = props.bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [ses],
      actions: ['s3:PutObject'],
      resources: [props.bucket.arnForObjects(`${inboundPrefix}*`)],
      conditions,
    }),
  );
  // The notification carries the mail's headers, so the topic is encrypted.
  const stored = new Topic(scope, 'mail-stored', { masterKey: props.encryptionKey, enforceSSL: true });
  stored.addToResourcePolicy(
    new PolicyStatement({ principals: [ses], actions: ['sns:Publish'], resources: [stored.topicArn], conditions }),
  );
  captureAgain(scope, stored, props.captureReply);
  props.captureReply.addPermission('receipt-rule', {
    principal: ses,
    sourceAccount: Aws.ACCOUNT_ID,
    sourceArn,
  });

  const ruleSet = new CfnReceiptRuleSet(scope, 'receipt-rules', { ruleSetName: props.ruleSetName });
  const rule = new CfnReceiptRule(scope, 'receipt-rule', {
    ruleSetName: ruleSet.ref,
    rule: {
      name: receiptRuleName,
      enabled: true,
      recipients: [props.replyDomain],
      scanEnabled: true,
      tlsPolicy: 'Require',
      actions: [
        {
          s3Action: {
            bucketName: props.bucket.bucketName,
            objectKeyPrefix: inboundPrefix,
            topicArn: stored.topicArn,
          },
        },
        { lambdaAction: { functionArn: props.captureReply.functionArn, invocationType: 'Event' } },
      ],
    },
  });
  if (admitted.policyDependable !== undefined) {
    rule.node.addDependency(admitted.policyDependable);
  }
  rule.node.addDependency(stored, props.captureReply);
};
