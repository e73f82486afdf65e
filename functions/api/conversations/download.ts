import type { z } from 'zod';
import type { Download } from '../../../shared/api/shapes/communications.ts';
import { downloadUrlSeconds } from '../../../shared/domain/limits.ts';
import type { Clock, Files } from '../../../shared/ports/ports.ts';

type Stored = { key: string; fileName: string; contentType: string; bytes: number; sha256: string };

/** A URL to one object, valid for a minute. It needs no further permission, so callers check the right to it first. */
export const download = async (
  { files, clock }: { files: Files; clock: Clock },
  { key, contentType, ...file }: Stored,
): Promise<z.input<typeof Download>> => ({
  ...file,
  url: await files.downloadUrl(key, { fileName: file.fileName, contentType }, downloadUrlSeconds),
  expiresAt: new Date(clock.now().getTime() + downloadUrlSeconds * 1000).toISOString(),
});
