import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { EmailPlace, EmailView } from '../../api/shapes.ts';
import { picturesOf } from './pictures.ts';

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/**
 * Fetches through a URL that lives for a minute and that the service gives only to people who may see the email. The
 * type is the one that the service detected.
 */
const fetchPicture = async (place: EmailPlace, { id, contentType }: { id: string; contentType: string }) => {
  const { url } = await answer(
    api.GET('/projects/{projectId}/communications/{communicationId}/emails/{emailId}/attachments/{attachmentId}', {
      params: { path: { ...place, attachmentId: id } },
    }),
  );
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`picture refused with ${response.status}`);
  return dataUrl(new Blob([await response.arrayBuffer()], { type: contentType }));
};

/**
 * The email's own pictures as data: URLs. The frame has no origin, so it cannot fetch them itself, and it is safer when
 * it fetches nothing at all.
 */
export const usePictures = (place: EmailPlace, { attachments }: Pick<EmailView, 'attachments'>, html: string) => {
  const wanted = picturesOf({ html, attachments });
  return useQuery({
    queryKey: ['pictures', place.communicationId, place.emailId],
    queryFn: async () =>
      new Map(
        await Promise.all(wanted.map(async (file) => [file.contentId ?? '', await fetchPicture(place, file)] as const)),
      ),
    enabled: wanted.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
};
