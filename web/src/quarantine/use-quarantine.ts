import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Strings } from '../../../shared/words/en/page.ts';
import { ApiError, sayError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { keys } from '../api/queries.ts';

/** The reads and the decisions of the quarantine. The state `beyond` lists the mails of one group. */

export type Which = 'held' | 'handled';
export type Action = 'release' | 'discard';

export const listKey = (projectId: string) => ['quarantine', projectId] as const;

const firstPage: string | undefined = undefined;

type Wanted = { state: Which } | { state: 'beyond'; communicationId: string; hour: string };

export const useQuarantine = (projectId: string, wanted: Wanted) =>
  useInfiniteQuery({
    queryKey: [...listKey(projectId), wanted],
    queryFn: ({ pageParam: cursor }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/projects/{projectId}/quarantine', {
          params: { path: { projectId }, query: { ...wanted, limit: 25, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const useQuarantineGroups = (projectId: string) =>
  useInfiniteQuery({
    queryKey: [...listKey(projectId), 'groups'],
    queryFn: ({ pageParam: cursor }: { pageParam: string | undefined }) =>
      answer(
        api.GET('/projects/{projectId}/quarantine/beyond', {
          params: { path: { projectId }, query: { limit: 25, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  });

const routes = {
  release: '/projects/{projectId}/quarantine/{emailId}/release',
  discard: '/projects/{projectId}/quarantine/{emailId}/discard',
} as const;

/** Repeating a decision is harmless: the first one stands. */
export const useDecision = (
  { projectId, emailId, action }: { projectId: string; emailId: string; action: Action },
  onDone: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST(routes[action], { params: { path: { projectId, emailId } }, body: { reason } })),
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
