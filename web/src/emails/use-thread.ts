import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { answer, api } from '../api/client.ts';
import { idleFor } from '../api/idle.ts';
import { isMoving, pollInterval } from '../api/polling.ts';
import { keys } from '../api/queries.ts';
import { type Answered, type Loaded, type PageRequest, readThread, withOlder } from '../api/thread-pages.ts';

const path = '/projects/{projectId}/communications/{communicationId}' as const;

const ask =
  (projectId: string, communicationId: string) =>
  async ({ limit, cursor, etag }: PageRequest): Promise<Answered> => {
    const { data, error, response } = await api.GET(path, {
      params: {
        path: { projectId, communicationId },
        query: { limit, ...(cursor === undefined ? {} : { cursor }) },
        header: etag === undefined ? {} : { 'If-None-Match': etag },
      },
      // The page keeps the response itself; the browser's cache would turn a 304 into a 200.
      cache: 'no-store',
    });
    if (response.status === 304) return null;
    if (!response.ok || data === undefined) throw new ApiError(response.status, error);
    return { page: data, etag: response.headers.get('etag') };
  };

/** The loaded part of a conversation, polled while it is open. An unchanged response causes no re-render. */
export const useThread = (projectId: string, communicationId: string) => {
  const queries = useQueryClient();
  const queryKey = keys.thread(projectId, communicationId);
  const thread = useQuery({
    queryKey,
    queryFn: () =>
      readThread(ask(projectId, communicationId), () => queries.getQueryData<Loaded>(queryKey), Date.now()),
    refetchInterval: ({ state }) =>
      pollInterval(state.data ? isMoving(state.data.thread, Date.now()) : false, idleFor()),
    select: ({ thread }) => thread,
  });
  const cursor = thread.data?.nextCursor ?? null;
  const older = useMutation({
    mutationFn: (from: string) =>
      answer(api.GET(path, { params: { path: { projectId, communicationId }, query: { limit: 25, cursor: from } } })),
    onSuccess: (page) =>
      queries.setQueryData<Loaded>(queryKey, (now) => now && { ...now, thread: withOlder(now.thread, page) }),
  });
  return {
    thread,
    older: {
      load: () => cursor !== null && !older.isPending && older.mutate(cursor),
      isLoading: older.isPending,
      isError: older.isError,
    },
  };
};

export type Older = ReturnType<typeof useThread>['older'];
