import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { expect, inject, test } from 'vitest';
import { CommunicationView } from '../../shared/api/shapes/communications.ts';
import { listOf } from '../../shared/api/shapes/parameters.ts';
import { QuarantinedMail } from '../../shared/api/shapes/quarantine.ts';
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

test('twenty ordinary replies reach their tabs beside six zips of zips, which are quarantined (Y08)', {
  timeout: 120_000,
}, async () => {
  const threads = [await conversation(), await conversation()];
  // The first replies start all copies of the functions that the local run allows, so that the others find them warm,
  // as on an ordinary day.
  const first = 3;
  for (const { to } of threads)
    await Promise.all(
      Array.from({ length: first }, (_, n) =>
        api.smtp.sendMail({ from: julie, to, subject: 'Re', text: `Première ${n}.` }),
      ),
    );
  const replies = () =>
    Promise.all(
      threads.map(async ({ id }) => {
        const { json } = await api.call('usr_amelie', 'GET', `${project}/communications/${id}?limit=1`);
        return CommunicationView.parse(json).replyCount;
      }),
    );
  const all = async (count: number) => {
    await sleep(300);
    return (await replies()).every((one) => one === count);
  };
  await until('the first replies', () => all(first), 60_000);

  const begin = Date.now();
  const bombs = threads.flatMap(({ to }) => ['eve@evil.test', julie, julie].map((from) => bombTo(to, from)));
  const ordinary = threads.flatMap(({ to, subject }) =>
    Array.from({ length: 10 }, (_, n) =>
      api.smtp.sendMail({ from: julie, to, subject: `Re: ${subject}`, text: `Réponse ${n}.` }),
    ),
  );
  await Promise.all([...bombs, ...ordinary]);
  await until('twenty replies', () => all(first + 10), 60_000);
  // The time is printed and not asserted, because ten seconds are promised only for a machine that does nothing else.
  console.log(`twenty replies beside six zips of zips were all in their tabs after ${Date.now() - begin} ms`);

  const held = async () => {
    const { items } = await api.get('usr_amelie', `${project}/quarantine?limit=100`, listOf(QuarantinedMail));
    return items
      .filter(({ communicationId }) => threads.some(({ id }) => id === communicationId))
      .map(({ reason }) => reason)
      .sort();
  };
  const reasons = await until('six quarantined mails', async () => {
    const found = await held();
    return found.length === 6 && found;
  });
  expect(reasons).toEqual([...Array(2).fill('unknown_sender'), ...Array(4).fill('unparseable')]);
});
