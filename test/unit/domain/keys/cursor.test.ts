import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCursor, sealCursor } from '../../../../shared/domain/keys/cursor.ts';
import { testRing } from '../../../fakes/ports/fake-keys.ts';

const binding = ['usr_a', 'listDirectory', { projectId: 'prj_a' }, { q: 'é' }];

describe('a cursor', () => {
  test('opens to the position that it was sealed with, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (position) => {
        expect(openCursor(testRing, binding, sealCursor(testRing, binding, position))).toBe(position);
      }),
    );
  });

  test('fits in a URL and shows nothing of the position', () => {
    const cursor = sealCursor(testRing, binding, 'com_secret');
    expect(encodeURIComponent(cursor)).toBe(cursor);
    expect(Buffer.from(cursor.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('secret');
  });

  test('opens for no other user and no other list', () => {
    const cursor = sealCursor(testRing, binding, 'x');
    for (let i = 0; i < binding.length; i += 1)
      expect(openCursor(testRing, binding.with(i, 'other'), cursor)).toBeNull();
    expect(openCursor(testRing, [], cursor)).toBeNull();
  });

  test('does not open if a single character is changed, added or removed', () => {
    const cursor = sealCursor(testRing, binding, 'position 1');
    const alphabet = [...'ABab01-_.='];
    for (let i = 0; i <= cursor.length; i += 1)
      for (const c of alphabet) {
        const changed = `${cursor.slice(0, i)}${c}${cursor.slice(i + 1)}`;
        if (changed !== cursor) expect(openCursor(testRing, binding, changed)).toBeNull();
        expect(openCursor(testRing, binding, `${cursor.slice(0, i)}${c}${cursor.slice(i)}`)).toBeNull();
      }
    for (let i = 0; i < cursor.length; i += 1)
      expect(openCursor(testRing, binding, `${cursor.slice(0, i)}${cursor.slice(i + 1)}`)).toBeNull();
  });

  test('does not open from hostile text', () => {
    for (const text of ['', '.', 'b.', 'b.AAAA', '__proto__.AAAA', 'constructor.AAAA', 'b.%00', 'é.é'])
      expect(openCursor(testRing, binding, text)).toBeNull();
  });

  test('opens under an older key, but not under a retired one', () => {
    const older = sealCursor({ ...testRing, current: 'a' }, binding, 'x');
    const retired = sealCursor({ ...testRing, current: 'x' }, binding, 'x');
    expect(openCursor(testRing, binding, older)).toBe('x');
    expect(openCursor(testRing, binding, retired)).toBeNull();
  });
});
