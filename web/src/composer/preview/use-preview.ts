import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, isWorthRetrying } from '../../api/api-error.ts';
import { api } from '../../api/client.ts';
import type { PreviewReady, PreviewRendering, SendBody } from '../../api/shapes.ts';

type PreviewState = PreviewReady | (PreviewRendering & { againMs: number });

/**
 * Milliseconds until the next request: what Retry-After says in seconds, up to 30 s; without the header, one second.
 */
const againAfter = (header: string | null): number => {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 30) * 1000 : 1000;
};

const isRenderFailure = (error: unknown): boolean => error instanceof ApiError && error.code === 'render-failed';

/**
 * The same PDF that a send attaches. It is polled until it is rendered, and then fetched as a blob, because its URL
 * expires after a minute.
 */
export const usePreview = (
  { projectId, invoiceId }: { projectId: string; invoiceId: string },
  language: 'en' | 'fr',
  invoiceVersion: string,
  signature: SendBody['signature'],
) => {
  const status = useQuery({
    queryKey: ['preview', projectId, invoiceId, invoiceVersion, language, signature],
    queryFn: async (): Promise<PreviewState> => {
      const { data, error, response } = await api.POST('/projects/{projectId}/invoices/{invoiceId}/preview', {
        params: { path: { projectId, invoiceId } },
        // The signer has read this version, so no other one may be shown with the signature.
        body: signature ? { language, invoiceVersion, signature } : { language },
      });
      if (!data) throw new ApiError(response.status, error);
      return data.state === 'ready' ? data : { ...data, againMs: againAfter(response.headers.get('retry-after')) };
    },
    refetchInterval: ({ state }) =>
      state.status === 'success' && state.data?.state === 'rendering' ? state.data.againMs : false,
    // A failed render is not requested again automatically.
    retry: (count, error) => count < 2 && isWorthRetrying(error) && !isRenderFailure(error),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const ready = status.data?.state === 'ready' ? status.data : null;
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
    rendering: status.data?.state === 'rendering' ? status.data : null,
    url: useObjectUrl(file.data),
    error: status.error ?? file.error,
    retry: () => status.refetch().then(() => file.refetch()),
  };
};
export type Preview = ReturnType<typeof usePreview>;

const useObjectUrl = (blob: Blob | undefined): string | null => {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return setUrl(null);
    const objectUrl = URL.createObjectURL(blob);
    setUrl(objectUrl);
    return () => URL.revokeObjectURL(objectUrl);
  }, [blob]);
  return url;
};
