import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

/** Accepts every mail and counts mails by their tags. The account's rate is the first argument. */

const rate = Number(process.argv[2]);

const Send = z.object({
  Content: z.object({ Raw: z.object({ Data: z.string() }) }),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })),
});

const account = {
  EnforcementStatus: 'HEALTHY',
  SendingEnabled: true,
  SendQuota: { Max24HourSend: -1, MaxSendRate: rate, SentLast24Hours: 0 },
};

const instants: number[] = [];
const mails = new Map<string, number>();
let bytes = 0;

const take = (body: unknown, at: number): object => {
  const { Content, EmailTags } = Send.parse(body);
  const about = JSON.stringify(EmailTags.map(({ Value }) => Value));
  mails.set(about, (mails.get(about) ?? 0) + 1);
  bytes += Content.Raw.Data.length;
  return { MessageId: `0100-${instants.push(at)}` };
};

/**
 * `inASecond`: the number of mails in each one-second window that starts with a mail. `seconds`: from first to last.
 */
const report = () => {
  instants.sort((a, b) => a - b);
  let end = 0;
  const inASecond = instants.map((from, i) => {
    while ((instants[end] ?? Number.POSITIVE_INFINITY) < from + 1000) end += 1;
    return end - i;
  });
  const seconds = ((instants.at(-1) ?? 0) - (instants[0] ?? 0)) / 1000;
  const twice = [...mails.values()].filter((times) => times > 1).length;
  return { mails: instants.length, different: mails.size, twice, inASecond, seconds, bytes };
};
export type SesReport = ReturnType<typeof report>;

/** A mail is timed when its request arrives, as at SES, not when its body has been read. */
const server = createServer(async (request, response) => {
  const at = performance.now();
  const isSend = request.method === 'POST';
  const answer = isSend ? take(await json(request), at) : account;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` });
});
process.on('message', () => process.send?.(report()));
process.on('disconnect', () => process.exit(0));
