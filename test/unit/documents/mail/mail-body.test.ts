import { describe, expect, test } from 'vitest';
import { type MailBody, mailBody } from '../../../../shared/documents/mail/mail-body.ts';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';
import { mailWords } from '../../../../shared/words/words.ts';

const mail = (parts: Partial<MailBody> = {}): MailBody => ({
  kind: 'invoice',
  language: 'fr',
  authorName: 'Amélie Tremblay',
  body: { text: 'Bonjour,\n\nvoici la facture.', html: '<p>Bonjour,</p><p>voici la facture.</p>', quotedText: null },
  documentName: 'Facture 7.pdf',
  visibility: 'thread',
  link: null,
  ...parts,
});

describe('an invoice mail', () => {
  test.each(['en', 'fr'] as const)(
    'in %s begins with the marker, names the attachment and explains how to answer',
    (language) => {
      const { text, html } = mailBody(mail({ language }));
      for (const body of [text, html]) {
        expect(body).toContain('voici la facture.');
        expect(body).toContain('Facture 7.pdf');
        expect(body).toContain(language === 'fr' ? 'Répondez à ce courriel' : 'Reply to this email');
      }
      expect(text.startsWith(`— ${mailWords(language).marker} —`)).toBe(true);
      expect(html).toContain(`<html lang="${language}-CA">`);
    },
  );

  test('without a message still names its attachment', () => {
    const empty = { text: '', html: null, quotedText: null };
    expect(mailBody(mail({ body: empty })).text).toContain(
      'Veuillez trouver la facture ci-jointe\u00a0: Facture 7.pdf',
    );
    expect(mailBody(mail({ body: empty, language: 'en' })).text).toContain(
      'Please find the invoice attached: Facture 7.pdf',
    );
  });

  test('shows a link if there is one', () => {
    expect(mailBody(mail()).text).not.toContain('http');
    const linked = mailBody(mail({ link: 'https://courriel.test/a?b=1&c=2' }));
    expect(linked.text).toContain('https://courriel.test/a?b=1&c=2');
    expect(linked.html).toContain('href="https://courriel.test/a?b=1&amp;c=2"');
  });

  test('escapes every value, and makes paragraphs of a plain text', () => {
    const { html } = mailBody(
      mail({ documentName: '<img src=x>.pdf', body: { text: 'a < b & c\nd\n\ne', html: null, quotedText: null } }),
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('a &lt; b &amp; c<br>d</p>');
  });
});

describe('a relay', () => {
  const relay = (parts: Partial<MailBody> = {}) =>
    mailBody(mail({ kind: 'relay', documentName: null, authorName: 'Julie <b>', ...parts }));

  test('names the author above what they wrote', () => {
    const { text, html } = relay();
    expect(text.indexOf('Réponse de Julie <b>\u00a0:')).toBeLessThan(text.indexOf('Bonjour,'));
    expect(html).toContain('Réponse de Julie &lt;b&gt;\u00a0:');
    expect(relay({ language: 'en' }).text).toContain('Reply from Julie <b>:');
  });

  test('of a reply by a person in Bcc tells the sender that nobody else received it', () => {
    expect(relay({ visibility: 'sender_and_admins' }).text).toContain('n’est allée qu’à vous');
    expect(relay({ visibility: 'sender_and_admins', language: 'en' }).text).toContain('was sent only to you');
    expect(relay().text).not.toContain('n’est allée qu’à vous');
  });
});

test('the footer tells each recipient who gets an answer', () => {
  const footer = (answersGo: MailBody['answersGo'] & string, language: 'en' | 'fr') =>
    mailBody(mail({ answersGo, language, kind: 'forward' }));
  expect(footer('everybody', 'fr').text).toContain('parvient à toutes les personnes');
  expect(footer('hidden', 'en').text).toContain('You are in Bcc');
  for (const body of Object.values(footer('author', 'fr'))) {
    expect(body).toContain('votre réponse va à Amélie Tremblay, non à toute la conversation');
    expect(body).not.toContain('toutes les personnes');
  }
});

test('our own mail, quoted below an answer, is cut off again', () => {
  for (const language of ['en', 'fr'] as const) {
    const { text } = mailBody(mail({ language, kind: 'relay', link: 'https://courriel.test/x' }));
    const quoted = text.split('\n').map((line) => `> ${line}`);
    expect(splitReply({ text: ['Merci.', '', ...quoted].join('\n'), html: null }).text).toBe('Merci.');
    expect(splitReply({ text: `Merci.\n\n${text}`, html: null }).text).toBe('Merci.');
  }
});
