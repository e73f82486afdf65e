import { z } from 'zod';
import { CommunicationId, ContactId, EmailId, ProjectId } from '../ids.ts';
import { Instant, Language, Sha256 } from '../text.ts';
import type { OutgoingEmail } from './email.ts';

/**
 * The input and output of each step of the send-flow. They hold only ids and object keys, because Step Functions keeps
 * them in the run's history and limits them to 256 KB.
 */

export const RenderRequest = z.object({
  projectId: ProjectId,
  version: Sha256,
  template: z.string(),
  language: Language,
});
export type RenderRequest = z.infer<typeof RenderRequest>;

export const RenderResult = z.object({
  key: z.string(),
  sha256: Sha256,
  bytes: z.number().int(),
  pages: z.number().int(),
});
export type RenderResult = z.infer<typeof RenderResult>;

export const SendFlowInput = z.object({
  communicationId: CommunicationId,
  emailId: EmailId,
  run: z.number().int().min(1),
  /** Null when there is nothing to render: a reply, a forward, a relay. */
  document: RenderRequest.nullable(),
  recipientIds: z.array(ContactId).min(1).max(51),
});
export type SendFlowInput = z.infer<typeof SendFlowInput>;

/**
 * When a message may leave. The flow waits until `wakeAt` and invokes the step again with this slot. `again`: this
 * message had an earlier slot.
 */
export const SendSlot = z.object({ at: Instant, wakeAt: Instant, again: z.literal(true).optional() });
export type SendSlot = z.infer<typeof SendSlot>;

/**
 * A `turn` means that nothing was sent because the slot is too far away. It is absent rather than null otherwise: the
 * flow tests for its presence.
 */
export const SendEmailResult = z.object({ recipientId: ContactId, state: z.string(), turn: SendSlot.optional() });
export type SendEmailResult = z.infer<typeof SendEmailResult>;

/** `last`: the step's previous result. */
export const SendEmailInput = z.object({
  emailId: EmailId,
  run: z.number().int().min(1),
  recipientId: ContactId,
  last: SendEmailResult.optional(),
});
export type SendEmailInput = z.infer<typeof SendEmailInput>;

/**
 * `failedStep` is set when a Catch led here: deliveries still `ready` become `failed` with that reason. An absent value
 * means null, since CDK cannot write null into a state's parameters.
 */
export const RecordOutcomeInput = z.object({
  emailId: EmailId,
  run: z.number().int().min(1),
  failedStep: z.enum(['render', 'render_limit', 'send']).nullable().default(null),
});
export type RecordOutcomeInput = z.infer<typeof RecordOutcomeInput>;

export const RecordOutcomeResult = z.object({ emailId: EmailId, state: z.string() });
export type RecordOutcomeResult = z.infer<typeof RecordOutcomeResult>;

/** The name of a run's execution. Step Functions starts one execution per name, so a second start is harmless. */
export const executionName = (emailId: string, run: number): string => `${emailId}-${run}`;

export const flowInputOf = (email: OutgoingEmail): SendFlowInput => ({
  communicationId: email.communicationId,
  emailId: email.id,
  run: email.run,
  document: email.document && {
    projectId: email.projectId,
    version: email.document.version,
    template: email.document.template,
    language: email.document.language,
  },
  recipientIds: email.recipients.map((r) => r.recipientId),
});
