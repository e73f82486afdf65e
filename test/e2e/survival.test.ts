import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommunicationView } from '../../shared/api/shapes/communications.ts';
import { type Client, client, invoice, until } from './client.ts';
import { killStack, newPlace, removeData, type Stack, startStack, stopStack } from './stack.ts';

/** One of these tests kills the local run, as a power cut would, and starts it again on the same data. */
describe('the local run', { timeout: 120_000 }, () => {
  let stack: Stack;
  let api: Client;
  beforeAll(async () => {
    stack = await startStack(await newPlace());
    api = client(stack);
  }, 180_000);
  afterAll(async () => {
    await stopStack(stack);
    await removeData(stack);
  });

  test('mails once for one key, and refuses another body under it', async () => {
    const key = randomUUID();
    const subject = 'Une seule fois';
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.send('usr_amelie', { subject, to: ['cnt_julie'], cc: [] }, { key })),
    );
    expect(answers.map((a) => a.status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    const other = await api.send('usr_amelie', { subject: 'Autre objet', to: ['cnt_julie'], cc: [] }, { key });
    expect(other.status).toBe(422);
    expect(other.json).toMatchObject({ code: 'idempotency-key-reused' });
    const { id } = CommunicationView.parse(answers[0]?.json);
    await until(
      'delivery',
      async () => (await api.thread('usr_amelie', id)).emails[0]?.deliveries[0]?.state === 'delivered',
    );
    expect((await api.messages()).filter((m) => m.subject === subject)).toHaveLength(1);
  });

  test('keeps its data over a power cut between the 202 and the mail, which goes out once or becomes unconfirmed', async () => {
    const before = await api.sent('usr_amelie', { subject: 'Avant la panne', to: ['cnt_julie'], cc: [] });
    await until(
      'its delivery',
      async () => (await api.thread('usr_amelie', before.id)).emails[0]?.deliveries[0]?.state === 'delivered',
    );
    const mailsBefore = (await api.messages()).length;

    const during = await api.sent('usr_amelie', {
      subject: 'Pendant la panne',
      to: ['cnt_julie', 'cnt_david'],
      cc: [],
    });
    await killStack(stack);
    stack = await startStack(stack);
    api = client(stack);

    expect((await api.messages()).filter((m) => m.subject === 'Avant la panne')).toHaveLength(1);
    expect((await api.messages()).length).toBeGreaterThanOrEqual(mailsBefore);
    expect((await api.thread('usr_amelie', before.id)).emails[0]?.deliveries[0]?.state).toBe('delivered');

    const settled = await until(
      'a final or visible state for both',
      async () => {
        const thread = await api.thread('usr_amelie', during.id);
        const states = thread.emails[0]?.deliveries.map((d) => d.state) ?? [];
        return states.length === 2 && states.every((s) => s === 'delivered' || s === 'unconfirmed') ? thread : null;
      },
      170_000,
    );
    for (const delivery of settled.emails[0]?.deliveries ?? []) {
      const mails = (await api.messages()).filter(
        (m) => m.subject === 'Pendant la panne' && [m.envelope.to].flat().includes(delivery.address),
      );
      expect(mails.length).toBeLessThanOrEqual(1);
      if (delivery.state === 'delivered') expect(mails).toHaveLength(1);
    }
    const replay = await api.call('usr_amelie', 'GET', `${invoice}/communications`);
    expect(replay.text).toContain('Pendant la panne');
  }, 240_000);

  test('ends cleanly on Ctrl-C and leaves no process behind', async () => {
    const pid = stack.process.pid ?? 0;
    expect(await stopStack(stack)).toBe(0);
    expect(() => process.kill(-pid, 0)).toThrow(/ESRCH/);
  });
});
