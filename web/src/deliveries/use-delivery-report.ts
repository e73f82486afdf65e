import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { DeliveryState } from '../api/shapes.ts';

/** Narrows the response type: the route can also answer CSV, which is not requested here. */
const asPage = <T extends object>(data: T | string): Extract<T, { items: unknown }> => {
  if (typeof data === 'string' || !isPage(data)) throw new ApiError(200, data);
  return data;
};
const isPage = <T extends object>(data: T): data is Extract<T, { items: unknown }> => 'items' in data;

const firstPage: string | undefined = undefined;

export const useDeliveryReport = (projectId: string, state: DeliveryState | null) =>
  useInfiniteQuery({
    queryKey: [...keys.deliveries(projectId), state],
    queryFn: async ({ pageParam: cursor }: { pageParam: string | undefined }) =>
      asPage(
        await answer(
          api.GET('/projects/{projectId}/deliveries', {
            params: {
              path: { projectId },
              query: { limit: 50, ...(cursor === undefined ? {} : { cursor }), ...(state === null ? {} : { state }) },
            },
          }),
        ),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
