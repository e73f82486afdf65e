import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../../../shared/adapters/mail/mime-reader.ts';
import { bouncedRecipients } from '../../../../shared/domain/inbound/bounce.ts';
import { mailKind } from '../../../../shared/domain/inbound/mail-kind.ts';
import { splitReply } from '../../../../shared/domain/reply-text/reply-text.ts';
import { corpus, standIns } from '../../../fixtures/mail/corpus.ts';

const reader = mimeReader();
const replyDomain = standIns.address.slice(standIns.address.indexOf('@') + 1);

const squeezed = (text: string) =>
  text
    .replace(/<https?:[^>]*>|\[(?:cid|image):[^\]]*\]/g, '')
    .replace(/[\s>*]+/g, ' ')
    .trim();

describe.each(corpus)('$name', ({ expected, raw }) => {
  test('is read with its kind, the person’s own text, signature, quote and files', async () => {
    const mail = await reader.read(raw);
    const returnPath = expected.returnPath === undefined ? (mail.from[0]?.address ?? null) : expected.returnPath;
    expect(mailKind(mail, returnPath, replyDomain)).toBe(expected.kind);
    if (expected.reported) expect(bouncedRecipients(mail)).toEqual(expected.reported);
    const { text, signature, quotedText } = splitReply(mail);
    expect({ text, signature }).toEqual({ text: expected.text, signature: expected.signature });
    if (expected.quoted === null) expect(quotedText).toBeNull();
    else expect(quotedText).toContain(expected.quoted);
    if (mail.html !== null && expected.kind === 'human') {
      // Without the text part, the HTML's containers separate the quote. Only white space, links and pictures differ.
      expect(squeezed(splitReply({ ...mail, text: null }).text)).toBe(squeezed(expected.text));
    }
    expect(mail.files.map((file) => file.fileName)).toEqual(expected.files);
  });
});
