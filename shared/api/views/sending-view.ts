import type { z } from 'zod';
import type { Project } from '../../domain/project/project.ts';
import type { Sending } from '../shapes/projects.ts';

/** The current kill switch. An operator's edit in the table overrides the last Admin's change and names no one. */
export const sendingView = ({ sendingPaused, sendingSwitch }: Project): z.input<typeof Sending> => {
  const last = sendingSwitch?.paused === sendingPaused ? sendingSwitch : undefined;
  return {
    paused: sendingPaused,
    by: last ? { id: last.by, name: last.name } : null,
    at: last?.at ?? null,
    reason: last?.reason ?? null,
  };
};
