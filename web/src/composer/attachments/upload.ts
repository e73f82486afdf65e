import { answer, api } from '../../api/client.ts';
import type { AttachedFile } from '../draft/draft.ts';
import { contentTypeOf, hexOf } from './attachment-rules.ts';

export type UploadStep = { state: 'reading' } | { state: 'uploading'; percent: number };

/** The file could not be read: it was moved or changed, or it is a folder. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** The browser sets these headers itself and does not let scripts override them. */
const forbidden = new Set(['host', 'content-length']);

/** XMLHttpRequest, because `fetch` reports no upload progress. */
const put = (
  url: string,
  headers: Record<string, string>,
  file: File,
  step: (s: UploadStep) => void,
  signal: AbortSignal,
) =>
  new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers))
      if (!forbidden.has(name.toLowerCase())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) =>
      step({ state: 'uploading', percent: Math.floor((100 * loaded) / Math.max(total, 1)) });
    request.onload = () =>
      request.status >= 200 && request.status < 300 ? resolve() : reject(new TypeError(`upload: ${request.status}`));
    request.onerror = () => reject(new TypeError('upload: network failure'));
    request.onabort = () => reject(new DOMException('upload: stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

const bytesOf = async (file: File): Promise<ArrayBuffer> => {
  // Recovery: the page says that the file cannot be read, and the user may add it again.
  try {
    return await file.arrayBuffer();
  } catch {
    throw new UnreadableFile();
  }
};

/**
 * Announces the file with its hash, then uploads it to the URL that the service returns. Throws ApiError,
 * UnreadableFile or TypeError.
 */
export const uploadFile = async (
  projectId: string,
  file: File,
  step: (s: UploadStep) => void,
  signal: AbortSignal,
): Promise<AttachedFile> => {
  step({ state: 'reading' });
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await bytesOf(file)));
  const announced = await answer(
    api.POST('/projects/{projectId}/attachments', {
      params: { path: { projectId } },
      body: { fileName: file.name, bytes: file.size, contentType: contentTypeOf(file.type), sha256 },
      signal,
    }),
  );
  step({ state: 'uploading', percent: 0 });
  await put(announced.upload.url, announced.upload.headers, file, step, signal);
  return { attachmentId: announced.attachmentId, fileName: announced.fileName, bytes: file.size };
};
