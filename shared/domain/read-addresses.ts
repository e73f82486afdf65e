import type { Communication } from './communication.ts';
import type { Ports } from './ports.ts';
import { type CurrentCommunication, readdressed } from './thread-addresses.ts';

/** The conversation with its people where they are to be found now, by what became of all of its mails. */
export const withCurrentAddresses = async (
  { communications }: Pick<Ports, 'communications'>,
  communication: Communication,
): Promise<CurrentCommunication> => {
  const entries = await communications.listEntries(communication.id);
  const ours = entries.filter((entry) => entry.direction === 'outgoing' && entry.kind !== 'notice');
  const mailed = await Promise.all(
    ours.map(async (entry) =>
      (await communications.listDeliveries(entry.emailId)).map((delivery) => ({ delivery, entry })),
    ),
  );
  return readdressed(communication, mailed.flat());
};
