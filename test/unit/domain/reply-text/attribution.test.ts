import { expect, test } from 'vitest';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';

/**
 * Mail programs write an attribution above a quote. It must be cut off even below last words that look like a part of
 * it, and those words must stay.
 */

const attributions = [
  'On Tue, Nov 24, 2026 at 9:12 AM Léa Côté <r-thread@reply.courriel.test> wrote:',
  'Le mar. 24 nov. 2026 à 09:12, Léa Côté <r-thread@reply.courriel.test> a écrit :',
  'Le 2026-11-23 à 23 h 05, Julie Côté a écrit\u00a0:',
  'Am Di., 24. Nov. 2026 um 15:12 Uhr schrieb Léa Côté <r-thread@reply.courriel.test>:',
  'El mar, 24 nov 2026 a las 9:12, Léa Côté (<r-thread@reply.courriel.test>) escribió:',
  'Em ter., 24 de nov. de 2026 às 12:12, Léa Côté <r-thread@reply.courriel.test> escreveu:',
  'Il giorno mar 24 nov 2026 alle ore 15:12 Léa Côté <r-thread@reply.courriel.test> ha scritto:',
  'Op di 24 nov 2026 om 15:12 schreef Léa Côté <r-thread@reply.courriel.test>:',
  'wt., 24 lis 2026 o 15:12 Léa Côté <r-thread@reply.courriel.test> napisał(a):',
  'Den tis 24 nov. 2026 kl 15:12 skrev Léa Côté <r-thread@reply.courriel.test>:',
  'tirs. 24. nov. 2026 kl. 15.12 skrev Léa Côté <r-thread@reply.courriel.test>:',
  'ti 24. marrask. 2026 klo 16.12 Léa Côté <r-thread@reply.courriel.test> kirjoitti:',
  'út 24. 11. 2026 v 15:12 odesílatel Léa Côté <r-thread@reply.courriel.test> napsal:',
  'вт, 24 нояб. 2026 г. в 16:12, Léa Côté <r-thread@reply.courriel.test>:',
  '2026年11月24日(火) 23:12 Léa Côté <r-thread@reply.courriel.test>:',
  'Léa Côté <r-thread@reply.courriel.test> 于2026年11月24日周二 22:12写道：',
  '2026년 11월 24일 (화) 오후 11:12, Léa Côté <r-thread@reply.courriel.test>님이 작성:',
  'Léa Côté <r-thread@reply.courriel.test>, 24 Kas 2026 Sal, 17:12 tarihinde şunu yazdı:',
  'On 11/24/2026 9:12 AM, Léa Côté wrote:',
  'Le 24/11/2026 à 09:12, Léa Côté a écrit :',
  'Am 24.11.26 um 15:12 schrieb Léa Côté:',
  'El 24/11/26 a las 15:12, Léa Côté escribió:',
  'Il 24/11/2026 15:12, Léa Côté ha scritto:',
  'Op 24-11-2026 om 15:12 schreef Léa Côté:',
  'W dniu 24.11.2026 o 15:12, Léa Côté pisze:',
  'Dne 24. 11. 26 v 15:12 Léa Côté napsal(a):',
  '24.11.2026 16:12, Léa Côté пишет:',
  '24.11.2026 17:12 tarihinde Léa Côté yazdı:',
  'Em 24/11/2026 12:12, Léa Côté escreveu:',
  'Léa Côté kirjoitti 24.11.2026 klo 16.12:',
  '2026. 11. 24. 15:12 keltezéssel, Léa Côté írta:',
  '在 2026/11/24 22:12, Léa Côté 写道:',
  '2026-11-24 오후 11:12에 Léa Côté 이(가) 쓴 글:',
  '24.11.2026, 16:12, "Léa Côté" <r-thread@reply.courriel.test>:',
  'On Nov 24, 2026, at 9:12 AM, Léa Côté <r-thread@reply.courriel.test> wrote:',
  'Le 24 nov. 2026 à 09:12, Léa Côté <r-thread@reply.courriel.test> a écrit :',
  'Op 24 nov 2026, om 15:12 heeft Léa Côté <r-thread@reply.courriel.test> het volgende geschreven:',
  'Wiadomość napisana przez Léa Côté <r-thread@reply.courriel.test> w dniu 24.11.2026, o godz. 15:12:',
  '2026/11/24 23:12、Léa Côté <r-thread@reply.courriel.test>のメール:',
  'On Tuesday, November 24, 2026 at 09:12:33 AM EST, Léa Côté <r-thread@reply.courriel.test> wrote:',
];

const lastWords = [
  'Ok.',
  'See you on 25/11/2026 at 9:30',
  'We pour on Nov 26, 2026 at 7:00 AM.',
  'Send it to bob@gc.test',
  'Bob Lee <bob@gc.test> signs for us',
  'On Thursday',
  'Two things:\n1. the bond\n2. the date',
  'Regards,\nAnne Roy',
  '你好',
  'Am 25.11. bin ich da',
  'Le 25 novembre 2026',
  'Merci !\n\nAnne\n514 555-0101',
];

const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const divs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<div>${escaped(line) || '<br>'}</div>`)
    .join('');

type Shape = (own: string, line: string) => { text: string | null; html: string | null };

const plain = (body: string) => ({ text: body, html: null });
const html = (body: string) => ({ text: null, html: body });

const shapes: [string, Shape][] = [
  ['in text, after an empty line', (own, line) => plain(`${own}\n\n${line}\n> quoted\n> more\n`)],
  ['in text, directly below', (own, line) => plain(`${own}\n${line}\n> quoted\n> more\n`)],
  ['in text, with an empty line before the quote', (own, line) => plain(`${own}\n${line}\n\n> quoted\n`)],
  ['in text, without quote marks', (own, line) => plain(`${own}\n\n${line}\n\nquoted\nmore\n`)],
  [
    'above a cited block',
    (own, line) => html(`${divs(own)}<div>${escaped(line)}</div><blockquote type="cite">quoted</blockquote>`),
  ],
  [
    "in Thunderbird's container",
    (own, line) =>
      html(
        `${divs(own)}<div class="moz-cite-prefix">${escaped(line)}<br></div><blockquote type="cite">quoted</blockquote>`,
      ),
  ],
  [
    "in Gmail's container",
    (own, line) =>
      html(
        `<div>${divs(own)}</div><div class="gmail_quote"><div class="gmail_attr">${escaped(line)}</div><blockquote class="gmail_quote">quoted</blockquote></div>`,
      ),
  ],
  [
    'above a bare block',
    (own, line) => html(`${divs(own)}<div><br></div><div>${escaped(line)}</div><blockquote>quoted</blockquote>`),
  ],
  [
    "in Apple's block",
    (own, line) =>
      html(`${divs(own)}<div><br><blockquote type="cite"><div>${escaped(line)}</div><br>quoted</blockquote></div>`),
  ],
];

test.each(shapes)('%s, every attribution is cut off and the last words stay', (_, make) => {
  for (const line of attributions) {
    for (const own of lastWords) {
      const { text, quotedText } = splitReply(make(own, line));
      expect({ line, text: text.replace(/\n+/g, '\n') }).toEqual({ line, text: own.replace(/\n+/g, '\n') });
      expect(quotedText).toContain('quoted');
    }
  }
});
