import type { MailLimitName } from '../../../shared/runtime/env.ts';
import type { Config } from '../../config.ts';

/** The mail budgets, as environment variables of the functions that enforce them. */
export const mailLimits = (config: Config): Record<MailLimitName, number> => ({
  MAILS_PER_PROJECT_HOUR: config.mailsPerProjectHour,
  MAILS_PER_PROJECT_DAY: config.mailsPerProjectDay,
  MAILS_PER_USER_HOUR: config.mailsPerUserHour,
  MAILS_PER_USER_DAY: config.mailsPerUserDay,
  NOTICES_PER_PROJECT_DAY: config.noticesPerProjectDay,
});
