import { expect, test } from 'vitest';
import { captureHostile } from '../../fakes/harness/hostile-process.ts';
import { hostileMails } from '../../fixtures/mail/hostile.ts';

/** Of the hostile mails those that the row names; the bench of replies goes through them all, each in its own process. */
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

test('a bomb is held back, a mail of 40 MB kept, within ten seconds and 512 MB, and the mail behind it is captured (M13)', {
  timeout: 120_000,
}, async () => {
  const mails = hostileMails.filter((mail) => named.includes(mail.name));
  expect(mails).toHaveLength(named.length);
  // Killed after ten seconds without a word, the process would leave the rest out.
  const reports = await captureHostile(named);
  expect(reports.map(({ name, outcome, reason, next }) => ({ name, outcome, reason, next }))).toEqual(
    mails.map(({ name, outcome }) => ({
      name,
      outcome,
      // These mails name no conversation: the envelope alone brings them here.
      reason: outcome === 'quarantined' ? 'unparseable' : 'relay_waits_unaddressed',
      next: 'recorded',
    })),
  );
  for (const { name, megabytes } of reports) expect(megabytes, name).toBeLessThan(512);
});
