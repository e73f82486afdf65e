import type { AwsService } from '../aws-server.ts';
import type { LocalClients } from '../clients.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Template } from '../template/read-template.ts';
import { deliveries } from './delivery.ts';
import type { Mailbox } from './mailbox.ts';
import { type Receipt, receiptRules } from './receipt.ts';
import { sesEndpoint } from './ses-endpoint.ts';

/** All of SES: sending, the events that follow, and receiving. */

export type Mail = { ses: AwsService; receipt: Receipt; resume(): void; stop(): Promise<void> };

export const startMail = (
  template: Template,
  mailbox: Mailbox,
  { sns, s3 }: Pick<LocalClients, 'sns' | 's3'>,
  functions: Functions,
  env: NodeJS.ProcessEnv,
): Mail => {
  const receipt = receiptRules({ rules: template.receiptRules, s3, sns, functions });
  const outgoing = deliveries({
    mailbox,
    sns,
    // SES would publish to a topic that does not exist, so a destination without its topic is left out.
    destinations: template.eventDestinations.filter(({ topicArn }) =>
      template.topics.some(({ arn }) => arn === topicArn),
    ),
    receive: receipt.receive,
  });
  const ses = sesEndpoint({
    mailbox,
    account: { configurationSets: template.configurationSets, identities: template.identities },
    isOurs: receipt.accepts,
    env,
    accepted: outgoing.start,
  });
  return { ses, receipt, resume: outgoing.resume, stop: outgoing.stop };
};
