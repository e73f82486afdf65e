import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32 } from '../../../../shared/domain/ids.ts';
import type { KeyRing } from '../../../../shared/domain/keys/key-ring.ts';
import { readThreadAddress, threadAddress } from '../../../../shared/domain/keys/thread-address.ts';
import { testRing } from '../../../fakes/ports/fake-keys.ts';

const domain = 'reply.courriel.test';
const threadId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => `com_${base32(bytes)}`);
const make = (id: string, ring: KeyRing = testRing) => threadAddress(ring, id, domain);
const read = (address: string, ring: KeyRing = testRing) => readThreadAddress(ring, address, domain);
const signedWith = (keyId: string): KeyRing => ({ ...testRing, current: keyId });
const anId = `com_${base32(new Uint8Array(16).fill(7))}`;

test('an address leads back to its thread, fits in a local part and is all lower case', () => {
  fc.assert(
    fc.property(threadId, (id) => {
      const address = make(id);
      expect(read(address)).toBe(id);
      expect(address).toMatch(/^r-[a-z2-7]{53}@reply\.courriel\.test$/);
      expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    }),
  );
});

test('an address in upper or mixed case is accepted', () => {
  fc.assert(
    fc.property(threadId, fc.infiniteStream(fc.boolean()), (id, coins) => {
      const shouted = [...make(id)].map((c) => (coins.next().value ? c.toUpperCase() : c)).join('');
      expect(read(shouted)).toBe(id);
    }),
  );
});

test('an address with any one character changed, in any place, is refused', () => {
  const address = make(anId);
  const local = address.slice(0, address.indexOf('@'));
  for (let at = 0; at < local.length; at += 1) {
    for (const other of 'abcdefghijklmnopqrstuvwxyz0123456789-.') {
      if (other === local[at]) continue;
      expect(read(`${local.slice(0, at)}${other}${local.slice(at + 1)}@${domain}`)).toBeNull();
    }
  }
});

test('a truncated or lengthened address is refused', () => {
  const local = make(anId).split('@')[0] ?? '';
  for (let length = 0; length < local.length; length += 1)
    expect(read(`${local.slice(0, length)}@${domain}`)).toBeNull();
  for (const more of [`a${local}`, `${local}a`, `${local}+tag`, `x ${local}`, `<${local}`]) {
    expect(read(`${more}@${domain}`)).toBeNull();
  }
  expect(read(`${local}@${domain}\n`)).toBeNull();
});

test("another thread's MAC is refused", () => {
  fc.assert(
    fc.property(threadId, threadId, (one, other) => {
      fc.pre(one !== other);
      expect(read(make(one).slice(0, 29) + make(other).slice(29))).toBeNull();
    }),
  );
});

test('an address under an older key is accepted, but not under a retired or unknown one', () => {
  expect(read(make(anId, signedWith('a')))).toBe(anId);
  const retired: KeyRing = {
    current: 'b',
    keys: { ...testRing.keys, a: { secret: testRing.keys.a?.secret ?? '', retired: true } },
  };
  expect(read(make(anId, signedWith('a')), retired)).toBeNull();
  expect(read(make(anId), { current: 'c', keys: { c: { secret: 'AAAA', retired: false } } })).toBeNull();
});

test('an address with another key id is refused, because the MAC covers the id', () => {
  const same: KeyRing = {
    current: 'a',
    keys: { a: { secret: 'c2FtZQ==', retired: false }, b: { secret: 'c2FtZQ==', retired: false } },
  };
  const address = make(anId, same);
  expect(read(address, same)).toBe(anId);
  expect(read(address.replace('r-a', 'r-b'), same)).toBeNull();
});

test('an address under another domain is refused, even a look-alike', () => {
  const local = make(anId).split('@')[0];
  for (const other of ['courriel.test', 'evil.test', 'xreply.courriel.test', 'reply.courriel.test.evil.test']) {
    expect(read(`${local}@${other}`)).toBeNull();
  }
  expect(read(`${local}@evil.test@${domain}`)).toBeNull();
});

test('an address needs a derived communication id and a current key that is not retired', () => {
  for (const id of ['com_1', 'eml_'.padEnd(30, 'a'), `${anId}a`, `com_${'A'.repeat(26)}`, '']) {
    expect(() => make(id)).toThrow(RangeError);
  }
  expect(() => make(anId, signedWith('x'))).toThrow(RangeError);
  expect(() => make(anId, signedWith('toString'))).toThrow(RangeError);
});
