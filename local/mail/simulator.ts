import type { Step } from './mailbox.ts';
import { bareAddress, changeHead, headerValue, readHeaders, splitMessage } from './message.ts';
import { carriesEicar } from './verdicts.ts';

/** SES's mailbox simulator: what follows a message to <name>@simulator.amazonses.com or <name>+<label>@…. */

const simulated: Record<string, Step['kind'][]> = {
  success: ['Delivery'],
  bounce: ['Bounce'],
  complaint: ['Delivery', 'Complaint'],
  suppressionlist: ['Suppressed'],
  ooto: ['Delivery', 'OutOfOffice'],
};

const simulatorAddress = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/**
 * The steps that follow an accepted message. It is delivered to every recipient outside the simulator, and a message to
 * one of our own addresses also comes back as incoming mail.
 */
export const stepsFor = (recipients: string[], raw: Uint8Array, isOurs: (address: string) => boolean): Step[] => {
  // SES accepts the message, finds the virus, and stops there.
  if (carriesEicar(raw)) return [{ kind: 'Reject', recipient: '' }];
  return [
    { kind: 'Send', recipient: '' },
    ...recipients.flatMap((recipient): Step[] => {
      const kinds = simulated[simulatorAddress.exec(recipient)?.[1]?.toLowerCase() ?? ''];
      if (kinds) return kinds.map((kind) => ({ kind, recipient }));
      const steps: Step[] = [{ kind: 'Delivery', recipient }];
      return isOurs(recipient) ? [...steps, { kind: 'Inbound', recipient }] : steps;
    }),
  ];
};

/** An out-of-office reply, sent to the Reply-To of the message with an empty return path. */
export const outOfOffice = (recipient: string, raw: Uint8Array): { to: string; raw: Buffer } => {
  const headers = readHeaders(splitMessage(raw).head);
  const to = bareAddress(headerValue(headers, 'reply-to') ?? headerValue(headers, 'from') ?? '');
  const messageId = headerValue(headers, 'message-id') ?? '';
  const lines = [
    `From: ${recipient}`,
    `To: ${to}`,
    'Subject: Out of Office',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <ooto-${Date.now()}@simulator.amazonses.com>`,
    `In-Reply-To: ${messageId}`,
    `References: ${messageId}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  return {
    to,
    raw: changeHead(Buffer.from('\r\n\r\nI am out of the office and will answer when I am back.\r\n'), [], lines),
  };
};
