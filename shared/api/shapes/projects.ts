import { z } from 'zod';
import { DirectoryId, ProjectId, UserId } from '../../domain/ids.ts';
import { maxReasonLength } from '../../domain/limits.ts';
import { Level, Project } from '../../domain/project/project.ts';
import { Instant, Language, Line } from '../../domain/text.ts';

/**
 * Projects and their people as the API returns them. Responses are parsed with these schemas: no other field can leak.
 */

/** A project's kill switch. `by`, `at` and `reason` are null unless an Admin made the last change. */
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
  /** IANA name of the time zone in which the project's times are shown. */
  timeZone: z.string(),
  level: Level,
  viewInvoiceDetails: z.boolean(),
  /** Null for a caller who may not send. */
  sending: Sending.nullable(),
});

export const Me = z.object({
  id: UserId,
  name: z.string().nullable(),
  language: Language.nullable(),
  /** Sorted by name; several hundred fit on a page. */
  projects: z.array(ProjectAccess),
  /** Leads to further projects; null on the last page. */
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
  /** Number of people in a group; null for a person. */
  memberCount: z.number().int().nullable(),
});

export const StoredProject = Project.omit({ sendingPaused: true, sendingSwitch: true }).strip();

export const SendingBody = z.strictObject({ paused: z.boolean(), reason: Line(maxReasonLength) });
