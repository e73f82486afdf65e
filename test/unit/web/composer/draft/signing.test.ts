import { describe, expect, test } from 'vitest';
import { freshDraft, isTouched, sendBodyOf } from '../../../../../web/src/composer/draft/draft.ts';
import {
  type DraftSignature,
  nextChange,
  sendFault,
  signatureFaultOf,
  spokenOf,
  standingOf,
} from '../../../../../web/src/composer/draft/signing.ts';

const start = Date.parse('2026-12-01T15:00:00Z');
const signature: DraftSignature = {
  name: 'Amélie Tremblay',
  title: 'Chargée de projet',
  signedAt: new Date(start).toISOString(),
  invoiceVersion: 'v1',
};
const rules = { invoiceVersion: 'v1', validSeconds: 900 };
const standingAfter = (seconds: number, version = 'v1') =>
  standingOf(signature, { ...rules, invoiceVersion: version }, start + seconds * 1000);

describe('a signature in the composer', () => {
  test('counts for 15 minutes, which are rounded up', () => {
    expect(standingAfter(0)).toEqual({ state: 'signed', minutes: 15 });
    expect(standingAfter(1)).toEqual({ state: 'signed', minutes: 15 });
    expect(standingAfter(60)).toEqual({ state: 'signed', minutes: 14 });
    expect(standingAfter(899.9)).toEqual({ state: 'signed', minutes: 1 });
    expect(standingAfter(900)).toEqual({ state: 'expired' });
  });

  test('counts for the version that was signed only', () => {
    expect(standingAfter(0, 'v2')).toEqual({ state: 'changed' });
    expect(standingOf(undefined, rules, start)).toEqual({ state: 'unsigned' });
  });

  test('is looked at again when its minutes change', () => {
    expect(nextChange(signature, start)).toBe(60_000);
    expect(nextChange(signature, start + 59_999)).toBe(1);
    expect(nextChange(signature, start - 1)).toBe(1);
  });

  test('is announced when five minutes and when one minute are left, and at no other time', () => {
    const said = Array.from({ length: 15 }, (_, i) => spokenOf(15 - i));
    expect(said).toEqual([...Array(10).fill(null), 5, 5, 5, 5, 1]);
  });
});

test('a draft is sent with a signature that counts, and the service decides about one that was tried before', () => {
  const sendFaults = (isRepeat: boolean) =>
    [standingOf(undefined, rules, start), standingAfter(0), standingAfter(900), standingAfter(0, 'v2')].map((one) =>
      sendFault(one, isRepeat),
    );
  expect(sendFaults(false)).toEqual(['missing', null, 'expired', 'changed']);
  expect(sendFaults(true)).toEqual([null, null, null, null]);
});

describe('a draft with a signature', () => {
  const defaults = { to: [], cc: [], subject: 'F', subjects: { en: 'I', fr: 'F' }, language: 'fr' as const };
  const draft = { ...freshDraft(defaults), signature };

  test('is touched, so that a reload keeps the signature', () => {
    expect(isTouched(draft, defaults)).toBe(true);
  });

  test('is sent with name, title and moment, for the version that was signed only', () => {
    const { name, title, signedAt } = signature;
    expect(sendBodyOf(draft, 'v1').signature).toEqual({ name, title, signedAt });
    expect(sendBodyOf(draft, 'v2')).not.toHaveProperty('signature');
    expect(sendBodyOf(freshDraft(defaults), 'v1')).not.toHaveProperty('signature');
  });
});

test('a problem with the signature is told from every other problem', () => {
  const faultOf = (code: string, ...pointers: string[]) =>
    signatureFaultOf({ code, errors: pointers.map((pointer) => ({ pointer, detail: '' })) });
  expect(faultOf('signature-required', '/signature')).toBe('missing');
  expect(faultOf('signature-name-differs', '/signature/name')).toBe('nameDiffers');
  expect(faultOf('signature-not-recent', '/signature/signedAt')).toBe('expired');
  expect(faultOf('validation-failed', '/signature/title')).toBe('wrong');
  expect(faultOf('validation-failed', '/subject')).toBeNull();
  expect(faultOf('invoice-version-changed')).toBeNull();
});
