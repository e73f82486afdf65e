import { z } from 'zod';
import { DirectoryId, ProjectId, UserId } from '../../domain/ids.ts';
import { maxReasonLength } from '../../domain/limits.ts';
import { Level, Project } from '../../domain/project/project.ts';
import { Instant, Language, Line } from '../../domain/text.ts';

/** Projects, and who is in them, as they go over the wire. Answers are parsed with these too: nothing leaks that is not listed. */

/** A project's kill switch, for its Admins. `by`, `at` and `reason` are null where nobody turned it, or only the operators by hand. */
export const Sending = z.object({
  paused: z.boolean(),
  by: z.object({ id: UserId, name: z.string() }).nullable(),
  at: Instant.nullable(),
  reason: z.string().nullable(),
});

const ProjectAccess = z.object({
  id: ProjectId,
  name: z.string(),
  number: z.string(),
  /** IANA: moments of the project are told in it. */
  timeZone: z.string(),
  level: Level,
  viewInvoiceDetails: z.boolean(),
  /** For who may send; null for all others. */
  sending: Sending.nullable(),
});

export const Me = z.object({
  id: UserId,
  name: z.string().nullable(),
  language: Language.nullable(),
  /** By name; hundreds of them fit. */
  projects: z.array(ProjectAccess),
  /** To further projects; null where these are all. */
  nextCursor: z.string().nullable(),
});

export const DirectoryEntry = z.object({
  id: DirectoryId,
  type: z.enum(['person', 'group']),
  name: z.string(),
  company: z.string(),
  /** Null for a group. */
  email: z.string().nullable(),
  jobTitle: z.string(),
  language: Language.nullable(),
  /** Groups only: how many people. */
  memberCount: z.number().int().nullable(),
});

export const StoredProject = Project.omit({ sendingPaused: true, sendingSwitch: true }).strip();

export const SendingBody = z.strictObject({ paused: z.boolean(), reason: Line(maxReasonLength) });
