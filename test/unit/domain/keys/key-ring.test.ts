import { expect, test } from 'vitest';
import { KeyRingSecret, keyRingOf } from '../../../../shared/domain/keys/key-ring.ts';

const secret = (letter: string) => letter.repeat(64);

test('a key ring keeps its retired keys and marks them', () => {
  const secrets = KeyRingSecret.parse({ current: 'b', retired: ['a'], a: secret('x'), b: secret('y') });
  expect(keyRingOf(secrets)).toEqual({
    current: 'b',
    keys: { a: { secret: secret('x'), retired: true }, b: { secret: secret('y'), retired: false } },
  });
});

test.each([
  ['its current key is missing', { current: 'a', retired: [], b: secret('x') }],
  ['its current key is retired', { current: 'a', retired: ['a'], a: secret('x') }],
  ['a key is too short to sign with', { current: 'a', a: 'x'.repeat(43) }],
  ['a key id would not fit an address', { current: 'a1', a1: secret('x') }],
])('a secret is refused when %s', (_, secrets) => {
  expect(KeyRingSecret.safeParse(secrets).success).toBe(false);
});
