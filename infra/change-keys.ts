import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type KeyRingChange, KeyRingSecret, keyRingChanges } from '../shared/domain/keys/key-ring.ts';

/**
 * Reads the key ring's secret from standard input and prints it changed; nothing else is printed, and nothing is kept:
 * npm run --silent keys -- add b     a new key, which verifies and does not sign yet
 * npm run --silent keys -- use b     the key that signs from now on
 * npm run --silent keys -- retire a  a key that neither signs nor verifies any more
 * The order, and how long to wait in between, is in docs/runbook.md.
 */
const [action = '', id = ''] = process.argv.slice(2);
const isChange = (name: string): name is KeyRingChange => Object.hasOwn(keyRingChanges, name);

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

/** What was read may be no secret at all: the message names no value. */
const read = (input: string) => {
  try {
    return KeyRingSecret.parse(JSON.parse(input));
  } catch {
    // Recovery: the secret stays what it is, since nothing is printed.
    return fail('what came in is no key ring');
  }
};

if (!isChange(action)) fail(`one of: ${Object.keys(keyRingChanges).join(', ')}; then a key id, one of a-z0-9`);
else {
  const held = read(await text(process.stdin));
  const changed = KeyRingSecret.safeParse(keyRingChanges[action](held, id, randomBytes(48).toString('base64')));
  if (!changed.success) fail(`refused: ${changed.error.issues.map(({ message }) => message).join('; ')}`);
  else process.stdout.write(JSON.stringify(changed.data));
}
