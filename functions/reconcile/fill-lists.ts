import { enterLists, listsFilled, readFillPosition, saveFillPosition } from '../../shared/actions/enter-lists.ts';
import type { Email } from '../../shared/domain/conversation/email.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type Deps = Pick<Ports, 'clock' | 'communications' | 'files' | 'log'>;

/** This sweep's share of the 50 seconds that a tick may take (infra/constructs/function-limits.ts). */
const timeoutMs = 15_000;

const enterConversation = async (deps: Deps, communicationId: string): Promise<void> => {
  const entries = await deps.communications.listEntries(communicationId);
  const emails: { email: Email; entry: (typeof entries)[number] }[] = [];
  for (const entry of entries) {
    const email = await deps.communications.getEmail(entry.emailId);
    if (email) emails.push({ email, entry });
  }
  await enterLists(deps, communicationId, emails);
};

/**
 * Walks the table once and enters every conversation into the search and the lists by state, for conversations older
 * than these lists. It stores its position after each page of the table, and at the end that it is done: from then on
 * it reads one item per minute. A conversation that cannot be entered stops the walk at its page, where the next minute
 * starts again.
 */
export const fillLists = (deps: Deps) => async () => {
  let listsEntered = 0;
  if (await listsFilled(deps)) return { listsEntered };
  const until = deps.clock.now().getTime() + timeoutMs;
  let position = await readFillPosition(deps);
  do {
    const { ids, next } = await deps.communications.walkCommunications(position);
    for (const id of ids) await enterConversation(deps, id);
    listsEntered += ids.length;
    await saveFillPosition(deps, next);
    position = next;
  } while (position !== null && deps.clock.now().getTime() < until);
  return { listsEntered };
};
