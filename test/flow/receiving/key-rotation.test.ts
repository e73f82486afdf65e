import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { KeyRing } from '../../../shared/domain/keys/key-ring.ts';
import { type KeyRingChange, KeyRingSecret, keyRingChanges, keyRingOf } from '../../../shared/domain/keys/key-ring.ts';
import {
  capture,
  conversation,
  mailOf,
  newWorld,
  outcomesOf,
  recorded,
  relayed,
} from '../../fakes/worlds/captured-mail.ts';
import type { World } from '../../fakes/worlds/world.ts';

const anne = 'anne@gc.test';
const secret = (letter: string) => letter.repeat(64);

const step = (held: KeyRingSecret, change: KeyRingChange, id: string): KeyRingSecret =>
  KeyRingSecret.parse(keyRingChanges[change](held, id, secret(id)));

const withRing = (w: World, ring: KeyRing): World => ({ ...w, keys: { ring: async () => ring } });

let mails = 0;
/** Anne writes to an address, and a process with this key ring captures her mail. */
const answerTo = async (w: World, address: string, held: KeyRingSecret, headers: string[] = []) => {
  mails += 1;
  const raw = mailOf({
    from: anne,
    to: [address],
    text: `Réponse ${mails}`,
    messageId: `<k${mails}@gc.test>`,
    headers,
  });
  return outcomesOf(capture(withRing(w, keyRingOf(held)), raw, { recipients: [address] }));
};

test('a mailed address works while a key is added and used, until its own key is retired; then its mail is kept as unroutable', async () => {
  const first = KeyRingSecret.parse({ current: 'a', a: secret('a') });
  const c = await conversation(withRing(newWorld(), keyRingOf(first)));
  const { w } = c;
  const old = w.mailer.mails[0]?.from ?? '';
  expect(old).toMatch(/^r-a/);
  expect(await answerTo(w, old, first)).toEqual([['recorded', null]]);

  const added = step(first, 'add', 'b');
  expect(await answerTo(w, old, added)).toEqual([['recorded', null]]);

  const used = step(added, 'use', 'b');
  expect(await answerTo(w, old, used)).toEqual([['recorded', null]]);
  const before = (await relayed(withRing(w, keyRingOf(used)))).length;
  await answerTo(w, old, used);
  const sent = withRing(w, keyRingOf(used));
  expect((await relayed(sent)).length).toBeGreaterThan(before);
  const fresh = w.mailer.mails.at(-1)?.from ?? '';
  expect(fresh).toMatch(/^r-b/);
  expect(await answerTo(w, fresh, used)).toEqual([['recorded', null]]);
  // A process that last read the secret after the first step knows the new key already: that step exists for this.
  expect(await answerTo(w, fresh, added)).toEqual([['recorded', null]]);

  const retired = step(used, 'retire', 'a');
  const count = (await recorded(c)).length;
  const relays = (await relayed(sent)).length;
  expect(await answerTo(w, old, retired)).toEqual([['unroutable', 'no_thread']]);
  expect(await recorded(c)).toHaveLength(count);
  expect(await relayed(sent)).toHaveLength(relays);
  const kept = [...w.mail.stored.keys()].at(-1) ?? '';
  expect(Buffer.from((await w.mail.get(kept)) ?? []).toString()).toContain(`Réponse ${mails}`);
  expect(await w.communications.getFact(`unroutable#${kept.replace('mail/', '')}`)).not.toBeNull();
  expect(w.metrics.of('Unroutable').at(-1)).toBe(1);
  // A participant's mail that names a mail of ours still finds its conversation.
  expect(await answerTo(w, old, retired, [`In-Reply-To: <${c.invoiceMessageId}>`])).toEqual([['recorded', null]]);
  expect(await answerTo(w, fresh, retired)).toEqual([['recorded', null]]);
});

test('a new key that signs before every process knows it loses mail, which is why there are three steps', async () => {
  const first = KeyRingSecret.parse({ current: 'a', a: secret('a') });
  const hasty = step(step(first, 'add', 'b'), 'use', 'b');
  const c = await conversation(withRing(newWorld(), keyRingOf(hasty)));
  expect(await answerTo(c.w, c.w.mailer.mails[0]?.from ?? '', first)).toEqual([['unroutable', 'no_thread']]);
});

test('the program prints the changed secret and nothing else, and refuses a change that would break the ring', () => {
  const run = (held: object, ...args: string[]) =>
    execFileSync('node', ['infra/change-keys.ts', ...args], {
      input: JSON.stringify(held),
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const held = { current: 'a', retired: [], a: secret('a') };
  const added = JSON.parse(run(held, 'add', 'b'));
  expect(added).toEqual({ ...held, b: expect.stringMatching(/^[A-Za-z0-9+/]{64}$/) });
  expect(() => run(added, 'retire', 'a')).toThrow(/Refused: the current key is retired/);
  expect(() => run({ current: 'a' }, 'add', 'b')).toThrow(/not a key ring/);
});

test.each([
  ['use', 'c'],
  ['retire', 'a'],
  ['retire', 'c'],
  ['add', 'bb'],
  ['add', ''],
  ['add', 'current'],
] as const)('%s %s is refused or changes nothing', (change, id) => {
  const held = KeyRingSecret.parse({ current: 'a', a: secret('a'), b: secret('b') });
  const changed = KeyRingSecret.safeParse(keyRingChanges[change](held, id, secret('n')));
  expect(changed.success ? changed.data : null).toSatisfy(
    (ring) => ring === null || JSON.stringify(ring) === JSON.stringify(held),
  );
});
