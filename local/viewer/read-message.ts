import { type AddressObject, simpleParser } from 'mailparser';

/** Parses a message into the parts that a mail program shows. */

export type Person = { name: string; address: string };

const people = (value: AddressObject | AddressObject[] | undefined): Person[] =>
  [value ?? []].flat().flatMap((one) => one.value.map(({ name, address = '' }) => ({ name, address })));

export const readMessage = async (raw: Buffer) => {
  const mail = await simpleParser(raw);
  return {
    subject: mail.subject ?? '',
    date: mail.date?.toISOString() ?? null,
    from: people(mail.from),
    replyTo: people(mail.replyTo),
    to: people(mail.to),
    cc: people(mail.cc),
    messageId: mail.messageId ?? null,
    references: [mail.references ?? []].flat(),
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    language: mail.headers.get('content-language') === 'en' ? ('en' as const) : ('fr' as const),
    headers: mail.headerLines.map(({ line }) => line),
    attachments: mail.attachments.filter(({ related }) => !related),
  };
};
