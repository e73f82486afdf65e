import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishCommand } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { seedWhenEmpty } from '../../local/seed-when-empty.ts';
import { startLocal } from '../../local/start-local.ts';
import { startDynamo } from '../../local/storage/dynamo.ts';
import { type EventAbout, sesEvent } from '../fakes/worlds/ses-events.ts';
import { type Halt, haltingServer, type ReceivedRequest } from './halting-server.ts';

/** The local run with its real Lambda workers, on a database and an SES that stop where a test wants them to. */

const Send = z.object({ EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })) });
const Put = z.object({
  Item: z.object({ SK: z.object({ S: z.string() }), latestState: z.object({ S: z.string() }).optional() }),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});

const Notification = z.object({ Message: z.string() });

const account = { SendingEnabled: true, SendQuota: { Max24HourSend: -1, MaxSendRate: 14, SentLast24Hours: 0 } };

/** The write that moves a delivery from one state to another. */
export const moves =
  (from: string, to: string) =>
  ({ headers, body }: ReceivedRequest): boolean => {
    if (!String(headers['x-amz-target']).endsWith('.PutItem')) return false;
    const { Item, ExpressionAttributeValues } = Put.parse(JSON.parse(body.toString()));
    const isFrom = JSON.stringify(ExpressionAttributeValues ?? {}).includes(`{"S":"${from}"}`);
    return Item.SK.S.startsWith('DLV#') && Item.latestState?.S === to && isFrom;
  };
export const isPost = ({ method }: ReceivedRequest): boolean => method === 'POST';

export const startMortalStack = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'courriel-workers-'));
  /** How often SES accepted each message, by email, recipient and attempt. */
  const mails: Record<string, number> = {};
  const taken: EventAbout[] = [];
  const database = await startDynamo(dataDir);
  const dynamo = await haltingServer(({ body }, request, response) => database.handle(request, body, response));
  const ses = await haltingServer(({ method, body }, _, response) => {
    let answer: object = account;
    if (method === 'POST') {
      const { EmailTags } = Send.parse(JSON.parse(body.toString()));
      const tag = (name: string) => EmailTags.find(({ Name }) => Name === name)?.Value;
      const about = [tag('emailId'), tag('recipientId'), tag('attempt')].join(' ');
      mails[about] = (mails[about] ?? 0) + 1;
      const sesMessageId = `0100-${taken.length + 1}`;
      const [emailId = '', recipientId = '', attempt] = about.split(' ');
      taken.push({ emailId, recipientId, attempt: Number(attempt), sesMessageId });
      answer = { MessageId: sesMessageId };
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  const env = { AWS_ENDPOINT_URL_DYNAMODB: dynamo.url, AWS_ENDPOINT_URL_SESV2: ses.url };
  const ports = { page: 0, mailbox: 0, smtp: 0 };
  const local = await startLocal({ dataDir, ports, env });
  await seedWhenEmpty(local, dataDir, () => {});
  const codeDir = local.template.functions.find(({ title }) => title === 'send-email')?.codeDir;
  if (!codeDir) throw new Error('no function send-email');

  /** Our child processes that run this function. */
  const workers = (): number[] =>
    execFileSync('ps', ['-wweo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^ *(\d+) +(\d+) (.*)$/.exec(line))
      .filter((found) => Number(found?.[2]) === process.pid && found?.[3]?.includes(codeDir))
      .map((found) => Number(found?.[1]));

  const [destination] = local.template.eventDestinations;
  if (!destination) throw new Error('no event destination');
  /** Publishes SES's Delivery event of every accepted mail to its topic, from where the product handles it as usual. */
  const publishDeliveries = async (): Promise<void> => {
    for (const about of taken) {
      const { Message } = Notification.parse(JSON.parse(sesEvent('Delivery', about)));
      await local.clients.sns.send(new PublishCommand({ TopicArn: destination.topicArn, Message }));
    }
  };

  return {
    mails,
    publishDeliveries,
    places: { port: local.ports.page, mailboxPort: local.ports.mailbox, smtpPort: local.ports.smtp },
    halt: (service: 'dynamo' | 'ses', halt: Halt) => (service === 'dynamo' ? dynamo : ses).halt(halt),
    /** Kills the workers, and returns how many there were. */
    kill: (): number => {
      const pids = workers();
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      return pids.length;
    },
    stop: async (): Promise<void> => {
      await local.stop();
      await ses.stop();
      await dynamo.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
