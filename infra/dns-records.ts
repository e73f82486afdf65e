import { createHash } from 'node:crypto';
import type { Config } from './config.ts';

/** The DNS records that authenticate our mail and let replies arrive over TLS. */

type DnsRecord = { name: string; type: 'MX' | 'TXT' | 'CNAME'; value: string; why: string };
type DnsSetup = { records: DnsRecord[]; policyFile: { url: string; text: string } };

/** The id must change with the policy file; it has at most 32 letters and digits (RFC 8461, section 3.1). */
const policyId = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** SES's mail servers in a Region: for replies to us, and for bounces of our own mail. */
export const sesMx = (region: string) => ({
  inbound: `10 inbound-smtp.${region}.amazonaws.com`,
  feedback: `10 feedback-smtp.${region}.amazonses.com`,
});
/** Only SES may send from the MAIL FROM domain. */
export const mailFromSpf = 'v=spf1 include:amazonses.com -all';

/** SES creates the DKIM names together with the identity; these placeholders stand in until the first deployment. */
const placeholders = ['<token 1>', '<token 2>', '<token 3>'];

/**
 * `region` is the stack's Region, `dkimTokens` are the stack's outputs Dkim1 to Dkim3, `reports` is the mailbox for
 * DMARC and TLS reports.
 */
export const dnsRecords = (
  { replyDomain, mailFromDomain }: Pick<Config, 'replyDomain' | 'mailFromDomain'>,
  { region, reports, dkimTokens = placeholders }: { region: string; reports: string; dkimTokens?: readonly string[] },
): DnsSetup => {
  const { inbound, feedback } = sesMx(region);
  const [, host] = inbound.split(' ');
  const policy = ['version: STSv1', 'mode: enforce', `mx: ${host}`, 'max_age: 604800', ''].join('\n');
  const txt = (name: string, value: string, why: string): DnsRecord => ({ name, type: 'TXT', value, why });
  return {
    records: [
      { name: replyDomain, type: 'MX', value: inbound, why: 'replies go to SES' },
      ...dkimTokens.map(
        (token): DnsRecord => ({
          name: `${token}._domainkey.${replyDomain}`,
          type: 'CNAME',
          value: `${token}.dkim.amazonses.com`,
          why: 'DKIM: our mail is signed as the reply domain',
        }),
      ),
      {
        name: mailFromDomain,
        type: 'MX',
        value: feedback,
        why: 'bounces go back to SES',
      },
      txt(mailFromDomain, mailFromSpf, 'SPF, aligned with From'),
      txt(
        `_dmarc.${replyDomain}`,
        `v=DMARC1; p=reject; rua=mailto:${reports}`,
        'DMARC: mail from anybody else under this domain is rejected',
      ),
      txt(`_mta-sts.${replyDomain}`, `v=STSv1; id=${policyId(policy)}`, 'MTA-STS: replies arrive over TLS only'),
      txt(`_smtp._tls.${replyDomain}`, `v=TLSRPTv1; rua=mailto:${reports}`, 'mailbox for reports of failed TLS'),
    ],
    policyFile: { url: `https://mta-sts.${replyDomain}/.well-known/mta-sts.txt`, text: policy },
  };
};
