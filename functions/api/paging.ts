import type { RouteName } from '../../shared/api/contract.ts';
import type { Caller } from '../../shared/api/handler.ts';
import { invalidRequest } from '../../shared/domain/errors.ts';
import { openCursor, sealCursor } from '../../shared/domain/keys/cursor.ts';
import { maxPageBytes } from '../../shared/domain/limits.ts';
import { firstWithin } from '../../shared/domain/within-bytes.ts';
import type { Ports } from '../../shared/ports/ports.ts';

type ListCall = { caller: Caller; path: object; query: { cursor?: string | undefined; limit: number } };

/** `position`: where the previous page ended, null on the first page. `seal` makes the next page's cursor. */
export type Paging = { position: string | null; limit: number; seal(position: string | null): string | null };

/** A cursor is valid for its own user, route, path and query; the page size may change between pages. */
export const paging = async (deps: Pick<Ports, 'keys'>, route: RouteName, call: ListCall): Promise<Paging> => {
  const { cursor, limit, ...query } = call.query;
  const ring = await deps.keys.ring();
  const binding = [call.caller.userId, route, call.path, query];
  const position = cursor === undefined ? null : openCursor(ring, binding, cursor);
  if (cursor !== undefined && position === null)
    throw invalidRequest([{ pointer: '/cursor', detail: (say) => say.request.wrongCursor }], 'bad_request');
  return { position, limit, seal: (next) => (next === null ? null : sealCursor(ring, binding, next)) };
};

/**
 * The number of leading items that fit into one response. A page may therefore have fewer items than requested, and the
 * cursor continues from there.
 */
export const fitting = (items: readonly unknown[]): number => firstWithin(items, maxPageBytes).length;

/** A page of a list in memory, in the order of `sortKeyOf`, which must grow from item to item. */
export const pageAfter = <T>(
  { position, limit, seal }: Paging,
  sorted: readonly T[],
  sortKeyOf: (item: T) => string,
) => {
  const rest = position === null ? sorted : sorted.filter((item) => sortKeyOf(item) > position);
  const items = firstWithin(rest.slice(0, limit), maxPageBytes);
  const last = items.at(-1);
  return { items, nextCursor: seal(last && rest.length > items.length ? sortKeyOf(last) : null) };
};
