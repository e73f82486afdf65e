import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { Config } from '../../infra/config.ts';
import { dnsRecords } from '../../infra/dns-records.ts';
import { synthesized } from './template.ts';

const run = (...args: string[]): string => execFileSync('node', ['infra/print-dns.ts', ...args], { encoding: 'utf8' });

test('bounces have a domain of their own, and one command prints the DKIM, SPF, DMARC and MTA-STS records (X08)', () => {
  const replyDomain = 'reply.acme.example';
  const identity = synthesized({ replyDomain }).ofType('AWS::SES::EmailIdentity')[0];
  const mailFrom = identity?.Properties.MailFromAttributes.MailFromDomain;
  expect(mailFrom).toBe('bounce.reply.acme.example');
  expect(Config.safeParse({ replyDomain, mailFromDomain: replyDomain }).success).toBe(false);

  const printed = run(
    '--reply-domain',
    replyDomain,
    '--region',
    'eu-west-1',
    '--reports',
    'dns@acme.example',
    '--dkim',
    'a1,b2,c3',
  );
  const lines = printed.split('\n');
  for (const line of [
    'reply.acme.example. IN MX 10 inbound-smtp.eu-west-1.amazonaws.com',
    'a1._domainkey.reply.acme.example. IN CNAME a1.dkim.amazonses.com',
    'b2._domainkey.reply.acme.example. IN CNAME b2.dkim.amazonses.com',
    'c3._domainkey.reply.acme.example. IN CNAME c3.dkim.amazonses.com',
    `${mailFrom}. IN MX 10 feedback-smtp.eu-west-1.amazonses.com`,
    `${mailFrom}. IN TXT "v=spf1 include:amazonses.com -all"`,
    '_dmarc.reply.acme.example. IN TXT "v=DMARC1; p=reject; rua=mailto:dns@acme.example"',
    '; Serve this file at https://mta-sts.reply.acme.example/.well-known/mta-sts.txt',
    'mx: inbound-smtp.eu-west-1.amazonaws.com',
  ]) {
    expect(lines).toContain(line);
  }
  expect(printed).toMatch(/^_mta-sts\.reply\.acme\.example\. IN TXT "v=STSv1; id=[0-9a-f]{32}"$/m);
});

test('the MTA-STS id changes when the policy changes, and only then', () => {
  const idIn = (region: string) =>
    dnsRecords(Config.parse({}), { region, reports: 'dns@acme.example' }).records.find(({ name }) =>
      name.startsWith('_mta-sts.'),
    )?.value;
  expect(idIn('eu-west-1')).toBe(idIn('eu-west-1'));
  expect(idIn('eu-west-1')).not.toBe(idIn('ca-central-1'));
});

test('an invalid domain is refused with the name of the setting', () => {
  expect(() => run('--reply-domain', 'not a domain')).toThrow(/replyDomain/);
});
