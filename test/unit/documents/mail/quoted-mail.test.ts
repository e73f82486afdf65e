import { describe, expect, test } from 'vitest';
import { type Quoted, quotedMail } from '../../../../shared/documents/mail/quoted-mail.ts';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';

const julie = { contactId: 'cnt_julie', userId: null, name: 'Julie <Côté>', address: 'julie@client.test' };
const quoted = (parts: Partial<Quoted> = {}): Quoted => ({
  as: 'reply',
  language: 'fr',
  timeZone: 'America/Toronto',
  email: {
    from: julie,
    to: [{ ...julie, name: 'Luc' }],
    cc: [],
    subject: 'Facture 7',
    createdAt: '2026-11-24T04:05:00.000Z',
  },
  body: { text: 'Un.\n\nDeux.', html: null, quotedText: 'rien de cela' },
  pictures: [],
  ...parts,
});

describe('below an answer', () => {
  test('the quote names the author and the time in the project’s time zone, and repeats the words', () => {
    expect(quotedMail(quoted()).quotedText).toBe(
      'Le 2026-11-23 à 23 h 05, Julie <Côté> a écrit\u00a0:\n> Un.\n>\n> Deux.',
    );
    expect(quotedMail(quoted({ language: 'en' })).quotedText).toContain(
      'On 2026-11-23 at 23:05, Julie <Côté> wrote:\n',
    );
    const { quotedHtml } = quotedMail(quoted());
    expect(quotedHtml).toContain('Julie &lt;Côté&gt; a écrit\u00a0:');
    expect(quotedHtml).toContain('<p>Un.</p>\n<p>Deux.</p>');
    expect(quotedHtml).not.toContain('rien de cela');
  });

  test('the hour is written as each language writes it', () => {
    const email = { ...quoted().email, createdAt: '2026-11-24T12:05:00.000Z' };
    expect(quotedMail(quoted({ email })).quotedText).toContain('Le 2026-11-24 à 7 h 05, ');
    expect(quotedMail(quoted({ email, language: 'en' })).quotedText).toContain('On 2026-11-24 at 07:05, ');
  });

  test.each(['en', 'fr'] as const)(
    'in %s the quote is cut off again, even if a mail program removes our marker',
    (language) => {
      const email = { ...quoted().email, createdAt: '2026-11-24T12:05:00.000Z' };
      const { quotedText } = quotedMail(quoted({ language, email }));
      expect(splitReply({ text: `D'accord.\n\n${quotedText}`, html: null }).text).toBe("D'accord.");
    },
  );
});

describe('a forwarded email', () => {
  test('keeps its headers and its text', () => {
    const { quotedText } = quotedMail(quoted({ as: 'forward' }));
    expect(quotedText).toBe(
      [
        '---------- Message transféré ----------',
        'De : Julie <Côté> <julie@client.test>',
        'Date : 2026-11-23 à 23 h 05',
        'Objet : Facture 7',
        'À : Luc <julie@client.test>',
        '',
        'Un.\n\nDeux.',
      ].join('\n'),
    );
    expect(quotedMail(quoted({ as: 'forward', language: 'en' })).quotedText).toContain('Subject: Facture 7\nTo: Luc');
  });

  test('shows the pictures that are attached, and no others', () => {
    const html =
      '<p>a<img src="cid:one@x" alt="1" />b<img src="cid:two@x" /><img data-src="https://spy.example/p.gif" /></p>';
    const body = { text: 'ab', html, quotedText: null };
    const { quotedHtml } = quotedMail(quoted({ as: 'forward', body, pictures: ['one@x'] }));
    expect(quotedHtml).toContain('<p>a<img src="cid:one@x" alt="1" />b</p>');
    expect(quotedHtml).not.toContain('spy.example');
  });

  test('is shortened and marked as such if it is very long', () => {
    const body = { text: '😀'.repeat(100_000), html: `<p>${'x'.repeat(200_000)}</p>`, quotedText: null };
    const { quotedText, quotedHtml } = quotedMail(quoted({ as: 'forward', body }));
    expect(quotedText.length).toBeLessThan(41_000);
    expect(quotedText.endsWith('[…]')).toBe(true);
    expect(quotedText.isWellFormed()).toBe(true);
    expect(quotedHtml).not.toContain('xxx');
    expect(quotedHtml.length).toBeLessThan(100_000);
  });
});
