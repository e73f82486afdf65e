import { beforeAll, expect, test } from 'vitest';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { htmlCleaner } from '../../../shared/adapters/mail/html-cleaner.ts';
import { mimeReader } from '../../../shared/adapters/mail/mime-reader.ts';
import { mimeWriter } from '../../../shared/adapters/mail/mime-writer.ts';
import { threadAddress } from '../../../shared/domain/keys/thread-address.ts';
import { flowDefinition } from '../../fakes/harness/flow-runner.ts';
import type { KillPlan } from '../../fakes/harness/kill-switch.ts';
import { killableFlow } from '../../fakes/harness/killable-flow.ts';
import { testRing } from '../../fakes/ports/fake-keys.ts';
import { seededWorld, send } from '../../fakes/worlds/api-world.ts';
import { arrive, mailOf } from '../../fakes/worlds/captured-mail.ts';
import { recordReply } from '../../fakes/worlds/recorded-reply.ts';
import { world } from '../../fakes/worlds/world.ts';

beforeAll(() => void flowDefinition(), 240_000);

/**
 * An invoice is sent, and Julie answers it. The process of either may be killed at any call. SES and the clock repeat
 * what they would repeat in production.
 */
const answered = async (plan: KillPlan) => {
  const parts = world({ mimeReader: mimeReader(), mimeWriter: mimeWriter(), htmlCleaner: htmlCleaner() });
  const { w, inProcess, calls } = killableFlow(plan, ['communications'], parts);
  Object.assign(w, { mimeReader: parts.mimeReader, mimeWriter: parts.mimeWriter, htmlCleaner: parts.htmlCleaner });
  const built = await seededWorld(w);
  const ask = () => send(built, { subject: 'Facture paraphée', to: ['cnt_julie'], bcc: ['cnt_luc'] });
  const minutes = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      await w.settled();
      w.clock.advance(60_000);
      await reconcile(w)();
    }
    await w.settled();
  };
  await inProcess(ask).catch(() => null);
  await minutes(3);
  const id: string = (await ask()).json.id;
  await minutes(1);
  const thread = threadAddress(testRing, id, w.replyDomain);
  const raw = mailOf({
    from: 'julie@client.test',
    to: [thread],
    text: 'Le contreventement est validé.',
    messageId: '<one@client.test>',
  });
  const receipt = await arrive(w, raw, { id: 'ses-reply', recipients: [thread], source: 'julie@client.test' });
  await inProcess(() => captureReply(w)(receipt)).catch(() => null);
  // SES calls again, as the bucket's notification would do later.
  await captureReply(w)(receipt);
  await minutes(2);
  const found = async (query: string) =>
    (await built.call('usr_admin', 'GET', `/projects/prj_a/communications?${query}`)).json.items.length;
  const results = {
    subject: await found('q=paraphee'),
    bcc: await found('q=luc'),
    reply: await found('q=contreventement%20valide'),
    state: await found('state=sent'),
    former: (await found('state=queued')) + (await found('state=sending')),
  };
  return { results, calls };
};

test('an email is found by its words, its people and its state, although its send or capture was killed before or after any call (Y05)', async () => {
  const right = { subject: 1, bcc: 1, reply: 1, state: 1, former: 0 };
  const baseline = await answered(null);
  expect(baseline.results).toEqual(right);
  const derived = [
    'putSearchEntry',
    'getSearchWords',
    'saveSearchWords',
    'putListedStates',
    'putEntry',
    'touchCommunication',
    'commitEmail',
  ];
  const points = baseline.calls.flatMap((name, call) => (derived.some((one) => name.endsWith(one)) ? [call] : []));
  expect(points.length).toBeGreaterThan(15);
  for (const call of points)
    for (const when of ['before', 'after'] as const) {
      const { results, calls } = await answered({ call, when });
      expect(results, `${when} call ${call}, ${calls[call]}`).toEqual(right);
    }
}, 480_000);

test('emails that enter one conversation at the same moment are all found (Y05)', async () => {
  const built = await seededWorld();
  const { id } = (await send(built)).json;
  const words = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
  await Promise.all(words.map((text) => recordReply(built.w, id, { contactId: 'cnt_julie', text })));
  for (const word of words) {
    const { json } = await built.call('usr_admin', 'GET', `/projects/prj_a/communications?q=${word}`);
    expect(json.items, word).toHaveLength(1);
  }
});
