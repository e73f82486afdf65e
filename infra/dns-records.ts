import { createHash } from 'node:crypto';
import type { Config } from './config.ts';

/** What must stand in the DNS so that mail goes out authenticated and replies come in encrypted. */

type DnsRecord = { name: string; type: 'MX' | 'TXT' | 'CNAME'; value: string; why: string };
type DnsSetup = { records: DnsRecord[]; policyFile: { url: string; text: string } };

/** A change of the policy file must change the id beside it (RFC 8461, section 3.1): letters and digits, at most 32. */
const policyId = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Where SES takes mail in a Region: replies to us, and what comes back of ours. */
export const sesMx = (region: string) => ({
  inbound: `10 inbound-smtp.${region}.amazonaws.com`,
  feedback: `10 feedback-smtp.${region}.amazonses.com`,
});
export const mailFromSpf = 'v=spf1 include:amazonses.com -all';

/** DKIM's names are made by SES when the identity is: until the first deployment they are placeholders. */
const placeholders = ['<token 1>', '<token 2>', '<token 3>'];

/** `region` is the stack's, `dkimTokens` come from the stack's outputs Dkim1 to Dkim3, `reports` takes DMARC and TLS reports. */
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
      { name: replyDomain, type: 'MX', value: inbound, why: 'replies reach SES' },
      ...dkimTokens.map(
        (token): DnsRecord => ({
          name: `${token}._domainkey.${replyDomain}`,
          type: 'CNAME',
          value: `${token}.dkim.amazonses.com`,
          why: 'DKIM: what we send is signed as the reply domain',
        }),
      ),
      {
        name: mailFromDomain,
        type: 'MX',
        value: feedback,
        why: 'bounces go back to SES',
      },
      txt(mailFromDomain, mailFromSpf, 'SPF, aligned with From'),
      txt(`_dmarc.${replyDomain}`, `v=DMARC1; p=reject; rua=mailto:${reports}`, 'DMARC: nobody else may write as it'),
      txt(`_mta-sts.${replyDomain}`, `v=STSv1; id=${policyId(policy)}`, 'MTA-STS: replies come in over TLS only'),
      txt(`_smtp._tls.${replyDomain}`, `v=TLSRPTv1; rua=mailto:${reports}`, 'where senders report failed TLS'),
    ],
    policyFile: { url: `https://mta-sts.${replyDomain}/.well-known/mta-sts.txt`, text: policy },
  };
};
