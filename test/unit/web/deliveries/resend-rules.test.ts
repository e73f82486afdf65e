import { describe, expect, test } from 'vitest';
import { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { mayResend as service } from '../../../../shared/domain/delivery/resend.ts';
import { collectCsv, nextCursor } from '../../../../web/src/deliveries/csv-file.ts';
import { destinationOf, mayResend } from '../../../../web/src/deliveries/resend-rules.ts';
import { deliveryIn } from '../../../fakes/worlds/deliveries.ts';

test('the page offers to resend in exactly the states in which the service takes it', () => {
  for (const state of DeliveryState.options)
    expect(mayResend({ state }), state).toBe(service(deliveryIn(state)) === 'yes');
});

describe('where a resend goes', () => {
  const delivery = { address: 'old@gc.test', state: 'bounced' as const };
  test('to the directory’s address: old and new are shown', () => {
    expect(destinationOf(delivery, 'new@gc.test')).toEqual({
      kind: 'changed',
      before: 'old@gc.test',
      now: 'new@gc.test',
    });
  });
  test('an address that was refused and still stands there is pointed out; after another trouble it is not', () => {
    expect(destinationOf(delivery, 'old@gc.test')).toEqual({ kind: 'same', refused: true });
    expect(destinationOf({ ...delivery, state: 'unconfirmed' }, 'old@gc.test')).toEqual({
      kind: 'same',
      refused: false,
    });
  });
  test('nowhere, when the person left the directory', () => {
    expect(destinationOf(delivery, null)).toEqual({ kind: 'gone' });
  });
});

describe('the CSV file', () => {
  test('a link to the next part holds its cursor', () => {
    expect(nextCursor('<?state=bounced&cursor=a%2Bb>; rel="next"')).toBe('a+b');
    expect(nextCursor(null)).toBe(null);
  });
  test('of several parts is one: one mark, one header, every row, in order', async () => {
    const parts: Record<string, { text: string; link: string | null }> = {
      first: { text: '\ufeff"A"\r\n"1"\r\n', link: '<?cursor=second>; rel="next"' },
      second: { text: '\ufeff"A"\r\n"2"\r\n', link: null },
    };
    const file = await collectCsv(async (cursor) => parts[cursor ?? 'first'] ?? { text: '', link: null });
    expect(file).toBe('\ufeff"A"\r\n"1"\r\n"2"\r\n');
  });
});
