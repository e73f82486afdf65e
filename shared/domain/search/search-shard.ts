import { sha256Hex } from '../ids.ts';

/**
 * The number of index partitions over which a project's conversations are spread for the search. They are read in
 * parallel, because one request returns at most a megabyte (ADR 29). A change of the number requires filling the lists
 * again.
 */
export const searchShards = 8;

export const searchShardOf = (communicationId: string): number =>
  Number.parseInt(sha256Hex(communicationId).slice(0, 8), 16) % searchShards;
