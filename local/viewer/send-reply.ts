import nodemailer from 'nodemailer';
import { host } from '../settings.ts';
import { type Person, readMessage } from './read-message.ts';

/** Writes a reply as a mail program would, and sends it as a real mail to the run's own SMTP port. */

const quote = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');

const when = (date: string | null, language: 'en' | 'fr'): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeStyle: 'short' }).format(
    date === null ? new Date() : new Date(date),
  );

const attribution = (from: string, date: string | null, language: 'en' | 'fr'): string =>
  language === 'fr' ? `Le ${when(date, 'fr')}, ${from} a écrit :` : `On ${when(date, 'en')}, ${from} wrote:`;

const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

const without = (list: Person[], addresses: string[]): Person[] =>
  list.filter(({ address }) => !addresses.includes(address.toLowerCase()));

export const sendReply = async (given: {
  raw: Buffer;
  smtpPort: number;
  as: string;
  text: string;
  all: boolean;
}): Promise<{ ok: true; to: string[] } | { ok: false; message: string }> => {
  const mail = await readMessage(given.raw);
  const everybody = [...mail.to, ...mail.cc];
  const author = everybody.find(({ address }) => address === given.as) ?? { name: '', address: given.as };
  const to = mail.replyTo.length > 0 ? mail.replyTo : mail.from;
  const known = [author.address, ...to.map(({ address }) => address)].map((address) => address.toLowerCase());
  const [from] = mail.from;
  const intro = attribution(from?.name || from?.address || '', mail.date, mail.language);
  const message = {
    from: author,
    to,
    ...(given.all ? { cc: without(everybody, known) } : {}),
    subject: /^re\s*:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    ...(mail.messageId ? { inReplyTo: mail.messageId, references: [...mail.references, mail.messageId] } : {}),
    text: `${given.text}\n\n${intro}\n${quote(mail.text)}\n`,
    html: `<div>${htmlText(given.text)}</div><br><div class="gmail_quote"><div>${htmlText(intro)}</div><blockquote type="cite">${mail.html ?? htmlText(mail.text)}</blockquote></div>`,
  };
  const transport = nodemailer.createTransport({ host, port: given.smtpPort, secure: false, ignoreTLS: true });
  // People outside our domain would get their copy from the author's own server, which does not exist here; our SMTP
  // server refuses them.
  try {
    await transport.sendMail(message);
    return { ok: true, to: to.map(({ address }) => address) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
};
