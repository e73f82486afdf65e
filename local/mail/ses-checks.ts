import { AwsError } from '../aws-server.ts';
import { maxMailBytes } from '../settings.ts';
import { asText, domainOf, readHeaders, splitMessage } from './message.ts';

/** The checks with which SES refuses a message before accepting it. */

export type Outgoing = {
  from: string;
  to: string[];
  configurationSet: string | null;
  tags: Record<string, string>;
  raw: Buffer;
};
export type SesAccount = { configurationSets: string[]; identities: string[] };

const maxRecipients = 50;
const maxLineBytes = 998;
const tag = /^[A-Za-z0-9_-]{1,256}$/;
const address = /^[\x21-\x7e]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

const bad = (message: string): never => {
  throw new AwsError(400, 'BadRequestException', message);
};

const checkIdentity = (from: string, identities: string[]): void => {
  const domain = domainOf(from);
  const verified = identities.some((one) => one === from.toLowerCase() || domain === one || domain.endsWith(`.${one}`));
  if (!verified)
    throw new AwsError(
      400,
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region CA-CENTRAL-1: ${from}`,
    );
};

export const checkOutgoing = (mail: Outgoing, account: SesAccount): void => {
  if (mail.configurationSet !== null && !account.configurationSets.includes(mail.configurationSet))
    throw new AwsError(404, 'NotFoundException', `Configuration set <${mail.configurationSet}> does not exist.`);
  if (mail.raw.length > maxMailBytes)
    bad(`Message length is more than ${maxMailBytes} bytes long: '${mail.raw.length}'.`);
  if (mail.from === '') bad("Missing required header 'From'.");
  if (mail.to.length === 0) bad('Missing final recipients');
  if (mail.to.length > maxRecipients) bad(`Recipient count exceeds ${maxRecipients}.`);
  for (const one of [mail.from, ...mail.to])
    if (!address.test(one)) bad('Local address or domain contains illegal character');
  for (const [name, value] of Object.entries(mail.tags))
    if (!tag.test(name) || !tag.test(value)) bad('Invalid message tag: only letters, digits, underscore and dash');

  const headers = readHeaders(splitMessage(mail.raw).head);
  checkIdentity(mail.from, account.identities);
  if (headers.some(({ name, value }) => name.toLowerCase() === 'bcc' && value.includes('@')))
    bad('A raw message must not have a Bcc header with addresses');
  if (
    asText(mail.raw)
      .split(/\r?\n/)
      .some((line) => line.length > maxLineBytes)
  )
    bad(`A line of the message is longer than ${maxLineBytes} bytes`);
};
