import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeAddress, sameAddress } from '../../../shared/domain/mail-address.ts';

test('a plain address keeps its local part and gets a lower-case domain', () => {
  expect(normalizeAddress('Marie.Tremblay+factures@Acme.TEST')).toBe('Marie.Tremblay+factures@acme.test');
  expect(normalizeAddress("o'brien_{x}@sub.acme.test")).toBe("o'brien_{x}@sub.acme.test");
});

test('an international domain becomes punycode', () => {
  expect(normalizeAddress('jean@Bâtiment-Québec.test')).toBe('jean@xn--btiment-qubec-ieb8i.test');
  expect(normalizeAddress('li@例え.テスト')).toBe('li@xn--r8jz45g.xn--zckzah');
});

test('anything that is not one plain address is refused', () => {
  const refused = [
    '',
    'marie',
    '@acme.test',
    'marie@',
    'marie@localhost',
    'marie@acme..test',
    'marie@.acme.test',
    'marie@acme.test.',
    'marie@-acme.test',
    'ma..rie@acme.test',
    '.marie@acme.test',
    'marie.@acme.test',
    'Marie <marie@acme.test>',
    '<marie@acme.test>',
    '<evil@evil.test>victim@acme.test',
    'evil@evil.test,victim@acme.test',
    'evil@evil.test;victim@acme.test',
    'evil@evil.test@acme.test',
    '"evil@evil.test"@acme.test',
    'victim(comment)@acme.test',
    'a@x.test>\r\nBcc:<e@e.test>',
    'a@x.test\r\nBcc: e@e.test',
    'a@x.test\0',
    ' a@x.test',
    'a b@x.test',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@x.%74est',
    'a@x．test',
    'a@℀.test',
    '张伟@acme.test',
    'é@acme.test',
    `${'a'.repeat(65)}@acme.test`,
    `a@${'b'.repeat(64)}.test`,
    `a@${'b.'.repeat(130)}test`,
  ];
  for (const raw of refused) expect(normalizeAddress(raw), JSON.stringify(raw)).toBeNull();
});

test('an encoded word cannot smuggle in another address: it is refused or stays plain text', () => {
  const normalized = normalizeAddress('=?utf-8?q?evil=40e.test=3e?=@acme.test');
  expect(normalized === null || normalized.endsWith('@acme.test')).toBe(true);
});

test('an accepted address is accepted again unchanged, and has one @ and no structural character', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: 'binary' }).map((s) => `${s}@acme.test`),
      ),
      (raw) => {
        const normalized = normalizeAddress(raw);
        if (normalized === null) return;
        expect(normalizeAddress(normalized)).toBe(normalized);
        expect(normalized).toMatch(/^[^\s"(),:;<>@[\\\]]+@[a-z0-9.-]+$/);
      },
    ),
  );
});

test('addresses are compared regardless of case and of how the domain is written', () => {
  expect(sameAddress('Marie@Acme.test', 'marie@acme.TEST')).toBe(true);
  expect(sameAddress('jean@québec.test', 'jean@xn--qubec-csa.test')).toBe(true);
  expect(sameAddress('marie@acme.test', 'marie@acme.test.evil.test')).toBe(false);
  expect(sameAddress('marie+x@acme.test', 'marie@acme.test')).toBe(false);
  expect(sameAddress('', '')).toBe(false);
});
