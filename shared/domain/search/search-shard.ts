import { sha256Hex } from '../ids.ts';

/**
 * The number of index partitions over which a project's conversations are spread for the search: they are read in
 * parallel, at most a megabyte per request (ADR 29). Changing it requires filling the lists again.
 */
export const searchShards = 8;

export const searchShardOf = (communicationId: string): number =>
  Number.parseInt(sha256Hex(communicationId).slice(0, 8), 16) % searchShards;
