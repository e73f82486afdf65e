import { useCallback, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import type { AttachedFile } from '../draft/draft.ts';
import { type Limits, type Rejection, rejectionOf } from './attachment-rules.ts';
import { UnreadableFile, type UploadStep, uploadFile } from './upload.ts';

/** The files of a message while it is written. Each is uploaded as soon as it is added. */

export type FileError = Rejection | 'unreadable' | 'refusedFile' | 'uploadFailed';
export type FileItem = {
  key: string;
  fileName: string;
  bytes: number;
  file: File | null;
  step: UploadStep | { state: 'ready'; attached: AttachedFile } | { state: 'failed'; error: FileError };
};

const errorOf = (error: unknown): FileError => {
  if (error instanceof UnreadableFile) return 'unreadable';
  return error instanceof ApiError && error.status < 500 ? 'refusedFile' : 'uploadFailed';
};

const counts = (item: FileItem) => item.step.state !== 'failed';

export const readyFiles = (items: readonly FileItem[]): AttachedFile[] =>
  items.flatMap(({ step }) => (step.state === 'ready' ? [step.attached] : []));

export const useAttachments = (projectId: string, limits: Limits, restored: readonly AttachedFile[]) => {
  const [items, setItems] = useState<FileItem[]>(() =>
    restored.map((attached) => ({
      key: attached.attachmentId,
      fileName: attached.fileName,
      bytes: attached.bytes,
      file: null,
      step: { state: 'ready', attached },
    })),
  );
  const stops = useRef(new Map<string, AbortController>());

  const setStep = useCallback((key: string, step: FileItem['step']) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, step } : item)));
  }, []);

  const start = useCallback(
    (key: string, file: File) => {
      const stop = new AbortController();
      stops.current.set(key, stop);
      uploadFile(projectId, file, (step) => setStep(key, step), stop.signal)
        .then((attached) => setStep(key, { state: 'ready', attached }))
        .catch((error) => setStep(key, { state: 'failed', error: errorOf(error) }))
        .finally(() => stops.current.delete(key));
    },
    [projectId, setStep],
  );

  const add = (files: Iterable<File>) => {
    const next = [...items];
    for (const file of files) {
      const rejection = rejectionOf(next.filter(counts), { bytes: file.size }, limits);
      const key = crypto.randomUUID();
      const step: FileItem['step'] = rejection ? { state: 'failed', error: rejection } : { state: 'reading' };
      next.push({ key, fileName: file.name, bytes: file.size, file, step });
      if (!rejection) start(key, file);
    }
    setItems(next);
  };

  const remove = (key: string) => {
    stops.current.get(key)?.abort();
    setItems((all) => all.filter((item) => item.key !== key));
  };

  const retry = ({ key, file }: FileItem) => {
    if (!file) return;
    setStep(key, { state: 'reading' });
    start(key, file);
  };

  return { items, add, remove, retry, usedBytes: items.filter(counts).reduce((sum, { bytes }) => sum + bytes, 0) };
};

export type Attachments = ReturnType<typeof useAttachments>;
