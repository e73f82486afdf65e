import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type KeyRingChange, KeyRingSecret, keyRingChanges } from '../shared/domain/keys/key-ring.ts';

/**
 * Reads the key ring's secret from standard input and prints the changed secret, and nothing else; stores nothing:
 * npm run --silent keys -- add b     adds a new key, which verifies but does not sign yet
 * npm run --silent keys -- use b     makes this key the one that signs
 * npm run --silent keys -- retire a  retires a key: it stays in the secret, but no longer signs or verifies
 * docs/runbook.md gives the order and how long to wait between the steps.
 */
const [action = '', id = ''] = process.argv.slice(2);
const isChange = (name: string): name is KeyRingChange => Object.hasOwn(keyRingChanges, name);

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

/** The input may not be a secret at all, so the message repeats none of it. */
const read = (input: string) => {
  try {
    return KeyRingSecret.parse(JSON.parse(input));
  } catch {
    // Recovery: nothing is printed, so the stored secret stays as it is.
    return fail('The input is not a key ring.');
  }
};

if (!isChange(action))
  fail(`Give one of ${Object.keys(keyRingChanges).join(', ')}, then a key id: one character from a to z or 0 to 9.`);
else {
  const stored = read(await text(process.stdin));
  const changed = KeyRingSecret.safeParse(keyRingChanges[action](stored, id, randomBytes(48).toString('base64')));
  if (!changed.success) fail(`Refused: ${changed.error.issues.map(({ message }) => message).join('; ')}`);
  else process.stdout.write(JSON.stringify(changed.data));
}
