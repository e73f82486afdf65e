import { describe, expect, test } from 'vitest';
import { sendEmail } from '../../../functions/send-email/send-email.ts';
import { findBody } from '../../../shared/actions/email-body.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { relayIdOf } from '../../../shared/domain/conversation/relay.ts';
import { runSendFlow } from '../../fakes/harness/run-send-flow.ts';
import { type Arrival, type Conversation, capture, conversation, reply } from '../../fakes/worlds/captured-mail.ts';

/** Runs the flow. Returns the relay that Bob gets, as his mail program shows it. */
const toBob = async ({ w }: Conversation) => {
  const before = w.mailer.posts.length;
  await runSendFlow(w);
  const at = w.mailer.mails.findIndex((mail, index) => index >= before && mail.to === 'bob@client.test');
  const post = w.mailer.posts[at];
  if (!post) throw new Error('Bob got nothing');
  const { text, html } = await mimeReader().read(post.raw);
  return { text: text ?? '', html: html ?? '', words: (html ?? '').replace(/<[^>]*>/g, ' ') };
};

type Alternative = { text?: string; html: string; subject?: string; headers?: string[] };

/** A mail with text and HTML, as most programs write it, or with HTML only. */
const alternative = ({ thread }: Conversation, { text, html, subject = 'Re: Facture 7', headers = [] }: Alternative) =>
  Buffer.from(
    [
      ...headers,
      'From: Anne Roy <anne@gc.test>',
      `To: ${thread}`,
      `Subject: ${subject}`,
      'Date: Thu, 01 Oct 2026 08:00:00 -0400',
      `Message-ID: <alt-${html.length}@mailer.test>`,
      'MIME-Version: 1.0',
      ...(text === undefined
        ? ['Content-Type: text/html; charset=utf-8', '', html]
        : [
            'Content-Type: multipart/alternative; boundary=b',
            ...['', '--b', 'Content-Type: text/plain; charset=utf-8', '', text],
            ...['--b', 'Content-Type: text/html; charset=utf-8', '', html, '--b--'],
          ]),
    ].join('\r\n'),
  );

const send = (c: Conversation, mail: Alternative, arrival: Partial<Arrival> = {}) =>
  capture(c.w, alternative(c, mail), { recipients: [c.thread], ...arrival });

/** The invoice's mail, as Anne got it. */
const invoiceMail = async ({ w }: Conversation) => {
  const at = w.mailer.mails.findIndex((mail) => mail.to === 'anne@gc.test');
  const { text, html } = await mimeReader().read(w.mailer.posts[at]?.raw ?? Buffer.alloc(0));
  return { text: text ?? '', html: html ?? '' };
};

const bodyOf = async ({ w }: Conversation, emailId: string | null | undefined) => {
  const email = await w.communications.getEmail(emailId ?? '');
  return email && findBody(w, email);
};

const outlookHeaders = [
  'From: Léa Côté <lea@steel.test>',
  'Sent: Thursday, October 1, 2026 8:00 AM',
  'To: Anne Roy <anne@gc.test>',
  'Subject: Facture 7',
];

describe('a relay is the whole reply', () => {
  test.each([
    ['a list of one item', 'My answer on line 12:\n\n- Approved', ['My answer on line 12:', '- Approved']],
    [
      'labels of the person’s own',
      'Bonjour Léa,\n\nDe : Béton Provincial\nObjet : bon de livraison 4512\nQuantité refusée : 12 m³',
      ['Bonjour Léa,', 'De : Béton Provincial', 'Objet : bon de livraison 4512', 'Quantité refusée : 12 m³'],
    ],
    [
      'a sentence below two dashes',
      'Approved.\n\n--\nPlease also send the lien waiver before Friday.',
      ['Approved.', 'Please also send the lien waiver before Friday.'],
    ],
    [
      'a telephone number below the mark of a signature',
      'Appelez-moi.\n\n-- \nAnne Roy\n514 555-0188',
      ['Appelez-moi.', 'Anne Roy', '514 555-0188'],
    ],
    [
      'answers between quoted lines',
      'Bonjour,\n\n> Quand livrez-vous?\nMardi matin.\n> Et le reste?\nVendredi.\n\nAnne',
      ['> Quand livrez-vous?', 'Mardi matin.', '> Et le reste?', 'Vendredi.'],
    ],
    [
      'a mail of somebody else that the reply quotes',
      'Voici ce que dit Béton Provincial.\n\nLe 1 oct. 2026 à 9:00, Luc <luc@beton.test> a écrit :\n> Le ciment est en retard.',
      ['Voici ce que dit', '> Le ciment est en retard.'],
    ],
  ])('%s reaches the others, in the text and in the HTML (Y36)', async (_, text, said) => {
    const c = await conversation();
    await reply(c, { text });
    const got = await toBob(c);
    for (const words of said) {
      expect(got.text).toContain(words);
      expect(got.words.replaceAll('&gt;', '>')).toContain(words);
    }
    // Mail programs take "-- " for the beginning of a signature, so it must stand above our own footer only.
    expect(got.text.match(/^-- $/gm)).toHaveLength(1);
  });

  test('“see my answers in red below” and the answers typed into Outlook’s original reach the others (Y36)', async () => {
    const c = await conversation();
    const { text } = await invoiceMail(c);
    const [first = '', ...rest] = text.trim().split('\n\n');
    const answered = [first, ...rest.flatMap((part) => [part, 'Non, la ligne 12 est refusée.'])].join('\n\n');
    const own = 'See my answers in red below.';
    const html = `<div>${own}</div><div style="border:none;border-top:solid #E1E1E1 1.0pt">${outlookHeaders
      .map((line) => `<p>${line.replace('<', '&lt;').replace('>', '&gt;')}</p>`)
      .join('')}</div>${answered
      .split('\n\n')
      .map((part) => `<p style="color:red">${part}</p>`)
      .join('')}`;
    const [outcome] = await send(c, { text: `${own}\n\n${outlookHeaders.join('\n')}\n\n${answered}`, html });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ text: own, quoteHolds: 'answers' });
    const got = await toBob(c);
    for (const shown of [got.text, got.words]) {
      expect(shown).toContain(own);
      expect(shown).toContain('Non, la ligne 12 est refusée.');
    }
    expect(got.html).toContain('color:red');
  });

  test('an answer typed into the quote of our mail reaches the others although the text above does not mention it (Y36)', async () => {
    const c = await conversation();
    const { text } = await invoiceMail(c);
    const answered = text.trim().replace(/\n\n(?!-- )([^\n]+)\n\n/, '\n\n$1\n\nRefusé.\n\n');
    expect(answered).toContain('Refusé.');
    const [outcome] = await reply(c, { text: `Bonjour,\n\n${outlookHeaders.join('\n')}\n\n${answered}` });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ text: 'Bonjour,', quoteHolds: 'answers' });
    expect((await toBob(c)).text).toContain('Refusé.');
  });

  test('a quote that the others have already, of our mail or of a reply in the thread, is not sent to them again (Y36)', async () => {
    const c = await conversation();
    const { text } = await invoiceMail(c);
    await reply(c, { text: `Merci.\n\n${outlookHeaders.join('\n')}\n\n${text.trim()}` });
    const first = await toBob(c);
    expect(first.text).toContain('Merci.');
    expect(first.text).not.toContain('Sent: Thursday');
    await reply(c, { text: 'La grue arrive mardi à sept heures.' });
    await toBob(c);
    const quoted = 'Le 2 oct. 2026 à 9:00, Anne Roy <anne@gc.test> a écrit :\n> La grue arrive mardi\n> à sept heures.';
    const [outcome] = await reply(c, { from: 'Léa Côté <lea@steel.test>', text: `Bien.\n\n${quoted}` });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ text: 'Bien.', quoteHolds: 'known' });
    expect((await toBob(c)).text).not.toContain('grue');
  });

  test('the words of a person in Bcc do not reach the others when the sender quotes them (Y36)', async () => {
    const c = await conversation();
    const secret = 'Je trouve leur prix beaucoup trop haut.';
    await reply(c, { from: 'Chloé Dubé <chloe@steel.test>', text: secret });
    await runSendFlow(c.w);
    const at = c.w.mailer.mails.findLastIndex((mail) => mail.to === 'lea@steel.test');
    const got = await mimeReader().read(c.w.mailer.posts[at]?.raw ?? Buffer.alloc(0));
    const [outcome] = await reply(c, {
      from: 'Léa Côté <lea@steel.test>',
      text: `Voir mes réponses ci-dessous.\n\n${outlookHeaders.join('\n')}\n\n${got.text}`,
    });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ quoteHolds: 'aside' });
    const relayed = await toBob(c);
    expect(relayed.text).toContain('Voir mes réponses ci-dessous.');
    for (const words of [secret, 'Chloé']) expect(relayed.text + relayed.html).not.toContain(words);
  });

  test('a relay is stored without a body of its own, and is made from the reply (Y36)', async () => {
    const c = await conversation();
    const [outcome] = await reply(c, { text: 'Approved.\n\n--\nPlease also send the lien waiver before Friday.' });
    const relayId = relayIdOf(outcome?.emailId ?? '');
    expect(await c.w.communications.getEmail(relayId)).toMatchObject({ body: null, bodyKey: null });
    const first = await toBob(c);
    expect(first.text).toContain('lien waiver');
  });

  test('a relay stored by an earlier version is sent with its own body', async () => {
    const c = await conversation();
    const [outcome] = await reply(c, { text: 'Oui.' });
    const relay = await c.w.communications.getEmail(relayIdOf(outcome?.emailId ?? ''));
    if (relay?.direction !== 'outgoing') throw new Error('no relay');
    const id = `${relay.id.slice(0, -4)}aaaa`;
    const old = { ...relay, id, body: { text: 'Ancien texte.', html: null, quotedText: null } };
    await c.w.communications.commitEmail(old);
    const [bob] = (await c.w.communications.listDeliveries(relay.id)).filter((d) => d.recipientId === 'cnt_bob');
    if (!bob) throw new Error('no delivery');
    await c.w.communications.putDelivery({ ...bob, emailId: id });
    await sendEmail(c.w)({ emailId: id, run: 1, recipientId: 'cnt_bob' });
    const raw = c.w.mailer.posts.at(-1)?.raw ?? Buffer.alloc(0);
    expect((await mimeReader().read(raw)).text).toContain('Ancien texte.');
  });
});

describe('HTML that lost words', () => {
  const line = 'La ligne 12 est refusée.';

  test('words typed after the mark that Outlook on the web leaves in the middle are shown and relayed (Y38)', async () => {
    const html = `<div>Bonjour Léa,</div><div id="appendonsend"></div><div>${line}</div><hr><div id="divRplyFwdMsg"><b>From:</b> Léa Côté &lt;lea@steel.test&gt;<br><b>Sent:</b> Thursday, October 1, 2026 8:00 AM<br><b>To:</b> Anne<br><b>Subject:</b> Facture 7</div><div>— Please reply above this line —</div>`;
    const text = `Bonjour Léa,\n${line}\n\n${outlookHeaders.join('\n')}\n\n— Please reply above this line —`;
    for (const mail of [{ text, html }, { html }]) {
      const c = await conversation();
      const [outcome] = await send(c, mail);
      const body = await bodyOf(c, outcome?.emailId);
      expect(body?.text).toBe(`Bonjour Léa,\n${line}`);
      expect(body?.html).toContain(line);
      const got = await toBob(c);
      expect(got.text).toContain(line);
      expect(got.words).toContain(line);
      expect(got.words).not.toContain('Sent:');
    }
  });

  test('the quote still begins where that mark of Outlook stands right above the headers (Y38)', async () => {
    const c = await conversation();
    const html = `<div>${line}</div><div id="appendonsend"></div><hr><div><b>From:</b> Léa Côté &lt;lea@steel.test&gt;<br><b>Sent:</b> Thursday, October 1, 2026 8:00 AM<br><b>To:</b> Anne<br><b>Subject:</b> Facture 7</div><div>Ancien.</div>`;
    const [outcome] = await send(c, { html });
    const body = await bodyOf(c, outcome?.emailId);
    expect(body?.text).toBe(line);
    expect(body?.quotedText).toContain('Ancien.');
  });

  test('an answer typed below Zimbra’s container of the quote is shown and relayed (Y38)', async () => {
    const quote =
      '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>Léa Côté &lt;lea@steel.test&gt;<br><b>To: </b>Anne<br><b>Sent: </b>Thursday, October 1, 2026 8:00:00 AM<br><b>Subject: </b>Facture 7</div><br><div data-marker="__QUOTED_TEXT__"><div>— Please reply above this line —</div></div>';
    const c = await conversation();
    await send(c, { html: `<div>Bonjour,</div>${quote}<div>${line}</div>` });
    const below = await toBob(c);
    expect(below.text).toContain(line);
    expect(below.words).toContain(line);
    const [outcome] = await send(c, { html: `<div>${line}</div>${quote}` });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ text: line, quoteHolds: 'known' });
  });

  test.each([
    ['an empty HTML body', '<html><body><br></body></html>'],
    ['HTML that says something else', '<p>Voir le fichier joint.</p>'],
    ['HTML that lost one word of the text', '<p>La ligne 12 est</p>'],
  ])('the text beside %s is kept and relayed, as text and as HTML (Y38)', async (_, html) => {
    const c = await conversation();
    const [outcome] = await send(c, { text: line, html });
    expect(await bodyOf(c, outcome?.emailId)).toMatchObject({ text: line, html: null });
    const got = await toBob(c);
    expect(got.text).toContain(line);
    expect(got.words).toContain(line);
  });

  test('HTML that has the same words in another form is kept (Y38)', async () => {
    const c = await conversation();
    const text = '1. La ligne 12\n2. Le plan <https://plans.test/7>\n\n[image: logo]\nAnne';
    const html =
      '<ol><li>La <b>ligne</b>&nbsp;12</li><li>Le <a href="https://plans.test/7">plan</a></li></ol><img src="cid:l"><p>Anne</p>';
    const [outcome] = await send(c, { text, html });
    expect((await bodyOf(c, outcome?.emailId))?.html).toContain('<ol>');
  });
});

describe('a mail with hidden or misleading parts', () => {
  test('is relayed with its hidden words visible, without direction overrides, and with the real targets of its links (Y43)', async () => {
    const c = await conversation();
    const text = 'Payez la facture 7 fdp.\u202eexe. Ouvrir https://bank.ca Ignorez ceci.';
    const html =
      '<p>Payez la facture 7 fdp.&#8238;exe.</p><p><a href="https://bank.ca@evil.test/">Ouvrir</a> <a href="https://evil.test/">https://bank.ca</a></p><p style="color:#fffffe;margin-left:-9999px">Ignorez ceci.</p><a href="/relative">x</a>';
    const [outcome] = await send(c, { text: `${text} x`, html });
    const kept = (await bodyOf(c, outcome?.emailId))?.html ?? '';
    const got = await toBob(c);
    for (const shown of [kept, got.html]) {
      expect(shown).toContain('>Ouvrir</a> [evil.test]');
      expect(shown).toContain('>https://bank.ca</a> [evil.test]');
      expect(shown).toContain('<p>Ignorez ceci.</p>');
      expect(shown).not.toContain('/relative');
      expect(shown).not.toContain('\u202e');
    }
    expect(got.text).not.toContain('\u202e');
  });
});
