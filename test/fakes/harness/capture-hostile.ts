import { z } from 'zod';
import { captureReply } from '../../../functions/capture-reply/capture-reply.ts';
import { hostileMails } from '../../fixtures/mail/hostile.ts';
import { arrive, conversation, newWorld, reply } from '../worlds/captured-mail.ts';

/**
 * A process of its own that captures hostile mails one after the other, as the function does. It reports the outcome of
 * each and the most memory that it took, in megabytes beyond those that the process had before. The names of the mails
 * are its arguments. Its parent ends it when a mail takes too long.
 */
export const HostileReport = z.object({
  name: z.string(),
  outcome: z.string(),
  reason: z.string().nullable(),
  milliseconds: z.number(),
  megabytes: z.number(),
  /** The outcome of an ordinary mail that the same process captured next. */
  next: z.string(),
});

const run = async (names: readonly string[]): Promise<void> => {
  const c = await conversation(newWorld());
  // A first reply loads and compiles everything that any mail needs, which must not count as the cost of a hostile one.
  await reply(c);
  for (const [index, { name, raw }] of hostileMails.filter((mail) => names.includes(mail.name)).entries()) {
    // The time moves so far that the brake on relays, which is not tested here, stops nothing.
    c.w.clock.advance(900_000);
    const receipt = await arrive(c.w, raw(), { recipients: [c.thread] });
    const before = process.memoryUsage.rss();
    const start = performance.now();
    const [outcome] = await captureReply(c.w)(receipt);
    const milliseconds = performance.now() - start;
    const megabytes = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
    const [next] = await reply(c, { text: `The mail behind it. ${index}` });
    process.send?.({
      name,
      outcome: outcome?.outcome ?? 'nothing',
      reason: outcome?.reason ?? null,
      milliseconds,
      megabytes,
      next: next?.outcome ?? 'nothing',
    });
  }
};

if (import.meta.main) await run(process.argv.slice(2));
