import { parseArgs } from 'node:util';
import { Config } from './config.ts';
import { dnsRecords } from './dns-records.ts';

/**
 * Prints the DNS records of an installation:
 * npm run dns -- --reply-domain reply.acme.example --region ca-central-1 --reports postmaster@acme.example [--dkim a,b,c]
 */
const { values } = parseArgs({
  options: {
    'reply-domain': { type: 'string' },
    'mail-from-domain': { type: 'string' },
    region: { type: 'string', default: 'ca-central-1' },
    reports: { type: 'string' },
    dkim: { type: 'string' },
  },
});

const given = Config.safeParse({ replyDomain: values['reply-domain'], mailFromDomain: values['mail-from-domain'] });
if (!given.success) {
  for (const { path, message } of given.error.issues) process.stderr.write(`${path.join('.')}: ${message}\n`);
  process.exit(2);
}
const config = given.data;
const { records, policyFile } = dnsRecords(config, {
  region: values.region,
  reports: values.reports ?? `postmaster@${config.replyDomain.split('.').slice(1).join('.')}`,
  ...(values.dkim === undefined ? {} : { dkimTokens: values.dkim.split(',') }),
});

for (const { name, type, value, why } of records) {
  const shown = type === 'TXT' ? `"${value}"` : value;
  process.stdout.write(`; ${why}\n${name}. IN ${type} ${shown}\n`);
}
process.stdout.write(`\n; Serve this file at ${policyFile.url}\n${policyFile.text}`);
