import { z } from 'zod';
import {
  leastMailBudget,
  mailsPerProject,
  mailsPerUser,
  mostMailsPerHour,
  noticesPerProjectDay,
  quarantineDays,
} from '../shared/domain/limits.ts';

/** An origin or a page address, without the trailing slash. */
const site = z.url().transform((url) => url.replace(/\/$/, ''));
/** Context values are strings, hence the coercion. */
const perHour = z.coerce.number().int().min(leastMailBudget).max(mostMailsPerHour);
const perDay = z.coerce.number().int().min(leastMailBudget).max(1_000_000);
const domain = z.string().regex(/^(?=.{1,200}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

/**
 * The settings that differ between installations, read from the CDK context: `cdk deploy -c stage=prod -c
 * replyDomain=reply.acme.example`. The defaults are enough to synthesize without an account, but not to send or
 * receive.
 */
export const Config = z
  .object({
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,15}$/)
      .default('dev'),
    /** OpenID issuer whose access tokens the API accepts; any issuer works. */
    issuer: z.url().default('https://login.courriel.example'),
    /** Comma-separated values that the tokens' `aud` or `client_id` may have. */
    audience: z.string().min(1).default('courriel'),
    apiScope: z.string().min(1).default('courriel'),
    importScope: z.string().min(1).default('import'),
    /** Domain of the thread addresses: its MX points to SES, and SES sends from it. */
    replyDomain: domain.default('reply.courriel.example'),
    /** Envelope domain of SES, so that SPF aligns: a subdomain of replyDomain, not replyDomain itself. */
    mailFromDomain: domain.optional(),
    webUrl: site.default('https://courriel.example'),
    /**
     * Comma-separated origins that may call the API and the files bucket from a browser; by default the origin of
     * webUrl.
     */
    webOrigins: z.string().optional(),
    /** Receives an email for each alarm; without it alarms appear only in CloudWatch. */
    alarmEmail: z.email().optional(),
    /**
     * Emails that a project and a user may cause, and failure notices for a project (reasons in
     * shared/domain/limits.ts).
     */
    mailsPerProjectHour: perHour.default(mailsPerProject.hour),
    mailsPerProjectDay: perDay.default(mailsPerProject.day),
    mailsPerUserHour: perHour.default(mailsPerUser.hour),
    mailsPerUserDay: perDay.default(mailsPerUser.day),
    noticesPerProjectDay: perHour.default(noticesPerProjectDay),
    /** Quarantined mail that nobody has decided about is discarded after this many days. */
    quarantineDays: z.coerce.number().int().min(1).max(3650).default(quarantineDays),
    /**
     * Limit of incoming mails captured at the same time. Off by default: a new account has ten concurrent executions
     * and cannot reserve any. At least three, because two may come from the queue.
     */
    captureConcurrency: z.coerce.number().int().min(3).optional(),
    /** `destroy` deletes the data together with a trial stack. */
    removal: z.enum(['retain', 'destroy']).default('retain'),
  })
  .transform((given) => ({
    ...given,
    audience: given.audience.split(','),
    mailFromDomain: given.mailFromDomain ?? `bounce.${given.replyDomain}`,
    webOrigins: (given.webOrigins ?? new URL(given.webUrl).origin).split(',').map((origin) => site.parse(origin)),
  }))
  .refine((config) => config.mailFromDomain.endsWith(`.${config.replyDomain}`), {
    path: ['mailFromDomain'],
    message: 'must be a subdomain of replyDomain',
  });
export type ConfigInput = z.input<typeof Config>;
export type Config = z.output<typeof Config>;

/** The names of all settings, which the stack reads from the context. */
export const configNames = [
  'stage',
  'issuer',
  'audience',
  'apiScope',
  'importScope',
  'replyDomain',
  'mailFromDomain',
  'webUrl',
  'webOrigins',
  'alarmEmail',
  'mailsPerProjectHour',
  'mailsPerProjectDay',
  'mailsPerUserHour',
  'mailsPerUserDay',
  'noticesPerProjectDay',
  'quarantineDays',
  'captureConcurrency',
  'removal',
] as const satisfies readonly (keyof ConfigInput)[];
