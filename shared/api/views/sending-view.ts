import type { z } from 'zod';
import type { Project } from '../../domain/project/project.ts';
import type { Sending } from '../shapes/projects.ts';

/** The kill switch as it stands. A hand edit in the table names nobody, and wins over what was said before it. */
export const sendingView = ({ sendingPaused, sendingSwitch }: Project): z.input<typeof Sending> => {
  const last = sendingSwitch?.paused === sendingPaused ? sendingSwitch : undefined;
  return {
    paused: sendingPaused,
    by: last ? { id: last.by, name: last.name } : null,
    at: last?.at ?? null,
    reason: last?.reason ?? null,
  };
};
