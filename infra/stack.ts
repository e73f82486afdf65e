import { type App, Aws, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Config, configNames } from './config.ts';
import { alarms } from './constructs/alarms.ts';
import { data } from './constructs/data/data.ts';
import { everyMinute } from './constructs/every-minute.ts';
import { reconcile, trackDelivery } from './constructs/functions/background-functions.ts';
import { api, captureReply } from './constructs/functions/edge-functions.ts';
import { recordOutcome, renderDetail, sendEmail } from './constructs/functions/flow-functions.ts';
import { httpApi } from './constructs/http-api.ts';
import { receiveMail } from './constructs/receive-mail.ts';
import { sendFlow } from './constructs/send-flow.ts';
import { configurationSet, deliveryEvents, senderIdentity } from './constructs/send-mail.ts';
import { mailFromSpf, sesMx } from './dns-records.ts';

const readConfig = (app: App): Config =>
  Config.parse(Object.fromEntries(configNames.map((name) => [name, app.node.tryGetContext(name)])));

/** The whole service in one stack, in the order of the path described in docs/architecture.md. */
export const courrielStack = (app: App): Stack => {
  const config = readConfig(app);
  const stack = new Stack(app, 'Courriel', {
    stackName: `courriel-${config.stage}`,
    description: 'Courriel: emails GC/Client invoices and keeps their conversations',
    terminationProtection: config.removal === 'retain',
  });
  Tags.of(stack).add('service', 'courriel');
  Tags.of(stack).add('stage', config.stage);

  const kept = data(stack, config);
  const outgoing = configurationSet(stack);
  const sender = senderIdentity(stack, { ...config, configurationSet: outgoing });

  const render = renderDetail(stack, kept);
  const flow = sendFlow(stack, {
    renderDetail: render,
    sendEmail: sendEmail(stack, { data: kept, config, configurationSet: outgoing }),
    recordOutcome: recordOutcome(stack, kept),
  });
  const gateway = httpApi(stack, { config, api: api(stack, { data: kept, flow, renderDetail: render, config }) });

  deliveryEvents(stack, {
    configurationSet: outgoing,
    encryptionKey: kept.key,
    trackDelivery: trackDelivery(stack, kept, config),
  });
  const ruleSetName = `courriel-${config.stage}`;
  receiveMail(stack, {
    ruleSetName,
    replyDomain: config.replyDomain,
    bucket: kept.mail,
    encryptionKey: kept.key,
    captureReply: captureReply(stack, { data: kept, flow, config }),
  });
  everyMinute(stack, 'reconcile', reconcile(stack, { data: kept, flow, config }));
  alarms(stack, { data: kept, flow, apiId: gateway.id, config });

  const output = (id: string, description: string, value: string) => new CfnOutput(stack, id, { description, value });
  output('ApiUrl', 'API address for the page', gateway.url);
  output('FilesUrl', 'Files address for the page', `https://${kept.files.bucketRegionalDomainName}`);
  output('WebUrl', 'Page address in emails', config.webUrl);
  const mx = sesMx(Aws.REGION);
  output('ReplyDomainMx', `MX record of ${config.replyDomain}`, mx.inbound);
  output('MailFromMx', `MX record of ${config.mailFromDomain}`, mx.feedback);
  output('MailFromTxt', `TXT record of ${config.mailFromDomain}`, mailFromSpf);
  sender.dkimRecords.forEach(({ name, value }, at) => {
    output(`Dkim${at + 1}`, 'Name and value of a CNAME record', `${name} ${value}`);
  });
  output(
    'ActivateReceiving',
    'Run once, by hand: replaces the active receipt rule set of the account in this Region',
    `aws ses set-active-receipt-rule-set --rule-set-name ${ruleSetName}`,
  );
  return stack;
};
