import { expect, test } from 'vitest';
import { mostReportsPerEmail } from '../../../shared/domain/limits.ts';
import { capture, conversation, recorded, relayed } from '../../fakes/worlds/captured-mail.ts';
import { corpus, standIns } from '../../fixtures/mail/corpus.ts';

/** Works on bytes, since the mails are in all kinds of charsets. */
const withThread = (raw: Buffer, address: string, messageId: string): Buffer =>
  Buffer.from(
    raw.toString('latin1').replaceAll(standIns.address, address).replaceAll(standIns.messageId, messageId),
    'latin1',
  );

/** Captures these mails in a conversation of their own, expects the texts of all replies, and returns the decisions. */
const captureAll = async (mails: typeof corpus): Promise<Record<string, string>> => {
  const c = await conversation();
  const decided: Record<string, string> = {};
  for (const { name, expected, raw } of mails) {
    const mail = withThread(raw, c.thread, c.invoiceMessageId)
      .toString('latin1')
      .replace(/com_a{26}(?=@)/g, c.communicationId);
    const [outcome] = await capture(c.w, Buffer.from(mail, 'latin1'), {
      id: `corpus-${name}`,
      recipients: expected.recipients ?? [c.thread],
      ...(expected.returnPath === undefined ? {} : { source: expected.returnPath }),
      verdicts: expected.verdicts ?? {},
    });
    const held = outcome?.outcome === 'quarantined';
    decided[name] = held ? `quarantined:${outcome.reason}` : (outcome?.outcome ?? 'nothing');
  }
  const people = mails.filter(({ expected }) => expected.kind === 'human' && expected.decision === 'recorded');
  const replies = (await recorded(c)).filter((email) => email.kind === 'reply');
  expect(replies).toHaveLength(people.length);
  const texts = new Map(
    people.map(({ name, expected }) => [`corpus-${name}`, expected.text.replaceAll(standIns.address, c.thread)]),
  );
  for (const { sesMessageId, body } of replies)
    expect(body?.text, sesMessageId ?? '').toBe(texts.get(sesMessageId ?? ''));
  if (people.length > 0) expect(await relayed(c.w)).not.toEqual([]);
  return decided;
};

/** Each capture reads through the conversation, so the size is kept to that of a long real one. */
const perConversation = 50;

/** Reports need smaller batches: five are kept for one email, and further ones only counted. */
const isReport = ({ expected: { kind } }: (typeof corpus)[number]): boolean => kind === 'report' || kind === 'bounce';

const inBatches = (mails: typeof corpus, size: number): (typeof corpus)[] =>
  Array.from({ length: Math.ceil(mails.length / size) }, (_, n) => mails.slice(n * size, (n + 1) * size));

const batches = [
  ...inBatches(corpus.filter(isReport), mostReportsPerEmail),
  ...inBatches(
    corpus.filter((mail) => !isReport(mail)),
    perConversation,
  ),
];

test('every mail of the corpus reaches its thread and is recorded, quarantined, dropped or parked as expected', {
  timeout: 120_000,
}, async () => {
  for (const mails of batches) {
    const expected = Object.fromEntries(mails.map(({ name, expected }) => [name, expected.decision]));
    expect(await captureAll(mails)).toEqual(expected);
  }
});
