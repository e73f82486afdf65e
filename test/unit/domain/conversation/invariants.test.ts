import { describe, expect, test } from 'vitest';
import { checkInvariants, slices } from '../../../../functions/reconcile/check-invariants.ts';
import { reconcile } from '../../../../functions/reconcile/reconcile.ts';
import { trackDelivery } from '../../../../functions/track-delivery/track-delivery.ts';
import { launchEmail } from '../../../../shared/actions/launch-email.ts';
import type { OutgoingEmail } from '../../../../shared/domain/conversation/email.ts';
import { breachesOf } from '../../../../shared/domain/conversation/invariants.ts';
import type { Attempt, DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { runSendFlow } from '../../../fakes/harness/run-send-flow.ts';
import { anne, commitInvoiceEmail, invoiceEmail } from '../../../fakes/worlds/committed-email.ts';
import { attemptIn, deliveryIn, putInState } from '../../../fakes/worlds/deliveries.ts';
import { sesEvent } from '../../../fakes/worlds/ses-events.ts';
import { world } from '../../../fakes/worlds/world.ts';

const at = '2026-10-01T12:00:00.000Z';
const minutesLater = (minutes: number): Date => new Date(Date.parse(at) + minutes * 60_000);

const historyOf = (...states: DeliveryState[]): Attempt['history'] =>
  states.map((state) => ({ state, at, detail: null }));
const attempt = (states: DeliveryState[], more: Partial<Attempt> = {}): Attempt =>
  attemptIn(states.at(-1) ?? 'ready', { history: historyOf(...states), ...more });

/** The rules broken by one delivery to Anne, with these attempts, `minutes` after it was written. */
const brokenRules = (
  attempts: Attempt[],
  { minutes = 1, ...more }: Partial<OutgoingEmail> & { minutes?: number } = {},
): string[] => {
  const email = invoiceEmail(world(), { recipients: [anne], settledAt: at, ...more });
  const delivery = deliveryIn('ready', {
    emailId: email.id,
    recipientId: anne.recipientId,
    earlier: attempts.slice(0, -1),
    latest: attempts.at(-1) ?? attempt([]),
  });
  return breachesOf(email, [delivery], minutesLater(minutes)).map(({ rule }) => rule);
};
const mailed = { sesMessageId: 'ses-1' };
const requested = { requestedBy: 'usr_lea', reason: 'lost' };

describe('nothing is broken by', () => {
  test.each<[string, Attempt[], Partial<OutgoingEmail> & { minutes?: number }]>([
    ['a mail on its way', [attempt([])], { settledAt: null }],
    ['a mail that was put back after a 429', [attempt(['sending', 'ready', 'sending', 'accepted'], mailed)], {}],
    ['a mail that was held and resumed', [attempt(['sending', 'held', 'ready', 'sending', 'accepted'], mailed)], {}],
    ['a late event', [attempt(['sending', 'unconfirmed', 'delivered', 'complained'], mailed)], {}],
    ['a soft bounce that became a hard one', [attempt(['sending', 'accepted', 'bounced', 'bounced'], mailed)], {}],
    [
      'a resend',
      [
        attempt(['sending', 'failed']),
        attempt(['ready', 'sending', 'accepted'], { ...mailed, ...requested, number: 2 }),
      ],
      {},
    ],
    ['a delivery that waits for hours in an open email', [attempt([])], { settledAt: null, minutes: 23 * 60 }],
    ['a delivery that is unconfirmed for years', [attempt(['sending', 'unconfirmed'])], { minutes: 1_000_000 }],
  ])('%s', (_, attempts, more) => {
    expect(brokenRules(attempts, more)).toEqual([]);
  });
});

describe('it is a breach when', () => {
  test.each<[string, string, Attempt[], Partial<OutgoingEmail> & { minutes?: number }]>([
    [
      'an email has more SES ids than accepted attempts',
      'mailed_twice',
      [attempt(['sending', 'accepted'], mailed)],
      { messageIds: ['ses-1@x', 'ses-2@x'] },
    ],
    [
      'two attempts have the same SES id',
      'mailed_twice',
      [
        attempt(['sending', 'bounced'], mailed),
        attempt(['ready', 'sending', 'accepted'], { ...mailed, ...requested, number: 2 }),
      ],
      {},
    ],
    ['a failed attempt has an SES id', 'denied_but_mailed', [attempt(['sending', 'failed'], mailed)], {}],
    ['a cancelled attempt has an SES id', 'denied_but_mailed', [attempt(['cancelled'], mailed)], {}],
    ['a state moved back', 'against_the_rules', [attempt(['sending', 'delivered', 'accepted'], mailed)], {}],
    [
      'an unconfirmed attempt was sent again by itself',
      'against_the_rules',
      [attempt(['sending', 'unconfirmed', 'sending'])],
      {},
    ],
    [
      'the state is not the last one of its history',
      'against_the_rules',
      [attempt(['sending', 'accepted'], { ...mailed, state: 'delivered' })],
      {},
    ],
    [
      'nobody requested the second attempt',
      'asked_by_nobody',
      [attempt(['sending', 'unconfirmed']), attempt(['ready', 'sending', 'accepted'], { ...mailed, number: 2 })],
      {},
    ],
    [
      'a second attempt was made while the first was under way',
      'overtaken',
      [attempt(['sending']), attempt(['ready'], { ...requested, number: 2 })],
      {},
    ],
    ['a claim is an hour old', 'stuck', [attempt(['sending'])], { settledAt: null, minutes: 60 }],
    ['a delivery waits in a settled email', 'stuck', [attempt([])], { minutes: 60 }],
    ['an email is open for more than a day', 'stuck', [attempt([])], { settledAt: null, minutes: 24 * 60 + 1 }],
  ])('%s', (_, rule, attempts, more) => {
    expect(brokenRules(attempts, more)).toEqual([rule]);
  });

  test('a recipient has no delivery half an hour after the email was accepted', () => {
    const email = invoiceEmail(world(), { recipients: [anne] });
    expect(breachesOf(email, [], minutesLater(30))).toEqual([]);
    expect(breachesOf(email, [], minutesLater(31))).toEqual([{ rule: 'not_written', recipientId: anne.recipientId }]);
  });
});

describe('checkInvariants', () => {
  test('finds no breach in a normal run of the service, and counts zero', async () => {
    const w = world();
    const email = await commitInvoiceEmail(w);
    await launchEmail(w, email);
    await runSendFlow(w);
    await trackDelivery(w)(sesEvent('Bounce', { emailId: email.id, recipientId: anne.recipientId }));
    for (let minute = 0; minute < slices; minute += 1) {
      await checkInvariants(w)();
      w.clock.advance(60_000);
    }
    expect(w.metrics.of('InvariantBreaks')).toEqual(Array(slices).fill(0));
    expect(w.log.warnings()).toEqual([]);
  });

  test('checks every email exactly once a day, and logs breaches with ids only', async () => {
    const w = world();
    const email = await commitInvoiceEmail(w);
    await putInState(w, email.id, anne.recipientId, 'failed', mailed);
    let checked = 0;
    for (let minute = 0; minute < slices; minute += 1) {
      checked += (await checkInvariants(w)()).checked;
      w.clock.advance(60_000);
    }
    expect(checked).toBe(1);
    expect(w.log.lines.map(({ fields }) => fields)).toContainEqual({
      emailId: email.id,
      recipientId: anne.recipientId,
      rule: 'denied_but_mailed',
    });
    expect(JSON.stringify(w.log.lines)).not.toContain('@');
    expect(w.metrics.of('InvariantBreaks').filter((found) => found > 0)).toEqual([w.log.lines.length]);
  });

  test('is part of every reconcile run, as is the quota', async () => {
    const w = world();
    w.account.state = { maxPerSecond: 14, maxPerDay: 50_000, sentLastDay: 40_000, paused: false };
    await reconcile(w)();
    expect(w.metrics.of('InvariantBreaks')).toEqual([0]);
    expect(w.metrics.of('QuotaUsedPercent')).toEqual([80]);
    w.account.state = { ...w.account.state, maxPerDay: null };
    await reconcile(w)();
    expect(w.metrics.of('QuotaUsedPercent')).toEqual([80, 0]);
  });
});
