import { sha256Hex } from '../ids.ts';

/**
 * Over how many partitions of an index a project's conversations are spread for the search: they are read at the same time,
 * each a megabyte a request (ADR 29). Changing it means filling the lists again.
 */
export const searchShards = 8;

export const searchShardOf = (communicationId: string): number =>
  Number.parseInt(sha256Hex(communicationId).slice(0, 8), 16) % searchShards;
