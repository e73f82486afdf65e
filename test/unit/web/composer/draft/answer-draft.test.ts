import { describe, expect, test } from 'vitest';
import {
  answerBodyOf,
  freshAnswer,
  isAnswerTouched,
  limitsBeside,
} from '../../../../../web/src/composer/draft/answer-draft.ts';

const julie = {
  id: 'cnt_julie',
  type: 'person' as const,
  name: 'Julie Côté',
  company: '',
  email: 'julie@client.test',
  jobTitle: '',
  language: 'fr' as const,
  memberCount: null,
};
const defaults = {
  to: [julie],
  cc: [],
  subject: 'TR : Facture 7',
  subjects: { en: 'Fwd: Facture 7', fr: 'TR : Facture 7' },
  language: 'fr' as const,
  aside: true,
  document: { fileName: 'Facture 7.pdf', bytes: 24_000 },
  files: [
    { id: 'att_1', fileName: 'plan.pdf', bytes: 1_000, inline: false },
    { id: 'att_2', fileName: 'photo.png', bytes: 500, inline: true },
  ],
  attachmentLimits: { totalBytes: 10_000, count: 14 },
  recipientLimit: 50,
};
const forward = { emailId: 'eml_1', kind: 'forward' as const };
const reply = { emailId: 'eml_1', kind: 'reply_all' as const };

describe('an answer that nobody has touched', () => {
  test('includes the PDF and the files if it forwards an email, and nothing if it replies', () => {
    expect(freshAnswer(defaults, forward)).toMatchObject({ includeDocument: true, forwarded: ['att_1', 'att_2'] });
    expect(freshAnswer(defaults, reply)).toMatchObject({ includeDocument: false, forwarded: [] });
    expect(freshAnswer({ ...defaults, document: null }, forward).includeDocument).toBe(false);
  });

  test('becomes touched when any field but the language is changed', () => {
    const fresh = freshAnswer(defaults, forward);
    expect(isAnswerTouched(fresh, defaults)).toBe(false);
    expect(isAnswerTouched({ ...fresh, language: 'en', subject: 'Fwd: Facture 7' }, defaults)).toBe(false);
    const file = { attachmentId: 'att_9', fileName: 'a.pdf', bytes: 1 };
    const changes = [
      { to: [] },
      { cc: [julie] },
      { bcc: [julie] },
      { subject: 'Autre' },
      { message: '<p>a</p>' },
      { files: [file] },
      { includeDocument: false },
      { forwarded: ['att_1'] },
    ];
    for (const change of changes) expect(isAnswerTouched({ ...fresh, ...change }, defaults)).toBe(true);
  });
});

test('an answer is sent with every field of its draft', () => {
  expect(answerBodyOf({ ...freshAnswer(defaults, forward), message: '<p>Voir.</p>' })).toEqual({
    kind: 'forward',
    inReplyTo: 'eml_1',
    to: ['cnt_julie'],
    cc: [],
    bcc: [],
    subject: 'TR : Facture 7',
    message: '<p>Voir.</p>',
    attachmentIds: [],
    forwardedIds: ['att_1', 'att_2'],
    includeDocument: true,
    language: 'fr',
  });
});

test('forwarded files leave less room for others', () => {
  expect(limitsBeside(defaults, ['att_1'])).toEqual({ count: 13, totalBytes: 9_000 });
});
