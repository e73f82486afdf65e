import type { KeyRing } from '../../../shared/domain/keys/key-ring.ts';
import type { Keys } from '../../../shared/ports/ports.ts';

const secret = (letter: string) => Buffer.alloc(32, letter).toString('base64');

/** `b` signs, `a` still verifies, `x` is retired. */
export const testRing: KeyRing = {
  current: 'b',
  keys: {
    a: { secret: secret('a'), retired: false },
    b: { secret: secret('b'), retired: false },
    x: { secret: secret('x'), retired: true },
  },
};

export const fakeKeys = (ring: KeyRing = testRing): Keys => ({ ring: async () => ring });
