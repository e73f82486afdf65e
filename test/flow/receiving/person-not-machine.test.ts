import { expect, test } from 'vitest';
import { capture, conversation, outcomesOf, recorded, relayed, reply } from '../../fakes/worlds/captured-mail.ts';

/** New mails to the saved address, without In-Reply-To. Only their words could make them look automatic. */
const deliveries = [
  [
    'Delivery delay - rebar',
    'The rebar could not be delivered this morning: 450 kg are still at the mill. Call marc@gc.test.',
  ],
  ['Rejected: invoice 7', 'Line 12 was rejected. The 550 kg of plates could not be delivered.'],
  [
    'Returned to sender',
    'Two pallets were returned to sender, code 5.1.2 of the bill of lading; write to marc@gc.test.',
  ],
  ['Not delivered: 12 beams', '12 beams were not delivered, 450 kg each. The address was not found.'],
  ['Quota exceeded on line 12', 'The quota exceeded what we agreed on: 552 hours. See marc@gc.test.'],
  [
    'Échec de livraison des poutres',
    'Les poutres n’ont pas pu être livrées; it could not be delivered: 450 kg. Voir marc@gc.test.',
  ],
  [
    'Delivery failed again',
    'The truck was refused at the gate; 550 units could not be delivered to the following address.',
  ],
  ['Undelivered items', 'The recipient was not found on site. 451 bolts are undelivered.'],
] as const;

const absences = [
  ['En vacances la semaine prochaine - facture 7 approuvée', 'Je l’ai approuvée ce matin.'],
  ["Absente jusqu'au 3, facture 7 approuvée avec réserve", 'Voir la ligne 12.'],
  ['OOO next week, invoice 7 approved', 'Please release the payment before I leave.'],
] as const;

test.each([...deliveries, ...absences])(
  '“%s” from a verified participant is recorded as their reply and relayed (Y37)',
  async (subject, text) => {
    const c = await conversation();
    expect(await outcomesOf(reply(c, { subject, text }))).toEqual([['recorded', null]]);
    const [email] = await recorded(c);
    expect(email).toMatchObject({ kind: 'reply', trust: 'verified', subject, notes: { automatic: null } });
    expect((await relayed(c.w)).toSorted()).toEqual(['bob@client.test', 'chloe@steel.test', 'lea@steel.test']);
  },
);

test('a report that a participant forwards part by part is their reply, and their mail program’s own receipt is not (Y37)', async () => {
  const c = await conversation();
  const mail = (type: string) =>
    Buffer.from(
      [
        ...['From: Anne Roy <anne@gc.test>', `To: ${c.thread}`, 'Subject: Fwd: Undelivered', 'Message-ID: <f@gc.test>'],
        ...['Date: Thu, 01 Oct 2026 08:00:00 -0400', `Content-Type: ${type}; boundary=b`, ''],
        ...['--b', 'Content-Type: text/plain', '', 'Luc never got line 12.', ''],
        ...['--b', 'Content-Type: message/delivery-status', '', 'Final-Recipient: rfc822;luc@gc.test', ''],
        ...['--b', 'Content-Type: message/disposition-notification', '', 'Disposition: manual-action', ''],
        ...['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${c.invoiceMessageId}>`, '', '--b--'],
      ].join('\r\n'),
    );
  expect(await outcomesOf(capture(c.w, mail('multipart/mixed'), { recipients: [c.thread] }))).toEqual([
    ['recorded', null],
  ]);
  expect((await recorded(c))[0]).toMatchObject({ kind: 'reply', body: { text: 'Luc never got line 12.' } });
  const receipt = mail('multipart/report; report-type=disposition-notification');
  await capture(c.w, receipt, { recipients: [c.thread] });
  expect((await recorded(c))[1]).toMatchObject({ kind: 'automatic', notes: { automatic: 'read_receipt' } });
});

test('a header of an automatic mail, or a null return path, makes even a participant’s mail automatic', async () => {
  const c = await conversation();
  const note = { subject: 'En vacances', text: 'Je suis en vacances.' };
  await reply(c, { ...note, headers: ['Auto-Submitted: auto-replied'] });
  await reply(c, { ...note, text: 'Je suis en vacances jusqu’à lundi.' }, { source: null });
  expect((await recorded(c)).map((email) => email.kind)).toEqual(['automatic', 'automatic']);
  expect(await relayed(c.w)).toEqual([]);
});
