import { z } from 'zod';

/** Variables are texts. */
const count = z.coerce.number().int().positive();

/** Every environment variable, declared once. infra sets them by these names; the compiler checks it. */
export const Env = z.object({
  /** The one DynamoDB table. */
  TABLE_NAME: z.string().min(1),
  /** Where Chromium, its libraries and fonts lie unpacked. */
  CHROMIUM_FOLDER: z.string().min(1),
  /** Frozen invoices, PDFs, uploads, attachments, bodies. */
  FILES_BUCKET: z.string().min(1),
  /** Raw incoming mail, written by the receipt rule. */
  MAIL_BUCKET: z.string().min(1),
  /** The send-flow's ARN. */
  SEND_FLOW_ARN: z.string().min(1),
  /** render-detail's function name, which the API starts for a preview. */
  RENDER_FUNCTION: z.string().min(1),
  /** Secrets Manager id of the key ring. */
  KEY_RING_SECRET: z.string().min(1),
  /** The domain of thread addresses. */
  REPLY_DOMAIN: z.string().min(1),
  /** SES configuration set of everything we send. */
  CONFIGURATION_SET: z.string().min(1),
  /** Where the page stands, for links in mails. No trailing slash. */
  WEB_URL: z.string().min(1),
  /** Tells the installations of one account apart in their metrics. */
  STAGE: z.string().min(1),
  /** Access tokens must carry this scope; imports the other one. */
  API_SCOPE: z.string().min(1),
  IMPORT_SCOPE: z.string().min(1),
  /** Mails that a project and a user may cause, and notices about a project (domain/mail-budget.ts). */
  MAILS_PER_PROJECT_HOUR: count,
  MAILS_PER_PROJECT_DAY: count,
  MAILS_PER_USER_HOUR: count,
  MAILS_PER_USER_DAY: count,
  NOTICES_PER_PROJECT_DAY: count,
  /** After so many days mail that nobody decided about is discarded. */
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

/** Which function reads what. The folder's name is the key. */
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

/** Reads and checks the variables of one function; names the missing ones, never their values. */
export const readEnv = <F extends FunctionName>(
  name: F,
  source: Record<string, string | undefined> = process.env,
): FunctionEnv<F> => {
  const shape = Object.fromEntries(functionEnv[name].map((key) => [key, Env.shape[key]]));
  return z.object(shape).parse(source) as FunctionEnv<F>;
};

/** The Region, which Lambda itself sets: infra could not. */
export const readRegion = (source: Record<string, string | undefined> = process.env): string =>
  z.string().min(1).parse(source.AWS_REGION);

/** Where every figure of ours stands in CloudWatch, by the dimension `stage`. infra's alarms name the same. */
export const metricsNamespace = 'Courriel';
