import { setTimeout as sleep } from 'node:timers/promises';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { EventDestination } from '../template/api-and-mail.ts';
import type { Mailbox, MailRecord, Step } from './mailbox.ts';
import { sesEvent } from './ses-events.ts';
import { outOfOffice } from './simulator.ts';

/**
 * Follows up on an accepted message: publishes its events to the configuration set's destination, and produces the mail
 * that comes back. Steps left over when the run was killed are completed after the next start, as SES would also
 * continue.
 */

/** Milliseconds between two steps: long enough to see each state on the page. */
const stepMs = 150;

export type Incoming = { mailFrom: string; recipients: string[]; raw: Buffer };

export const deliveries = (options: {
  mailbox: Mailbox;
  destinations: EventDestination[];
  sns: SNSClient;
  receive(mail: Incoming): Promise<void>;
}) => {
  const { mailbox, destinations, sns } = options;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const publish = async (record: MailRecord, step: Step, raw: Buffer): Promise<void> => {
    const event = await sesEvent(record, step, raw);
    if (!event) return;
    const topics = destinations.filter(
      (one) =>
        one.configurationSet === record.configurationSet && one.eventTypes.includes(event.eventType.toLowerCase()),
    );
    for (const { topicArn: TopicArn } of topics)
      await sns.send(
        new PublishCommand({
          TopicArn,
          Message: JSON.stringify(event),
          Subject: 'Amazon SES Email Event Notification',
        }),
      );
  };

  const perform = async (record: MailRecord, step: Step, raw: Buffer): Promise<void> => {
    await publish(record, step, raw);
    if (step.kind === 'Inbound') {
      await options.receive({ mailFrom: record.envelope.from, recipients: [step.recipient], raw });
    } else if (step.kind === 'OutOfOffice') {
      const answer = outOfOffice(step.recipient, raw);
      await options.receive({ mailFrom: '', recipients: [answer.to], raw: answer.raw });
    }
  };

  const follow = async (accepted: MailRecord): Promise<void> => {
    const raw = mailbox.raw(accepted.id);
    let record = accepted;
    for (const step of accepted.pending) {
      await sleep(stepMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted || !raw) return;
      await perform(record, step, raw);
      record = { ...record, pending: record.pending.slice(1) };
      mailbox.update(record);
    }
  };

  const start = (record: MailRecord): void => {
    const work = follow(record).catch((error: unknown) => {
      // The step stays pending and is tried again after the next start.
      if (!stopping.signal.aborted) console.error(`Could not publish the events of message ${record.id}:`, error);
    });
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };

  return {
    start,
    /** Called after a start, for the steps that were left over. */
    resume: (): void => {
      for (const record of mailbox.list().toReversed()) if (record.pending.length > 0) start(record);
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
};
