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

/** Lambda's least. With it a burst that comes again takes no more of the account's concurrency than this. */
const capturedAgainAtOnce = 2;

/**
 * The bucket's notice of a mail says all that SES's call of the function says. A minute later, when that call is over, it
 * makes sure that the mail was captured: one lost call loses no mail, and what a burst kept the call from doing is done here,
 * two mails at a time (docs/decisions/0014 and 0031). A mail that always fails is tried three times, six minutes apart.
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
 * Mail to the reply domain: stored first, then handed to capture-reply, so that a failing function loses nothing.
 * A Region has one active rule set, and other systems may be using it: activating ours is left to a person (see the outputs).
 */
export const receiveMail = (scope: Construct, props: Props): void => {
  /** By name: the rule can only be made once the bucket and the function admit it. */
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
  /** It carries the mail's headers, hence the key. */
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
