import { alignedBy, type CaptureFacts } from './capture-decision.ts';

/**
 * Which headers of a mail its sender's own server vouches for. If SPF shows that this server delivered the mail itself,
 * it vouches for all of them. A signature alone covers only the headers it lists (RFC 6376 section 3.5): anyone who has
 * a signed mail can add other headers and send it anywhere. Even for a listed header, a second one added on top leaves
 * the signature valid (section 8.15).
 */

type Facts = Pick<CaptureFacts, 'verdicts' | 'returnPath'> & { mail: NonNullable<CaptureFacts['mail']> };

const listedIn = (signature: string): string[] =>
  (/(?:^|;)\s*h\s*=([^;]*)/i.exec(signature)?.[1] ?? '').split(':').map((name) => name.trim().toLowerCase());

/**
 * Whether the sender's server vouches for the header `name` (lower case), which must occur once. SES does not say which
 * signature passed, and a stranger may have added all but one, so all must list the header.
 */
export const isVouched = (facts: Facts, name: string): boolean => {
  const valuesOf = (of: string) => facts.mail.headers.filter((header) => header.name === of).map(({ value }) => value);
  if (valuesOf(name).length !== 1) return false;
  return alignedBy(facts) === 'spf' || valuesOf('dkim-signature').every((one) => listedIn(one).includes(name));
};
