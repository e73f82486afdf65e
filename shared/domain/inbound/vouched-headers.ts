import { alignedBy, type CaptureFacts } from './capture-decision.ts';

/**
 * Which headers of a mail its sender's own server stands for. Where SPF says that this server handed the mail over itself, that
 * is all of them. A signature alone stands for the headers that it lists (RFC 6376 section 3.5): whoever has a signed mail may add
 * any other, and post it anywhere. Even of a listed one, a second on top leaves the signature good (section 8.15). Pure.
 */

type Facts = Pick<CaptureFacts, 'verdicts' | 'returnPath'> & { mail: NonNullable<CaptureFacts['mail']> };

const listedIn = (signature: string): string[] =>
  (/(?:^|;)\s*h\s*=([^;]*)/i.exec(signature)?.[1] ?? '').split(':').map((name) => name.trim().toLowerCase());

/** SES does not say which signature it went by, and a stranger may have written any but one: all must list the header. */
export const isVouched = (facts: Facts, name: string): boolean => {
  const valuesOf = (of: string) => facts.mail.headers.filter((header) => header.name === of).map(({ value }) => value);
  if (valuesOf(name).length !== 1) return false;
  return alignedBy(facts) === 'spf' || valuesOf('dkim-signature').every((one) => listedIn(one).includes(name));
};
