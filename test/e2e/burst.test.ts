import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { expect, inject, test } from 'vitest';
import { listOf } from '../../shared/api/shapes-parameters.ts';
import { HeldMail } from '../../shared/api/shapes-quarantine.ts';
import { zipOfZips } from '../fixtures/mail/dangers.ts';
import { client, project, until } from './client.ts';

const julie = 'julie.bouchard@beaurivage.test';
const api = client(inject('place'));

const conversation = async () => {
  const subject = `Rafale ${randomUUID()}`;
  const com = await api.sent('usr_amelie', { subject, to: ['cnt_julie'], cc: [] });
  const copy = await until('the mail', async () => (await api.messagesTo(julie)).find((m) => m.subject === subject));
  const mail = await simpleParser(await api.message(copy.id));
  return { id: com.id, subject, to: mail.from?.value[0]?.address ?? '' };
};

const bombTo = (to: string, from: string) =>
  api.smtp.sendMail({
    from,
    to,
    subject: 'Plans',
    text: `Voir ci-joint. ${randomUUID()}`,
    attachments: ['a.zip', 'b.zip'].map((filename) => ({ filename, content: zipOfZips() })),
  });

test('Y08 twenty ordinary replies beside six zips of zips are in their tabs within ten seconds, and the six in quarantine', {
  timeout: 120_000,
}, async () => {
  const threads = [await conversation(), await conversation()];
  // The first reply starts the function; the twenty are to find it as they would on an ordinary day.
  for (const { to } of threads) await api.smtp.sendMail({ from: julie, to, subject: 'Re', text: 'Première.' });
  const replies = async () =>
    Promise.all(threads.map(async ({ id }) => (await api.thread('usr_amelie', id)).replyCount));
  await until('the first replies', async () => (await replies()).every((count) => count === 1));

  const begin = Date.now();
  const bombs = threads.flatMap(({ to }) => ['eve@evil.test', julie, julie].map((from) => bombTo(to, from)));
  const ordinary = threads.flatMap(({ to, subject }) =>
    Array.from({ length: 10 }, (_, n) =>
      api.smtp.sendMail({ from: julie, to, subject: `Re: ${subject}`, text: `Réponse ${n}.` }),
    ),
  );
  await Promise.all([...bombs, ...ordinary]);
  await until('twenty replies', async () => (await replies()).every((count) => count === 11), 60_000);
  expect(Date.now() - begin).toBeLessThan(10_000);

  const held = async () => {
    const { items } = await api.get('usr_amelie', `${project}/quarantine?limit=100`, listOf(HeldMail));
    return items
      .filter(({ communicationId }) => threads.some(({ id }) => id === communicationId))
      .map(({ reason }) => reason)
      .sort();
  };
  const reasons = await until('six held back', async () => {
    const found = await held();
    return found.length === 6 && found;
  });
  expect(reasons).toEqual([...Array(2).fill('unknown_sender'), ...Array(4).fill('unparseable')]);
});
