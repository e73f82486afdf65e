import { expect, test } from 'vitest';
import { pagePolicy } from '../../../web/page-policy.ts';

const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));

test('a deployed page may connect to its API and its files, and to nothing else', () => {
  const policy = directives(
    pagePolicy({
      api: 'https://abc.execute-api.ca-central-1.amazonaws.com/',
      files: 'https://files.s3.ca-central-1.amazonaws.com',
    }),
  );
  expect(policy['connect-src']).toEqual([
    "'self'",
    'https://abc.execute-api.ca-central-1.amazonaws.com',
    'https://files.s3.ca-central-1.amazonaws.com',
  ]);
});

test('a page of the local run may connect to its own machine', () => {
  expect(directives(pagePolicy({ api: null, files: null }))['connect-src']).toEqual([
    "'self'",
    'http://localhost:*',
    'http://127.0.0.1:*',
  ]);
});

test('an API address without an address of the files is refused', () => {
  expect(() => pagePolicy({ api: 'https://api.test/', files: null })).toThrow('VITE_FILES_URL');
});

test('the policy forbids what it does not name, and allows no foreign scripts, forms or frames', () => {
  const policy = directives(pagePolicy({ api: null, files: null }));
  expect(policy['default-src']).toEqual(["'none'"]);
  expect(policy['script-src']).toEqual(["'self'"]);
  expect(policy['frame-src']).toEqual(['blob:']);
  expect(policy['img-src']).not.toContain('http:');
  expect([policy['base-uri'], policy['form-action']]).toEqual([["'none'"], ["'none'"]]);
  expect(Object.values(policy).flat()).not.toContain("'unsafe-eval'");
});
