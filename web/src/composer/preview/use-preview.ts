import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, isWorthRetrying } from '../../api/api-error.ts';
import { api } from '../../api/client.ts';
import type { PreviewReady, PreviewRendering } from '../../api/shapes.ts';

type PreviewState = PreviewReady | (PreviewRendering & { againMs: number });

/** Retry-After in seconds ─▶ milliseconds; a second when the service does not say. */
const againAfter = (header: string | null): number => {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : 1000;
};

const isRenderFailure = (error: unknown): boolean => error instanceof ApiError && error.code === 'render-failed';

/** The very PDF that a send attaches: asked for until it is made, then fetched as a blob, since its URL soon expires. */
export const usePreview = (projectId: string, invoiceId: string, language: 'en' | 'fr', version: string) => {
  const asked = useQuery({
    queryKey: ['preview', projectId, invoiceId, version, language],
    queryFn: async (): Promise<PreviewState> => {
      const { data, error, response } = await api.POST('/projects/{projectId}/invoices/{invoiceId}/preview', {
        params: { path: { projectId, invoiceId } },
        body: { language },
      });
      if (!data) throw new ApiError(response.status, error);
      return data.state === 'ready' ? data : { ...data, againMs: againAfter(response.headers.get('retry-after')) };
    },
    refetchInterval: ({ state }) =>
      state.status === 'success' && state.data?.state === 'rendering' ? state.data.againMs : false,
    // A render that failed is not asked for again by a machine.
    retry: (count, error) => count < 2 && isWorthRetrying(error) && !isRenderFailure(error),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const ready = asked.data?.state === 'ready' ? asked.data : null;
  const file = useQuery({
    queryKey: ['preview-file', ready?.sha256],
    queryFn: async () => {
      const response = await fetch(ready?.url ?? '');
      if (!response.ok) throw new TypeError(`preview: ${response.status}`);
      return new Blob([await response.arrayBuffer()], { type: 'application/pdf' });
    },
    enabled: ready !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    ready,
    rendering: asked.data?.state === 'rendering' ? asked.data : null,
    url: useObjectUrl(file.data),
    error: asked.error ?? file.error,
    retry: () => asked.refetch().then(() => file.refetch()),
  };
};
export type Preview = ReturnType<typeof usePreview>;

const useObjectUrl = (blob: Blob | undefined): string | null => {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return setUrl(null);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
};
