import { createHash } from 'node:crypto';
import type { Clock, FileInfo, Files } from '../../../shared/ports/ports.ts';

type Stored = FileInfo & { content: Uint8Array; at: Date };
export type MemoryFiles = Files & { stored: Map<string, Stored> };

/** A bucket in memory. Its URLs contain `name`, so that a test sees which bucket a link names. */
export const memoryFiles = (clock: Clock, name = 'files'): MemoryFiles => {
  const stored = new Map<string, Stored>();
  const put: Files['put'] = async (key, bytes, contentType, metadata = {}) => {
    stored.set(key, { content: Uint8Array.from(bytes), bytes: bytes.length, contentType, metadata, at: clock.now() });
  };
  const url = (key: string, query: Record<string, string>) =>
    `https://${name}.test/${key}?${new URLSearchParams(query)}`;
  return {
    stored,
    put,
    get: async (key) => {
      const found = stored.get(key);
      return found ? Uint8Array.from(found.content) : null;
    },
    head: async (key) => {
      const found = stored.get(key);
      return found ? { bytes: found.bytes, contentType: found.contentType, metadata: { ...found.metadata } } : null;
    },
    putIfAbsent: async (key, bytes, contentType, metadata) => {
      if (stored.has(key)) return false;
      await put(key, bytes, contentType, metadata);
      return true;
    },
    downloadUrl: async (key, file, seconds) => url(key, { ...file, seconds: String(seconds) }),
    uploadUrl: async (key, file, seconds) => ({
      method: 'PUT',
      url: url(key, { seconds: String(seconds) }),
      headers: {
        'content-type': file.contentType,
        'x-amz-checksum-sha256': Buffer.from(file.sha256, 'hex').toString('base64'),
      },
    }),
    list: async (prefix, limit) =>
      [...stored.entries()]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([key, value]) => ({ key, at: value.at })),
  };
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
