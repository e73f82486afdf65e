import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Assembled } from '../../../../functions/send-email/assemble-message.ts';
import type { CancelReason } from '../../../../shared/domain/delivery/cancel-reason.ts';
import { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { outcomeOfFailure } from '../../../../shared/domain/delivery/ses-outcome.ts';
import { en } from '../../../../shared/words/en/page.ts';
import { fr } from '../../../../shared/words/fr/page.ts';
import { mustKnow, sayDetail, withoutIt } from '../../../../web/src/deliveries/delivery-words.ts';

const catalogues = [
  ['English', en.emails],
  ['French', fr.emails],
] as const;

const allMatches = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1] ?? ''));

/** The types make the compiler report a missing entry. */
const cancelReasons: Record<CancelReason, true> = {
  sending_paused: true,
  sender_not_admin: true,
  recipient_removed: true,
  address_changed: true,
  address_bounced: true,
  address_complained: true,
  not_to_be_told: true,
};
const impossible: Record<Extract<Assembled, { impossible: string }>['impossible'], true> = {
  file_missing: true,
  too_large: true,
};

const codesOfOurSteps = allMatches(globSync('functions/**/*.ts'), /detail: '([a-z_]+)'(?! in )/g);
const codesOfTheMailer = allMatches(
  ['shared/domain/delivery/ses-outcome.ts', 'shared/adapters/mail/ses-mailer.ts'],
  /code: '([a-z_]+)'/g,
);
/** The errors that SES documents for this call, from the SDK's own declaration. */
const sesErrors = allMatches(
  ['node_modules/@aws-sdk/client-sesv2/dist-types/commands/SendEmailCommand.d.ts'],
  /@throws \{@link (\w+)\} \(/g,
);
const unanswered = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].map((code) => ({ name: 'Error', code, status: null }));
const failures = [
  ...sesErrors.map((name) => ({ name, code: null, status: 400 })),
  ...['AccessDeniedException', 'UnrecognizedClientException', 'InvalidClientTokenId'].map((name) => ({
    name,
    code: null,
    status: 403,
  })),
  ...[500, 502, 503, 504, 408].map((status) => ({ name: 'InternalFailure', code: null, status })),
  ...unanswered,
  { name: 'TimeoutError', code: null, status: null },
  { name: 'CredentialsProviderError', code: null, status: null },
];
const codesOfFailures = failures
  .map((failure) => outcomeOfFailure({ ...failure, message: '' }))
  .flatMap((outcome) => ('code' in outcome ? [outcome.code] : []));

describe.each(catalogues)('in %s', (_, words) => {
  test('every code that our own steps write has a sentence', () => {
    expect(codesOfOurSteps).toEqual(expect.arrayContaining(['render_failed', 'process_died', 'not_sent']));
    expect(codesOfTheMailer).toEqual(expect.arrayContaining(['daily_quota', 'credentials', 'no_message_id']));
    const codes = [...Object.keys(cancelReasons), ...Object.keys(impossible), ...codesOfOurSteps, ...codesOfTheMailer];
    for (const code of codes) expect(sayDetail(words, code)).not.toBe(words.reported(code));
  });

  test('every documented error of SES, every kind of lost answer and every HTTP status has a sentence', () => {
    expect(sesErrors.length).toBeGreaterThan(5);
    for (const code of codesOfFailures) expect(sayDetail(words, code)).not.toBe(words.reported(code));
  });

  test('an unknown code and the response of a receiving server are shown as they are', () => {
    for (const detail of ['something_new', 'smtp; 550 5.1.1 user unknown', 'constructor', 'http_5030'])
      expect(sayDetail(words, detail)).toBe(words.reported(detail));
  });

  test('every state but those of a normal delivery is explained without being asked for', () => {
    const quiet = DeliveryState.options.filter((state) => !mustKnow(words, { state, soft: false, detail: null }));
    expect(quiet).toEqual(['ready', 'sending', 'accepted', 'delivered']);
    const lost = mustKnow(words, { state: 'unconfirmed', soft: false, detail: 'process_died' });
    expect(lost).toBe(`${words.explained.unconfirmed} ${words.details.process_died}`);
    expect(words.explained.unconfirmed).toMatch(/nobody can know|personne ne peut savoir/);
  });

  test('a soft bounce is explained differently from a hard one', () => {
    const bounced = { state: 'bounced', detail: null } as const;
    expect(mustKnow(words, { ...bounced, soft: true })).toBe(words.softBounce);
    expect(mustKnow(words, { ...bounced, soft: false })).toBe(words.explained.bounced);
  });
});

test('people whose mail was not sent, came back or may be lost are named as without it', () => {
  const without = withoutIt(DeliveryState.options.map((state) => ({ state }))).map(({ state }) => state);
  expect(without).toEqual(['ready', 'sending', 'held', 'unconfirmed', 'bounced', 'rejected', 'failed', 'cancelled']);
});
