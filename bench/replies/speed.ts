import { simpleParser } from 'mailparser';
import { captureReply } from '../../functions/capture-reply/capture-reply.ts';
import { arrive, conversation, newWorld } from '../../test/fakes/worlds/captured-mail.ts';
import { corpus } from '../../test/fixtures/mail/corpus.ts';
import { median } from '../throughput/figures.ts';

/** Megabytes per second of the whole capture with in-memory stores, and of mailparser alone on the same mails. */
export type Speed = { mails: string; bytes: number; capture: number; mailparser: number };

const withFile = (index: number, bytes: number): Buffer => {
  const lines = Buffer.alloc(bytes, `${'QUJD'.repeat(19)}\r\n`);
  const head = `From: Anne Roy <anne@gc.test>\r\nSubject: Plans ${index}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe plans ${index}.\r\n--b\r\nContent-Type: application/pdf; name=plans.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), lines, Buffer.from('--b--\r\n')]);
};

const timed = async (raws: readonly Buffer[], work: (raw: Buffer) => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  for (const raw of raws) await work(raw);
  return performance.now() - start;
};

/** Real conversations have some tens of mails, so a new one starts after this many. */
const perConversation = 40;

const capturing = async (raws: readonly Buffer[]): Promise<number> => {
  let spent = 0;
  for (let from = 0; from < raws.length; from += perConversation) {
    const c = await conversation(newWorld());
    const receipts = [];
    for (const raw of raws.slice(from, from + perConversation))
      receipts.push(await arrive(c.w, raw, { recipients: [c.thread] }));
    const run = captureReply(c.w);
    const start = performance.now();
    for (const receipt of receipts) await run(receipt);
    spent += performance.now() - start;
  }
  return spent;
};

const compare = async (mails: string, raws: readonly Buffer[], rounds: number): Promise<Speed> => {
  const bytes = raws.reduce((sum, raw) => sum + raw.length, 0);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const one = await capturing(raws);
    const other = await timed(raws, (raw) => simpleParser(raw, { skipImageLinks: true }));
    // The first round is a warm-up for both.
    if (round > 0) {
      ours.push(one);
      theirs.push(other);
    }
  }
  const rate = (times: number[]) => bytes / 1e6 / (median(times) / 1000);
  return { mails, bytes, capture: rate(ours), mailparser: rate(theirs) };
};

export const speeds = async (): Promise<Speed[]> => [
  await compare(
    `the corpus, ${corpus.length} mails`,
    corpus.map(({ raw }) => raw),
    5,
  ),
  await compare(
    '20 mails with a file of 1 MB',
    Array.from({ length: 20 }, (_, index) => withFile(index, 1_370_000)),
    5,
  ),
];
