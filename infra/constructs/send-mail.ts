import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { deadLetters } from './dead-letters.ts';
import { trackDeliverySeconds } from './function-limits.ts';
import { feed, handlingTime, workQueue } from './work-queue.ts';

export const parkedEvents = 'delivery-events-parked';

export const configurationSet = (scope: Construct): ConfigurationSet =>
  new ConfigurationSet(scope, 'configuration-set', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });

/** The identity that we send from: the domain of the thread addresses, because From is the thread's own address. */
export const senderIdentity = (
  scope: Construct,
  props: { replyDomain: string; mailFromDomain: string; configurationSet: ConfigurationSet },
): EmailIdentity =>
  new EmailIdentity(scope, 'sender', {
    identity: Identity.domain(props.replyDomain),
    mailFromDomain: props.mailFromDomain,
    configurationSet: props.configurationSet,
    /** Bounces arrive as events; forwarded to From, they would land in the thread. */
    feedbackForwarding: false,
  });

/** The events that SES reports. Opens and clicks are left out, so that nobody is tracked. */
const events = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.RENDERING_FAILURE,
];

/**
 * Leads SES's events through a topic and a queue to track-delivery. Events of unknown messages are parked in a second
 * queue and tried again. With raw message delivery, a message's body is SES's event itself.
 */
export const deliveryEvents = (
  scope: Construct,
  props: { configurationSet: ConfigurationSet; encryptionKey: IKey; trackDelivery: IFunction },
): void => {
  const topic = new Topic(scope, 'delivery-events', { masterKey: props.encryptionKey, enforceSSL: true });
  props.configurationSet.addEventDestination('to-topic', { destination: EventDestination.snsTopic(topic), events });
  /**
   * Holds events whose message is still unknown after a quarter of an hour. They are tried again every six hours for
   * ten days, and then left to a person.
   */
  const parked = workQueue(scope, parkedEvents, {
    visibilityTimeout: Duration.hours(6),
    deadLetterQueue: { queue: deadLetters(scope, parkedEvents, 'queue'), maxReceiveCount: 40 },
  });
  const queue = workQueue(scope, 'delivery-events-queue', {
    visibilityTimeout: handlingTime(trackDeliverySeconds),
    deadLetterQueue: { queue: parked, maxReceiveCount: 5 },
  });
  topic.addSubscription(
    new SqsSubscription(queue, {
      rawMessageDelivery: true,
      deadLetterQueue: deadLetters(scope, 'delivery-events-subscription', 'subscription'),
    }),
  );
  for (const source of [queue, parked])
    feed(props.trackDelivery, source, { batchSize: 10, reportBatchItemFailures: true });
};
