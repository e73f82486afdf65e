import { z } from 'zod';
import type { CommunicationView, EmailView } from '../../shared/api/shapes-communications.ts';
import type { Communication } from '../../shared/domain/communication.ts';
import { type Access, seesCommunication } from '../../shared/domain/permissions.ts';
import { contains } from '../../shared/domain/search-text.ts';
import type { Page } from '../../shared/domain/store-ports.ts';
import type { Paging } from './paging.ts';
import type { ThreadReader } from './read-thread.ts';

type View = z.input<typeof CommunicationView>;
type Wanted = { q?: string | undefined; state?: string | undefined };

/** A store's page, and the last communication taken from it: a page of ours may end within one of theirs. */
const Place = z.object({ after: z.string().nullable(), id: z.string(), at: z.string() });
type Place = z.infer<typeof Place>;

/** Read at a time: little is read in vain, and a run of hidden ones costs few requests. */
const storePage = (limit: number): number => Math.max(20, limit + 1);

const peopleOf = (email: z.input<typeof EmailView>): string[] =>
  [email.from, ...email.to, ...email.cc, ...email.bcc, ...email.deliveries].flatMap((p) => [p.name, p.address]);

/** The texts in which the viewer may search: nothing of what he or she may not see. */
const textsOf = ({ view, emails }: { view: View; emails: z.input<typeof EmailView>[] }): string[] => [
  view.subject,
  ...emails.flatMap((e) => [e.subject, e.text, ...peopleOf(e), ...e.attachments.map((a) => a.fileName)]),
];

const wantedView = async (reader: ThreadReader, c: Communication, { q, state }: Wanted): Promise<View | null> => {
  const { view, emails } = q ? await reader.whole(c) : { view: await reader.summary(c), emails: [] };
  if (state && view.state !== state) return null;
  return !q || contains(q, textsOf({ view, emails })) ? view : null;
};

/** The stores' order, newest first: what has moved to the top meanwhile was shown, or will be on the first page. */
const afterPlace = (items: readonly Communication[], place: Place | null): readonly Communication[] =>
  place ? items.filter((c) => `${c.lastActivityAt}#${c.id}` < `${place.at}#${place.id}`) : items;

/**
 * Reads on until a page is full of what the viewer may see, and one more: whether there is a next page depends on
 * visible things alone, and so does everything in the answer.
 */
export const listCommunications = async (
  deps: { viewer: Access; reader: ThreadReader; page: Paging; wanted: Wanted },
  list: (limit: number, after: string | null) => Promise<Page<Communication>>,
): Promise<{ items: View[]; nextCursor: string | null }> => {
  const { viewer, reader, page, wanted } = deps;
  let place = page.position === null ? null : Place.parse(JSON.parse(page.position));
  let after = place?.after ?? null;
  const found: { view: View; place: Place }[] = [];
  do {
    const { items, next } = await list(storePage(page.limit), after);
    const visible = afterPlace(items, place).filter((c) => seesCommunication(viewer, c));
    const views = await Promise.all(visible.map((c) => wantedView(reader, c, wanted)));
    for (const [i, c] of visible.entries()) {
      const view = views[i];
      if (view) found.push({ view, place: { after, id: c.id, at: c.lastActivityAt } });
    }
    place = null;
    after = next;
  } while (after !== null && found.length <= page.limit);
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  const more = last !== undefined && found.length > page.limit;
  return { items: items.map(({ view }) => view), nextCursor: page.seal(more ? JSON.stringify(last.place) : null) };
};
