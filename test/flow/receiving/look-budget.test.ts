import { describe, expect, test } from 'vitest';
import {
  type Conversation,
  capture,
  conversation,
  outcomesOf,
  recorded,
  relayed,
} from '../../fakes/worlds/captured-mail.ts';
import { attached, mixed, textPart } from '../../fixtures/mail/attached.ts';
import { program, zipOfZips } from '../../fixtures/mail/dangers.ts';

const from = (address: string, body: string): Buffer =>
  Buffer.from(`From: ${address}\r\nSubject: Re: Facture 7\r\nMessage-ID: <bomb@${address}>\r\n${body}`);

const twoBombs = (): string => mixed('a', textPart, attached('plans.zip', zipOfZips()), attached('b.zip', zipOfZips()));

/** The processor time of `run`, in seconds. */
const costOf = async (run: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const boxed = (body: string): string =>
  mixed('m', textPart, `Content-Type: message/rfc822\r\n\r\nFrom: x@y.test\r\n${body}`);

describe('a mail of 30 kB with two zips of zips is quarantined in the same run, within 5 s of processor time (Y07)', () => {
  test.each([
    ['from a participant', 'anne@gc.test', twoBombs(), 'unparseable'],
    ['from a participant, in a message in a message', 'anne@gc.test', boxed(boxed(twoBombs())), 'unparseable'],
    ['from a stranger, whose files are not searched', 'stranger@evil.test', twoBombs(), 'unknown_sender'],
  ])('%s', { timeout: 120_000 }, async (_who, address, body, reason) => {
    const c = await conversation();
    const raw = from(address, body);
    expect(raw.length).toBeLessThan(32_000);
    let outcomes: unknown;
    const cost = await costOf(async () => {
      outcomes = await outcomesOf(capture(c.w, raw, { recipients: [c.thread], source: address }));
    });
    expect(outcomes).toEqual([['quarantined', reason]]);
    expect(cost).toBeLessThan(5);
    expect(await recorded(c)).toEqual([]);
    expect(await relayed(c.w)).toEqual([]);
  });

  test('a mail has one budget, however many files and messages it brings and threads it names', async () => {
    const first = await conversation();
    const second = await conversation(first.w, 'key-2');
    const reads: number[] = [];
    const { read } = first.w.mimeReader;
    first.w.mimeReader.read = (raw, milliseconds) => {
      reads.push(raw.length);
      // The budget is four seconds, and each message takes one.
      if (milliseconds !== undefined) first.w.clock.advance(1_000);
      return read(raw, milliseconds);
    };
    const inner = `Content-Type: message/rfc822\r\n\r\nFrom: x@y.test\r\n\r\nVoir.`;
    const raw = from('anne@gc.test', mixed('a', textPart, ...Array.from({ length: 20 }, () => inner)));
    const threads = [first.thread, second.thread];
    expect(await outcomesOf(capture(first.w, raw, { recipients: threads }))).toEqual([
      ['quarantined', 'unparseable'],
      ['quarantined', 'unparseable'],
    ]);
    expect(reads).toHaveLength(5);
  });
});

describe('files are searched only in a mail that would be recorded', () => {
  const looks = async (c: Conversation, address: string, verdicts = {}) => {
    const { read } = c.w.mimeReader;
    let reads = 0;
    c.w.mimeReader.read = (raw, milliseconds) => {
      reads += 1;
      return read(raw, milliseconds);
    };
    const raw = from(address, boxed(mixed('a', textPart, attached('photo.jpg', program))));
    const [outcome] = await capture(c.w, raw, { recipients: [c.thread], source: address, verdicts });
    c.w.mimeReader.read = read;
    // A capture reads the mail once. A second read is that of the message within it, by the look.
    return { outcome: outcome?.outcome, reason: outcome?.reason, looked: reads > 1 };
  };

  test('not in a stranger’s, a forged one, or one in which SES found a virus, whatever its sender', async () => {
    const c = await conversation();
    expect(await looks(c, 'eve@evil.test')).toEqual({
      outcome: 'quarantined',
      reason: 'unknown_sender',
      looked: false,
    });
    expect(await looks(c, 'anne@gc.test', { dmarc: 'FAIL' })).toMatchObject({
      reason: 'spoof_suspected',
      looked: false,
    });
    expect(await looks(c, 'eve@evil.test', { virus: 'FAIL' })).toMatchObject({ reason: 'malware', looked: false });
    expect(await looks(await conversation(), 'anne@gc.test')).toEqual({
      outcome: 'quarantined',
      reason: 'malware',
      looked: true,
    });
  });
});
