import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import type { Strings } from '../strings/en.ts';

export type Which = 'held' | 'handled';
export type Action = 'release' | 'discard';

const listKey = (projectId: string) => ['quarantine', projectId] as const;

const firstPage: string | undefined = undefined;

export const useQuarantine = (projectId: string, state: Which) =>
  useInfiniteQuery({
    queryKey: [...listKey(projectId), state],
    queryFn: ({ pageParam: cursor }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/projects/{projectId}/quarantine', {
          params: { path: { projectId }, query: { state, limit: 25, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

const ask = {
  release: '/projects/{projectId}/quarantine/{emailId}/release',
  discard: '/projects/{projectId}/quarantine/{emailId}/discard',
} as const;

/** Asking again is harmless: the first decision stands. */
export const useDecision = (
  { projectId, emailId, action }: { projectId: string; emailId: string; action: Action },
  onDone: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST(ask[action], { params: { path: { projectId, emailId } }, body: { reason } })),
    onSuccess: onDone,
    onSettled: () => {
      queries.invalidateQueries({ queryKey: listKey(projectId) });
      queries.invalidateQueries({ queryKey: keys.communications(projectId) });
    },
  });
};

export const sayDecisionError = ({ quarantine, problems }: Strings, error: unknown): string => {
  if (!(error instanceof ApiError) || error.status >= 500) return quarantine.networkFailed;
  return error.status === 409 ? quarantine.otherWay : sayError(problems, error);
};
