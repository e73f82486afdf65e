import { z } from 'zod';
import {
  leastMailBudget,
  mailsPerProject,
  mailsPerUser,
  mostMailsPerHour,
  noticesPerProjectDay,
  quarantineDays,
} from '../shared/domain/limits.ts';

/** An origin or an address of a site, without the slash at the end. */
const site = z.url().transform((url) => url.replace(/\/$/, ''));
/** The context's values are texts. */
const perHour = z.coerce.number().int().min(leastMailBudget).max(mostMailsPerHour);
const perDay = z.coerce.number().int().min(leastMailBudget).max(1_000_000);
const domain = z.string().regex(/^(?=.{1,200}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

/**
 * What differs between installations, from the CDK context: `cdk deploy -c stage=prod -c replyDomain=reply.acme.example`.
 * The defaults synthesize without an account; nothing can be sent or received under them.
 */
export const Config = z
  .object({
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,15}$/)
      .default('dev'),
    /** OpenID issuer whose access tokens the API takes; any will do. */
    issuer: z.url().default('https://login.courriel.example'),
    /** Comma-separated: what stands in the tokens' `aud` or `client_id`. */
    audience: z.string().min(1).default('courriel'),
    apiScope: z.string().min(1).default('courriel'),
    importScope: z.string().min(1).default('import'),
    /** Thread addresses stand under it: its MX points to SES, and SES sends as it. */
    replyDomain: domain.default('reply.courriel.example'),
    /** SES puts it in the envelope so that SPF aligns: a subdomain of replyDomain, and not replyDomain itself. */
    mailFromDomain: domain.optional(),
    webUrl: site.default('https://courriel.example'),
    /** Comma-separated origins that may call the API and the files bucket from a browser; webUrl's own unless said. */
    webOrigins: z.string().optional(),
    /** Gets a mail when an alarm rings; without one they only show in CloudWatch. */
    alarmEmail: z.email().optional(),
    /** Mails that a project and a user may cause, and notices of trouble (shared/domain/limits.ts has the reasons). */
    mailsPerProjectHour: perHour.default(mailsPerProject.hour),
    mailsPerProjectDay: perDay.default(mailsPerProject.day),
    mailsPerUserHour: perHour.default(mailsPerUser.hour),
    mailsPerUserDay: perDay.default(mailsPerUser.day),
    noticesPerProjectDay: perHour.default(noticesPerProjectDay),
    /** After so many days mail in quarantine that nobody decided about is discarded. */
    quarantineDays: z.coerce.number().int().min(1).max(3650).default(quarantineDays),
    /**
     * At most so many incoming mails are captured at once. Off by default: a fresh account has ten concurrent executions and lets
     * nobody reserve any. Three at least, since two may come from the queue.
     */
    captureConcurrency: z.coerce.number().int().min(3).optional(),
    /** `destroy` lets a trial stack take its data along when it is deleted. */
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
