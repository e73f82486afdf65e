import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { idleFor } from './idle.ts';
import { besideThread, isMoving, pollInterval } from './polling.ts';
import type { Answers, CommunicationState, EmailPlace } from './shapes.ts';

/**
 * Most of what the page reads. Threads, the preview, deliveries and the quarantine have their reads in their own
 * folders. Query keys begin with the part that a mutation invalidates.
 */

type PageParam = string | undefined;
const firstPage: PageParam = undefined;
const nextPage = (page: { nextCursor: string | null }): PageParam => page.nextCursor ?? undefined;
const query = (limit: number, cursor: PageParam, q = '') => ({
  limit,
  ...(cursor === undefined ? {} : { cursor }),
  ...(q === '' ? {} : { q }),
});

export const keys = {
  invoice: (projectId: string, invoiceId: string) => ['invoice', projectId, invoiceId] as const,
  invoices: (projectId: string) => ['invoices', projectId] as const,
  communications: (projectId: string) => ['communications', projectId] as const,
  deliveries: (projectId: string) => ['deliveries', projectId] as const,
  thread: (projectId: string, communicationId: string) => ['thread', projectId, communicationId] as const,
};

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => answer(api.GET('/me')), staleTime: 60_000 });

export const useInvoices = (projectId: string) =>
  useInfiniteQuery({
    queryKey: keys.invoices(projectId),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/projects/{projectId}/invoices', { params: { path: { projectId }, query: query(50, pageParam) } }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const useInvoice = (projectId: string, invoiceId: string) =>
  useQuery({
    queryKey: keys.invoice(projectId, invoiceId),
    queryFn: () =>
      answer(api.GET('/projects/{projectId}/invoices/{invoiceId}', { params: { path: { projectId, invoiceId } } })),
    refetchInterval: 30_000,
  });

export const useLines = (projectId: string, invoiceId: string, version: string | null) =>
  useInfiniteQuery({
    queryKey: ['lines', projectId, invoiceId, version],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/projects/{projectId}/invoices/{invoiceId}/lines', {
          params: { path: { projectId, invoiceId }, query: query(100, pageParam) },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    // The lines of a version never change, so they never go stale.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useComposer = (projectId: string, invoiceId: string) =>
  useQuery({
    queryKey: ['composer', projectId, invoiceId],
    queryFn: () =>
      answer(
        api.GET('/projects/{projectId}/invoices/{invoiceId}/composer', { params: { path: { projectId, invoiceId } } }),
      ),
    // Fetched each time the composer opens, and kept while it is open.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

/** Fetched each time the composer opens, and kept while it is open. */
export const useAnswerComposer = (
  { projectId, communicationId }: { projectId: string; communicationId: string },
  { emailId, kind }: Answers,
) =>
  useQuery({
    queryKey: ['answer-composer', projectId, communicationId, emailId, kind],
    queryFn: () =>
      answer(
        api.GET('/projects/{projectId}/communications/{communicationId}/emails/{emailId}/composer', {
          params: { path: { projectId, communicationId, emailId }, query: { kind } },
        }),
      ),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

export const useDirectory = (projectId: string, q: string, enabled: boolean) =>
  useQuery({
    queryKey: ['directory', projectId, q],
    queryFn: () =>
      answer(
        api.GET('/projects/{projectId}/directory', { params: { path: { projectId }, query: query(10, undefined, q) } }),
      ),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Limits the search to 2,000 entries, where a directory has hundreds at most. Nobody beyond them is found. */
const mostDirectoryPages = 20;

/** Maps each person to their address in the directory, and leaves out people who are not in it. Always fetched anew. */
export const useAddresses = (projectId: string, contactIds: readonly string[]) =>
  useQuery({
    queryKey: ['addresses', projectId, contactIds],
    queryFn: async () => {
      const found = new Map<string, string>();
      let cursor: PageParam = firstPage;
      for (let page = 0; page < mostDirectoryPages && found.size < contactIds.length; page += 1) {
        const { items, nextCursor }: DirectoryPage = await answer(
          api.GET('/projects/{projectId}/directory', { params: { path: { projectId }, query: query(100, cursor) } }),
        );
        for (const { id, email } of items) if (email !== null && contactIds.includes(id)) found.set(id, email);
        if (nextCursor === null) break;
        cursor = nextCursor;
      }
      return found;
    },
    gcTime: 0,
    staleTime: 0,
  });

/** `reading`: a thread is open beside the list. */
export const useInvoiceCommunications = (projectId: string, invoiceId: string, q: string, reading: boolean) =>
  useInfiniteQuery({
    queryKey: [...keys.communications(projectId), 'invoice', invoiceId, q],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/projects/{projectId}/invoices/{invoiceId}/communications', {
          params: { path: { projectId, invoiceId }, query: query(25, pageParam, q) },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchInterval: ({ state }) =>
      isDeep(state.data?.pages, q)
        ? false
        : reading
          ? besideThread
          : pollInterval(anyMoving(state.data?.pages), idleFor()),
  });

export const useProjectCommunications = (projectId: string, q: string, wanted: CommunicationState | null) =>
  useInfiniteQuery({
    queryKey: [...keys.communications(projectId), 'all', q, wanted],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/projects/{projectId}/communications', {
          params: {
            path: { projectId },
            query: { ...query(25, pageParam, q), ...(wanted === null ? {} : { state: wanted }) },
          },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    refetchInterval: ({ state }) =>
      isDeep(state.data?.pages, q) ? false : anyMoving(state.data?.pages) ? 2000 : 15_000,
  });

/** The text of one email with its HTML and its quote. Bodies never change, so they never go stale. */
export const useEmailBody = (place: EmailPlace, enabled: boolean) =>
  useQuery({
    queryKey: ['email-body', place.communicationId, place.emailId],
    queryFn: () =>
      answer(
        api.GET('/projects/{projectId}/communications/{communicationId}/emails/{emailId}/body', {
          params: { path: place },
        }),
      ),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });

type DirectoryPage = { items: { id: string; email: string | null }[]; nextCursor: string | null };
type CommunicationPage = { items: Parameters<typeof isMoving>[0][] };
const anyMoving = (pages: CommunicationPage[] | undefined): boolean =>
  (pages ?? []).some(({ items }) => items.some((item) => isMoving(item, Date.now())));

/** A search that took several requests is not repeated automatically. */
const isDeep = (pages: CommunicationPage[] | undefined, q: string): boolean => q !== '' && (pages?.length ?? 0) > 1;
