import { ulid } from 'ulid';
import type { Clock, Ids } from '../domain/ports.ts';

export const systemClock: Clock = { now: () => new Date() };

/** Lower-case ULIDs: unique without asking anybody. */
export const systemIds: Ids = {
  attachment: () => `att_${ulid().toLowerCase()}`,
  attempt: () => ulid().toLowerCase(),
};
