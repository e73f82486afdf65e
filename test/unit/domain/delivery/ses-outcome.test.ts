import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageIdOf, outcomeOfFailure, type SesFailure } from '../../../../shared/domain/delivery/ses-outcome.ts';

const failure = (more: Partial<SesFailure>): SesFailure => ({
  name: 'Error',
  message: '',
  status: null,
  code: null,
  ...more,
});
const answered = (status: number, name: string, message = '') => outcomeOfFailure(failure({ status, name, message }));

describe('an answer of SES', () => {
  test.each([
    ['MessageRejected', 'message_rejected'],
    ['MailFromDomainNotVerifiedException', 'mail_from_domain_not_verified'],
    ['BadRequestException', 'bad_request'],
    ['NotFoundException', 'not_found'],
    ['SomethingNewException', 'something_new'],
  ])('%s is a definite refusal with a code', (name, code) => {
    expect(answered(400, name, 'jean@example.test is bad')).toEqual({ kind: 'refused', code });
  });

  test.each([
    [400, 'AccountSuspendedException', 'account_suspended'],
    [400, 'SendingPausedException', 'account_paused'],
    [400, 'LimitExceededException', 'limit_exceeded'],
    [403, 'AccessDeniedException', 'access_denied'],
    [403, 'InvalidClientTokenId', 'invalid_client_token_id'],
    [401, 'UnrecognizedClientException', 'unrecognized_client'],
  ])('%i %s is ours to fix, so the delivery is held', (status, name, code) => {
    expect(answered(status, name)).toEqual({ kind: 'held', code });
  });

  test.each([
    [429, 'TooManyRequestsException'],
    [400, 'ThrottlingException'],
    [400, 'Throttling'],
  ])('%i %s means that we send too fast, so it is throttled', (status, name) => {
    expect(answered(status, name, 'Maximum sending rate exceeded.')).toEqual({ kind: 'throttled' });
  });

  test.each([
    [429, 'TooManyRequestsException', 'Daily message quota exceeded.'],
    [400, 'ThrottlingException', 'Daily message quota exceeded'],
    [400, 'LimitExceededException', 'Daily sending quota exceeded'],
  ])('%i %s about the daily quota is held, not throttled', (status, name, message) => {
    expect(answered(status, name, message)).toEqual({ kind: 'held', code: 'daily_quota' });
  });

  test.each([500, 502, 503, 504, 408])('%i may come after SES took the mail, so the outcome is unknown', (status) => {
    expect(answered(status, 'InternalServiceErrorException')).toEqual({ kind: 'unknown', code: `http_${status}` });
  });
});

describe('without an answer', () => {
  test.each([
    ['ECONNRESET', 'econnreset'],
    ['EPIPE', 'epipe'],
    ['ETIMEDOUT', 'etimedout'],
  ])('%s is unknown', (code, reason) => {
    expect(outcomeOfFailure(failure({ code }))).toEqual({ kind: 'unknown', code: reason });
  });

  test('the client’s own time-out is unknown', () => {
    expect(outcomeOfFailure(failure({ name: 'TimeoutError' }))).toEqual({ kind: 'unknown', code: 'timeout' });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
    '%s means that nothing was posted, so it is tried again',
    (code) => {
      expect(outcomeOfFailure(failure({ code }))).toEqual({ kind: 'throttled' });
    },
  );

  test('missing credentials mean that nothing was posted, so the delivery is held', () => {
    expect(outcomeOfFailure(failure({ name: 'CredentialsProviderError' }))).toEqual({
      kind: 'held',
      code: 'credentials',
    });
  });
});

test('whatever SES says, the code never carries the message, and an uncertain call is never throttled', () => {
  fc.assert(
    fc.property(
      fc.record({
        name: fc.string(),
        message: fc.constant('to jean@example.test'),
        status: fc.option(fc.integer({ min: 400, max: 599 })),
        code: fc.option(fc.constantFrom('ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'UND_ERR_SOCKET')),
      }),
      (f) => {
        const outcome = outcomeOfFailure(f);
        expect(JSON.stringify(outcome)).not.toContain('jean');
        expect(outcome.kind).not.toBe('accepted');
        if (f.status === null && f.name !== 'CredentialsProviderError') expect(outcome.kind).toBe('unknown');
        if (
          f.status !== null &&
          f.status >= 500 &&
          !['TooManyRequestsException', 'ThrottlingException', 'Throttling'].includes(f.name)
        )
          expect(['unknown', 'held']).toContain(outcome.kind);
      },
    ),
  );
});

test('the host of the Message-ID names the Region, except in us-east-1', () => {
  expect(messageIdOf('0100abc-000000', 'ca-central-1')).toBe('0100abc-000000@ca-central-1.amazonses.com');
  expect(messageIdOf('0100abc-000000', 'us-east-1')).toBe('0100abc-000000@email.amazonses.com');
});
