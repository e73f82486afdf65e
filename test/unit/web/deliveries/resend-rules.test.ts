import { describe, expect, test } from 'vitest';
import { DeliveryState } from '../../../../shared/domain/delivery/delivery.ts';
import { mayResend as service } from '../../../../shared/domain/delivery/resend.ts';
import { collectCsv, nextCursor } from '../../../../web/src/deliveries/csv-file.ts';
import { destinationOf, mayResend } from '../../../../web/src/deliveries/resend-rules.ts';
import { deliveryIn } from '../../../fakes/worlds/deliveries.ts';

test('the page offers to resend in exactly the states in which the service accepts it', () => {
  for (const state of DeliveryState.options)
    expect(mayResend({ state }), state).toBe(service(deliveryIn(state)) === 'yes');
});

describe('the address of a resend', () => {
  const delivery = { address: 'old@gc.test', state: 'bounced' as const };
  test('is the one in the directory, and old and new are shown if it changed', () => {
    expect(destinationOf(delivery, 'new@gc.test')).toEqual({
      kind: 'changed',
      before: 'old@gc.test',
      now: 'new@gc.test',
    });
  });
  test('is pointed out if it was refused and is unchanged, but not after another failure', () => {
    expect(destinationOf(delivery, 'old@gc.test')).toEqual({ kind: 'same', refused: true });
    expect(destinationOf({ ...delivery, state: 'unconfirmed' }, 'old@gc.test')).toEqual({
      kind: 'same',
      refused: false,
    });
  });
  test('does not exist if the person has left the directory', () => {
    expect(destinationOf(delivery, null)).toEqual({ kind: 'gone' });
  });
});

describe('the CSV file', () => {
  test('has the cursor of its next part in a link', () => {
    expect(nextCursor('<?state=bounced&cursor=a%2Bb>; rel="next"')).toBe('a+b');
    expect(nextCursor(null)).toBe(null);
  });
  test('joins its parts under one byte order mark and one header, with every row in order', async () => {
    const parts: Record<string, { text: string; link: string | null }> = {
      first: { text: '\ufeff"A"\r\n"1"\r\n', link: '<?cursor=second>; rel="next"' },
      second: { text: '\ufeff"A"\r\n"2"\r\n', link: null },
    };
    const file = await collectCsv(async (cursor) => parts[cursor ?? 'first'] ?? { text: '', link: null });
    expect(file).toBe('\ufeff"A"\r\n"1"\r\n"2"\r\n');
  });
});
