import { expect, test } from 'vitest';
import { contentTypeOf, hexOf, rejectionOf } from '../../../../../web/src/composer/attachments/attachment-rules.ts';
import { checkDraft, fieldErrorsOf } from '../../../../../web/src/composer/draft/checks.ts';
import {
  attemptFor,
  type Draft,
  type Entry,
  freshDraft,
  isTouched,
  sendBodyOf,
  withLanguage,
} from '../../../../../web/src/composer/draft/draft.ts';

const entry = (id: string): Entry => ({
  id,
  type: 'person',
  name: id,
  company: '',
  email: `${id}@a.test`,
  jobTitle: '',
  language: 'fr',
  memberCount: null,
});
const subjects = { en: 'Invoice 2', fr: 'Facture 2' };
const defaults = {
  to: [entry('cnt_a')],
  cc: [entry('cnt_me')],
  subject: 'Facture 2',
  subjects,
  language: 'fr' as const,
};
const words = {
  toMissing: 'to missing',
  subjectMissing: 'subject missing',
  notChosen: (text: string) => `not chosen: ${text}`,
  waitForFiles: 'wait',
};

test('a draft is untouched until one of its fields is changed', () => {
  const fresh = freshDraft(defaults);
  expect(isTouched(fresh, defaults)).toBe(false);
  expect(isTouched(withLanguage(fresh, 'en', subjects), defaults)).toBe(false);
  const changes: Partial<Draft>[] = [
    { to: [] },
    { cc: [entry('cnt_b')] },
    { bcc: [entry('cnt_b')] },
    { private: true },
    { subject: 'My own' },
    { message: '<p>Bonjour</p>' },
    { files: [{ attachmentId: 'att_1', fileName: 'a.txt', bytes: 1 }] },
  ];
  for (const change of changes) expect(isTouched({ ...fresh, ...change }, defaults)).toBe(true);
});

test('an untouched subject follows the language, and a subject of one’s own stays', () => {
  const fresh = freshDraft(defaults);
  const english = withLanguage(fresh, 'en', subjects);
  expect(english).toMatchObject({ language: 'en', subject: 'Invoice 2' });
  expect(withLanguage(english, 'fr', subjects)).toEqual(fresh);
  expect(withLanguage({ ...fresh, subject: 'Le mien' }, 'en', subjects).subject).toBe('Le mien');
});

test('a message keeps its Idempotency-Key over retries, and a changed message gets another', () => {
  let made = 0;
  const newKey = () => `key-${++made}`;
  const body = sendBodyOf(freshDraft(defaults), 'v1');
  const first = attemptFor(null, body, newKey);
  expect(attemptFor(first, sendBodyOf(freshDraft(defaults), 'v1'), newKey)).toBe(first);
  expect(attemptFor(first, { ...body, subject: 'Other' }, newKey).key).toBe('key-2');
  expect(attemptFor(first, sendBodyOf(freshDraft(defaults), 'v2'), newKey).key).toBe('key-3');
});

test('the send body names people, groups and files by id alone', () => {
  const draft: Draft = {
    ...freshDraft(defaults),
    bcc: [{ ...entry('grp_x'), type: 'group', email: null, memberCount: 3 }],
    files: [{ attachmentId: 'att_1', fileName: 'a.txt', bytes: 1 }],
  };
  expect(sendBodyOf(draft, 'v1')).toEqual({
    to: ['cnt_a'],
    cc: ['cnt_me'],
    bcc: ['grp_x'],
    private: false,
    subject: 'Facture 2',
    message: '',
    attachmentIds: ['att_1'],
    language: 'fr',
    invoiceVersion: 'v1',
  });
});

test('a message without recipients, subject or finished files is refused with an error at each field', () => {
  const empty = { ...freshDraft(defaults), to: [], subject: '  ' };
  expect(checkDraft(empty, {}, false, words)).toEqual({
    to: 'to missing',
    subject: 'subject missing',
    attachments: 'wait',
  });
  expect(checkDraft(freshDraft(defaults), {}, true, words)).toEqual({});
});

test('a name that is typed but not chosen is an error', () => {
  expect(checkDraft(freshDraft(defaults), { bcc: ' desro ' }, true, words)).toEqual({ bcc: 'not chosen: desro' });
});

test('errors of the service are shown at the fields they point to, in the words of the page', () => {
  const fieldWords = {
    recipientWrong: 'gone',
    subjectWrong: 'one line',
    messageWrong: 'too long',
    attachmentWrong: 'file',
    tooManyPeople: (most: number) => `at most ${most}`,
  };
  const at = (...pointers: string[]) =>
    fieldErrorsOf(
      pointers.map((pointer) => ({ pointer })),
      fieldWords,
      50,
    );
  expect(at('/cc/3', '/cc/4', '/bcc/0', '/subject', '/message', '/attachmentIds/0')).toEqual({
    cc: 'gone',
    bcc: 'gone',
    subject: 'one line',
    message: 'too long',
    attachments: 'file',
  });
  expect(at('/to')).toEqual({ to: 'at most 50' });
  expect(at('/to/1')).toEqual({ to: 'gone' });
  expect(at('/invoiceVersion', '', '/constructor')).toStrictEqual({});
});

test('a file is refused if there are too many, if they are too large together, or if it is empty', () => {
  const limits = { count: 2, totalBytes: 100 };
  expect(rejectionOf([{ bytes: 60 }], { bytes: 40 }, limits)).toBeNull();
  expect(rejectionOf([{ bytes: 60 }], { bytes: 41 }, limits)).toBe('tooLarge');
  expect(rejectionOf([{ bytes: 1 }, { bytes: 1 }], { bytes: 1 }, limits)).toBe('tooMany');
  expect(rejectionOf([], { bytes: 0 }, limits)).toBe('emptyFile');
});

test('a browser’s content type loses its parameters, and is replaced if the service would refuse it', () => {
  expect(contentTypeOf('text/plain; charset=UTF-8')).toBe('text/plain');
  expect(contentTypeOf('Application/PDF')).toBe('application/pdf');
  for (const guess of ['', 'nonsense', 'a/b c', '/x']) expect(contentTypeOf(guess)).toBe('application/octet-stream');
});

test('hashes are written in lower-case hex with their leading zeros', () => {
  expect(hexOf(new Uint8Array([0, 1, 171, 255]).buffer)).toBe('0001abff');
});
