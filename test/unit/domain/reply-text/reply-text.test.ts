import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';
import { mailWords, markers } from '../../../../shared/words/words.ts';
import { mailCases, mailFixture } from '../../../fixtures/mail/cases.ts';

const ofText = (text: string) => splitReply({ text, html: null });
const ofHtml = (html: string) => splitReply({ text: null, html });

test.each(mailCases)('$name: the person’s own text is separated from the quote', async ({ name, text, quoted }) => {
  const split = splitReply(await mimeReader().read(mailFixture(name)));
  expect(split.text).toBe(text);
  if (quoted === null) expect(split.quotedText).toBeNull();
  else expect(split.quotedText).toContain(quoted);
});

describe('mails that are HTML only', () => {
  const squeezed = (text: string) =>
    text
      .replace(/<https?:[^>]*>|\[cid:[^\]]*\]/g, '')
      .replace(/[\s>]+/g, ' ')
      .trim();

  test.each(mailCases)('$name: the containers of its program give the same text', async ({ name, text, quoted }) => {
    const { html } = await mimeReader().read(mailFixture(name));
    if (html === null) return;
    const split = ofHtml(html);
    // The name under "-- " is left out of the comparison, because text and HTML have it in different places.
    expect(squeezed(split.text)).toContain(squeezed(text).slice(0, 100));
    if (quoted === null) return;
    expect(split.text).not.toContain(quoted);
    expect(split.quotedText).toContain(quoted);
    expect(split.html).not.toContain(quoted);
  });

  test('a quotation that the person typed stays', () => {
    const typed = '<div>As the contract says:</div><blockquote>Payment in 30 days.</blockquote>';
    expect(ofHtml(typed)).toEqual({
      text: 'As the contract says:\n> Payment in 30 days.',
      signature: null,
      quotedText: null,
      html: typed,
    });
  });

  test('an answer below a cited quote keeps the quote', () => {
    const html = '<blockquote type="cite">Which gate?</blockquote><p>Gate 3.</p>';
    expect(ofHtml(html).text).toBe('> Which gate?\n\nGate 3.');
    expect(ofHtml(html).quotedText).toBeNull();
  });

  test('accents written as entities are read', () => {
    expect(ofHtml('<p>Re&ccedil;u &agrave; 9&nbsp;h&#8239;: 5&#x20AC; &lt;ok&gt; &inconnu;</p>').text).toBe(
      'Reçu à 9 h\u202f: 5€ <ok> &inconnu;',
    );
  });

  test('scripts, styles and comments are ignored', () => {
    expect(ofHtml('<style>p{}</style><!-- a --><script>var x = "<p>";</script><p>Oui</p>').text).toBe('Oui');
  });
});

describe('plain text', () => {
  test('a placeholder in the text part is replaced by the HTML', () => {
    const stub = 'Your mail program cannot display HTML. View this message in a browser.';
    const html = `<p>Approved, payment follows on the 30th of the month as agreed in the contract.</p><div class="gmail_quote"><div class="gmail_attr">x</div><blockquote>old</blockquote></div>`;
    expect(splitReply({ text: stub, html }).text).toBe(
      'Approved, payment follows on the 30th of the month as agreed in the contract.',
    );
  });

  test.each([
    ['en', 'On Tue, 24 Nov 2026 at 09:12, Marie <m@x.test> wrote:'],
    ['fr', 'Le mar. 24 nov. 2026 à 09 h 12, Marie <m@x.test> a écrit\u00a0:'],
    ['de', 'Am Di., 24. Nov. 2026 um 09:12 Uhr schrieb Marie <m@x.test>:'],
    ['es', 'El mar, 24 nov 2026 a las 9:12, Marie (<m@x.test>) escribió:'],
    ['pt', 'Em ter., 24 de nov. de 2026 às 09:12, Marie <m@x.test> escreveu:'],
    ['it', 'Il giorno mar 24 nov 2026 alle ore 09:12 Marie <m@x.test> ha scritto:'],
    ['nl', 'Op di 24 nov 2026 om 09:12 schreef Marie <m@x.test>:'],
    ['sv', 'Den tis 24 nov. 2026 kl 09:12 skrev Marie <m@x.test>:'],
    ['da', 'Den tir. 24. nov. 2026 kl. 09.12 skrev Marie <m@x.test>:'],
    ['fi', 'ti 24. marrask. 2026 klo 9.12 Marie (m@x.test) kirjoitti:'],
    ['pl', 'wt., 24 lis 2026 o 09:12 Marie <m@x.test> napisał(a):'],
    ['cs', 'út 24. 11. 2026 v 9:12 odesílatel Marie <m@x.test> napsal:'],
    ['hu', 'Marie <m@x.test> ezt írta (időpont: 2026. nov. 24., K, 9:12):'],
    ['ro', 'mar., 24 nov. 2026 la 09:12, Marie <m@x.test> a scris:'],
    ['tr', 'Marie <m@x.test>, 24 Kas 2026 Sal, 09:12 tarihinde şunu yazdı:'],
    ['ru', 'вт, 24 нояб. 2026 г. в 09:12, Marie <m@x.test>:'],
    ['ja', '2026年11月24日(火) 9:12 Marie <m@x.test>:'],
    ['zh', 'Marie <m@x.test> 于2026年11月24日周二 09:12写道：'],
    ['ko', '2026년 11월 24일 (화) 오전 9:12, Marie <m@x.test>님이 작성:'],
    ['vi', 'Vào Th 3, 24 thg 11, 2026 lúc 09:12 Marie <m@x.test> đã viết:'],
  ])('an attribution in %s opens the quote, with and without quote marks, wrapped or not', (_language, line) => {
    const middle = line.indexOf(' ', Math.floor(line.length / 2));
    const wrapped = `${line.slice(0, middle)}\n${line.slice(middle + 1)}`;
    for (const attribution of [line, wrapped]) {
      for (const quote of ['> Bonjour', 'Bonjour']) {
        const split = ofText(`Reçu.\n\n${attribution}\n\n${quote}\n`);
        expect(split.text, attribution).toBe('Reçu.');
        expect(split.quotedText).toContain('Bonjour');
      }
    }
  });

  test.each([
    ['en', 'From: Marie\nSent: Tuesday\nTo: David\nSubject: Invoice 7'],
    ['fr', 'De : Marie\nEnvoyé : mardi\nÀ : David\nObjet : Facture 7'],
    ['fr with Date', '*De :* Marie\n*Date :* mardi\n*À :* David\n*Objet :* Facture 7'],
    ['de', 'Von: Marie\nGesendet: Dienstag\nAn: David\nBetreff: Rechnung'],
    ['es', 'De: Marie\nEnviado: martes\nPara: David\nAsunto: Factura'],
    ['nl', 'Van: Marie\nVerzonden: dinsdag\nAan: David\nOnderwerp: Factuur'],
    ['it', 'Da: Marie\nInviato: martedì\nA: David\nOggetto: Fattura'],
    ['pl', 'Od: Marie\nWysłano: wtorek\nDo: David\nTemat: Faktura'],
    ['zh', '发件人: Marie\n发送时间: 星期二\n收件人: David\n主题: 发票'],
  ])('a block of headers in %s opens the quote, with the rule above it', (_language, headers) => {
    const split = ofText(`Reçu.\n\n________________________________\n${headers}\n\nBonjour`);
    expect(split.text).toBe('Reçu.');
    expect(split.quotedText).toContain('Bonjour');
  });

  test('a sentence that ends with a colon is not an attribution', () => {
    const own =
      'On March 3 you wrote:\nthe price was 100 $.\n\nDe : 10 h à 12 h je suis là.\nLivraison 10:00 :\ndemain';
    expect(ofText(own)).toEqual({ text: own, signature: null, quotedText: null, html: null });
  });

  test('an itinerary from one place to another is not a block of headers', () => {
    const own = 'De : Montréal\nÀ : Québec\nCopie : non';
    expect(ofText(own).quotedText).toBeNull();
  });

  test('the line before a wrapped attribution stays in the person’s text', () => {
    expect(ofText('See you at 10\nOn Tue, 24 Nov 2026 at 9:12 AM Marie\n<m@x.test> wrote:\n> x').text).toBe(
      'See you at 10',
    );
  });

  test('our marker begins the quote, quoted, wrapped or bare, in both languages, but only on its own line', () => {
    for (const marker of markers) {
      const [head, tail] = [marker.slice(0, marker.lastIndexOf(' ')), marker.slice(marker.lastIndexOf(' ') + 1)];
      for (const line of [`— ${marker} —`, `*${marker.toUpperCase()}*`]) {
        expect(ofText(`Oui.\n\n${line}\nfacture`).text, line).toBe('Oui.');
      }
      for (const line of [`> > — ${marker} —`, `> — ${head}\n> ${tail} —`]) {
        expect(ofText(`Oui.\n\n${line}\n> facture`).text, line).toBe('Oui.');
      }
      expect(ofText(`I saw the words "${marker}" in your mail, what are they for?`).quotedText).toBeNull();
    }
  });

  test('a signature above the quote is returned separately', () => {
    const split = ofText('Oui.\n\n-- \nMarie\n514 555-0100\n\nOn 24 Nov 2026 at 9:12, X <x@y.test> wrote:\n> q');
    expect(split).toMatchObject({ text: 'Oui.', signature: '-- \nMarie\n514 555-0100' });
  });

  test('a signature or a footer below the quote is not an answer', () => {
    for (const below of ['-- \nMarie\nDirectrice', 'Envoyé de mon iPhone', 'Sent from my Galaxy']) {
      expect(ofText(`Oui.\n\nOn 24 Nov 2026 at 9:12, X <x@y.test> wrote:\n> q\n\n${below}`).text, below).toBe('Oui.');
    }
  });
});

describe('any mail', () => {
  const pieces = fc.constantFrom(
    'Bonjour',
    '> cité',
    '>> deux fois',
    '',
    'On 24 Nov 2026 at 9:12, X <x@y.test> wrote:',
    'Le 24 nov. 2026 à 09:12, X a écrit :',
    'De : X',
    'Objet : Y',
    'Date : Z',
    '-----Original Message-----',
    '---------- Forwarded message ---------',
    '________________________________',
    '-- ',
    `— ${mailWords('fr').marker} —`,
    'Sent from my iPhone',
  );

  /** All characters, sorted, because the end of a letter below its quote is moved up to the text. */
  const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('');

  test('loses no character, and is never shown empty', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (lines) => {
        const whole = lines.join('\n');
        const { text, signature, quotedText } = ofText(whole);
        const kept = [text, signature, quotedText].filter((part) => part !== null).join('\n');
        expect(letters(kept)).toBe(letters(whole));
        if (whole.trim() !== '') expect(text).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test('is shown in full when it is only a quote', () => {
    expect(ofText('> a\n> b')).toEqual({ text: '> a\n> b', signature: null, quotedText: null, html: null });
    expect(ofHtml('<div class="gmail_quote"><blockquote>a</blockquote></div>').text).toBe('> a');
    expect(splitReply({ text: null, html: null })).toEqual({ text: '', signature: null, quotedText: null, html: null });
  });

  // Each of these takes minutes if the work for one character depends on the length of the text.
  const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));
  test.each(['-', '>', '> a\n', '\n', 'On ', 'a 1 x@y 10:00:\n', 'From: a\nTo: b\n', '<', '<a "', '<!--', '<b>', '&'])(
    'of a megabyte of %j is split in time',
    (piece) => {
      expect(ofText(million(piece))).toBeDefined();
      expect(ofHtml(million(piece))).toBeDefined();
      expect(ofHtml(million(`<div class="gmail_quote">${piece}</div>`))).toBeDefined();
    },
  );
});
