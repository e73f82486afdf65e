import { expect, test } from 'vitest';
import { capture, conversation, kept } from '../../fakes/worlds/captured-mail.ts';

/** The size limit of a DynamoDB item, in bytes. Attribute names count towards it. */
const maxItemBytes = 400_000;

const wide = (characters: number): string => '漢'.repeat(characters);

/** A mail with more people and files than are kept, with the longest names, and with as much text as an item takes. */
const longest = (thread: string): Buffer => {
  const boxes = Array.from({ length: 110 }, (_, n) => `"${wide(250)}" <${wide(80)}${n}@${wide(60)}.test>`).join(
    ',\r\n ',
  );
  const file = (n: number) => [
    ...['--b', `Content-Type: image/${'x'.repeat(120)}; name="${wide(240)}${n}.png"`],
    ...[`Content-ID: <${n}${wide(240)}>`, 'Content-Disposition: inline', '', `${n}`],
  ];
  const lines = [
    ...['From: Anne Roy <anne@gc.test>', `To: ${thread}, ${boxes}`, `Cc: ${boxes}`, `Subject: ${wide(998)}`],
    ...['Date: Thu, 01 Oct 2026 08:00:00 -0400', `Message-ID: <${wide(990)}@x>`],
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', ''],
    wide(21_000),
    ...Array.from({ length: 250 }, (_, n) => file(n)).flat(),
    '--b--',
  ];
  return Buffer.from(lines.join('\r\n'));
};

test.each([
  ['recorded', 'PASS'],
  ['quarantined', 'FAIL'],
] as const)('a mail with the longest fields is %s, and its item fits into the table (Y01)', async (outcome, dmarc) => {
  const c = await conversation();
  const [captured] = await capture(c.w, longest(c.thread), { recipients: [c.thread], verdicts: { dmarc } });
  expect(captured?.outcome).toBe(outcome);
  const email = await kept(c, captured?.emailId);
  expect(Buffer.byteLength(JSON.stringify(email))).toBeLessThan(maxItemBytes);
  expect([email.to.length, email.cc.length, email.attachments.length].every((count) => count > 10)).toBe(true);
});
