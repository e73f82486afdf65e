import { z } from 'zod';

/** Environment variables are strings, so numbers are coerced. */
const count = z.coerce.number().int().positive();

/** Every environment variable, declared once. infra sets them by these names, which the compiler checks. */
export const Env = z.object({
  /** The one DynamoDB table. */
  TABLE_NAME: z.string().min(1),
  /** Folder of the unpacked Chromium, its libraries and fonts. */
  CHROMIUM_FOLDER: z.string().min(1),
  /** Frozen invoices, PDFs, uploads, attachments, bodies. */
  FILES_BUCKET: z.string().min(1),
  /** Raw incoming mail, written by the receipt rule. */
  MAIL_BUCKET: z.string().min(1),
  /** The send-flow's ARN. */
  SEND_FLOW_ARN: z.string().min(1),
  /** Name of the render-detail function, which the API invokes for a preview. */
  RENDER_FUNCTION: z.string().min(1),
  /** Secrets Manager id of the key ring. */
  KEY_RING_SECRET: z.string().min(1),
  /** The domain of thread addresses. */
  REPLY_DOMAIN: z.string().min(1),
  /** SES configuration set of all outgoing mail. */
  CONFIGURATION_SET: z.string().min(1),
  /** Base URL of the web page, for links in mails, without a trailing slash. */
  WEB_URL: z.string().min(1),
  /** Distinguishes several installations in one account by the dimension of their metrics. */
  STAGE: z.string().min(1),
  /** Access tokens must carry API_SCOPE, or IMPORT_SCOPE for imports. */
  API_SCOPE: z.string().min(1),
  IMPORT_SCOPE: z.string().min(1),
  /** Mail budgets of a project and a user, and the limit on notices about a project (actions/mail-budget.ts). */
  MAILS_PER_PROJECT_HOUR: count,
  MAILS_PER_PROJECT_DAY: count,
  MAILS_PER_USER_HOUR: count,
  MAILS_PER_USER_DAY: count,
  NOTICES_PER_PROJECT_DAY: count,
  /** Quarantined mail is discarded after this many days without a decision. */
  QUARANTINE_DAYS: count,
});
export type EnvName = keyof z.infer<typeof Env>;

const mailLimitNames = [
  'MAILS_PER_PROJECT_HOUR',
  'MAILS_PER_PROJECT_DAY',
  'MAILS_PER_USER_HOUR',
  'MAILS_PER_USER_DAY',
  'NOTICES_PER_PROJECT_DAY',
] as const satisfies readonly EnvName[];
export type MailLimitName = (typeof mailLimitNames)[number];

/** The variables that each function reads, by the name of its folder. */
export const functionEnv = {
  api: [
    'TABLE_NAME',
    'FILES_BUCKET',
    'MAIL_BUCKET',
    'SEND_FLOW_ARN',
    'RENDER_FUNCTION',
    'KEY_RING_SECRET',
    'REPLY_DOMAIN',
    'API_SCOPE',
    'IMPORT_SCOPE',
    ...mailLimitNames,
  ],
  'render-detail': ['FILES_BUCKET', 'CHROMIUM_FOLDER'],
  'send-email': ['TABLE_NAME', 'FILES_BUCKET', 'KEY_RING_SECRET', 'REPLY_DOMAIN', 'CONFIGURATION_SET', 'WEB_URL'],
  'record-outcome': ['TABLE_NAME'],
  'track-delivery': ['TABLE_NAME', 'STAGE'],
  'capture-reply': [
    'TABLE_NAME',
    'FILES_BUCKET',
    'MAIL_BUCKET',
    'SEND_FLOW_ARN',
    'KEY_RING_SECRET',
    'REPLY_DOMAIN',
    'STAGE',
    ...mailLimitNames,
  ],
  reconcile: [
    'TABLE_NAME',
    'FILES_BUCKET',
    'MAIL_BUCKET',
    'SEND_FLOW_ARN',
    'STAGE',
    'QUARANTINE_DAYS',
    ...mailLimitNames,
  ],
} as const satisfies Record<string, readonly EnvName[]>;
export type FunctionName = keyof typeof functionEnv;
export type FunctionEnv<F extends FunctionName> = Pick<z.infer<typeof Env>, (typeof functionEnv)[F][number]>;

/** Reads and validates the variables of one function. The error names the invalid variables, never their values. */
export const readEnv = <F extends FunctionName>(
  name: F,
  source: Record<string, string | undefined> = process.env,
): FunctionEnv<F> => {
  const shape = Object.fromEntries(functionEnv[name].map((key) => [key, Env.shape[key]]));
  return z.object(shape).parse(source) as FunctionEnv<F>;
};

/** The Region. Its variable is reserved: Lambda sets it, and infra cannot. */
export const readRegion = (source: Record<string, string | undefined> = process.env): string =>
  z.string().min(1).parse(source.AWS_REGION);

/** The CloudWatch namespace of our metrics, which have the dimension `stage`. infra's alarms use the same constant. */
export const metricsNamespace = 'Courriel';
