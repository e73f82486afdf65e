import { expect, test } from 'vitest';
import { captureHostile } from '../../fakes/harness/hostile-process.ts';
import { hostileMails } from '../../fixtures/mail/hostile.ts';

/** The hostile mails that the row names. The bench of replies captures them all, each in its own process. */
const named = [
  'parts 20,000 deep',
  '100,000 empty parts',
  '10,000 recipients',
  'messages 200 deep',
  '50,000 encoded words',
  '5 MB of HTML in tags',
  '5 MB of HTML in tags never closed',
  '5 MB of HTML in words',
  'a file of 40 MB',
  '40 MB of text',
];

test('a bomb is quarantined and a mail of 40 MB is kept, within ten seconds and 512 MB, and the next mail is captured (M13)', {
  timeout: 120_000,
}, async () => {
  const mails = hostileMails.filter((mail) => named.includes(mail.name));
  expect(mails).toHaveLength(named.length);
  // A process that hangs is killed after ten seconds, and its remaining mails would be missing here.
  const reports = await captureHostile(named);
  expect(reports.map(({ name, outcome, reason, next }) => ({ name, outcome, reason, next }))).toEqual(
    mails.map(({ name, outcome }) => ({
      name,
      outcome,
      // These mails name the conversation in the envelope alone, so their relays wait.
      reason: outcome === 'quarantined' ? 'unparseable' : 'relay_waits_unaddressed',
      next: 'recorded',
    })),
  );
  for (const { name, megabytes } of reports) expect(megabytes, name).toBeLessThan(512);
});
