import { setTimeout } from 'node:timers/promises';
import { ulid } from 'ulid';
import type { Clock, Ids, Timer } from '../ports/ports.ts';

export const systemClock: Clock = { now: () => new Date() };

export const systemTimer: Timer = { sleep: (milliseconds) => setTimeout(milliseconds) };

/** Lower-case ULIDs, which are unique without coordination. */
export const systemIds: Ids = {
  attachment: () => `att_${ulid().toLowerCase()}`,
  attempt: () => ulid().toLowerCase(),
};
