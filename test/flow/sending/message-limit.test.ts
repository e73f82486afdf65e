import { expect, test } from 'vitest';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import { documentKey, documentTemplate } from '../../../shared/domain/files/file-keys.ts';
import { maxAttachmentCount, maxMessageLength, maxSubjectLength } from '../../../shared/domain/limits.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import {
  type ApiWorld,
  expectRefused,
  invoicePath,
  seededWorld,
  send,
  sendBody,
} from '../../fakes/worlds/api-world.ts';

/** SES's limit, written out here so that the test does not depend on the product's own constant. */
const sesMaxBytes = 40_000_000;

const composer = async ({ call }: ApiWorld) => (await call('usr_admin', 'GET', `${invoicePath}/composer`)).json;

const storeDocument = async (built: ApiWorld, bytes: number): Promise<void> => {
  const key = documentKey('prj_a', (await composer(built)).invoiceVersion, documentTemplate, 'fr');
  await built.w.files.put(key, Buffer.alloc(bytes, '%'), 'application/pdf', { sha256: 'a'.repeat(64), pages: '9' });
};

/** Uploads the maximum number of files, which have `bytes` bytes together. */
const uploads = (built: ApiWorld, bytes: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: maxAttachmentCount }, (_, i) => {
      const part = Math.floor(bytes / maxAttachmentCount);
      const size = i === 0 ? bytes - part * (maxAttachmentCount - 1) : part;
      return built.upload('usr_admin', `fichier ${i}.txt`, 'text/plain', Buffer.alloc(size, 'x'));
    }),
  );

const longest = { subject: '材'.repeat(maxSubjectLength), message: `<p>${'材'.repeat(maxMessageLength - 7)}</p>` };

test('a message at every limit is posted below 40 MB, one byte more is refused with the number, and a message that turns out larger fails unposted (L02)', async () => {
  const built = await seededWorld({ mimeWriter: mimeWriter(), htmlCleaner: htmlCleaner() });
  const { w } = built;
  const room = async (): Promise<number> => (await composer(built)).attachmentLimits.totalBytes;

  await storeDocument(built, 400_000);
  expect(await room()).toBe(28_000_000);
  const full = await uploads(built, 28_000_000);
  expect((await send(built, { ...longest, attachmentIds: full }, 'full')).status).toBe(202);
  await runSendFlow(w);
  expect(w.mailer.mails).toHaveLength(1);
  const posted = w.mailer.posts[0]?.raw.length ?? 0;
  expect(posted).toBeLessThan(sesMaxBytes);
  expect(posted).toBeGreaterThan(0.98 * sesMaxBytes);

  await storeDocument(built, 5_000_000);
  expect(await room()).toBe(23_400_000);
  const [whole, one] = [await uploads(built, 23_400_000), await uploads(built, 23_400_001)];
  const body = await sendBody(built, { attachmentIds: one });
  const refused = await expectRefused(built, { status: 413, code: 'payload-too-large' }, () =>
    built.call('usr_admin', 'POST', `${invoicePath}/communications`, {
      body,
      headers: { 'idempotency-key': 'one' },
    }),
  );
  expect(refused.json.detail).toContain('23400000');

  const before = w.mailer.posts.length;
  expect((await send(built, { attachmentIds: whole }, 'grown')).status).toBe(202);
  await storeDocument(built, 8_000_000);
  await runSendFlow(w);
  expect(w.mailer.posts).toHaveLength(before);
  const [delivery] = await w.communications.listDeliveries(w.sendFlow.started.at(-1)?.input.emailId ?? '');
  expect(delivery?.latest).toMatchObject({ state: 'failed', detail: 'too_large' });
}, 60_000);
