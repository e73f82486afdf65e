import { type SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { outcomeOfFailure, type SesFailure } from '../../domain/delivery/ses-outcome.ts';
import type { Mailer } from '../../ports/mail-ports.ts';

const failureOf = (error: unknown): SesFailure => {
  if (!(error instanceof Error)) return { name: 'Error', message: '', status: null, code: null };
  const status = error instanceof SESv2ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, message: error.message, status, code };
};

/**
 * One POST to SES; `client` must have `maxAttempts: 1`. FromEmailAddress is not set, because SES would overwrite the
 * From header with it and lose the person's name (https://github.com/laravel/framework/pull/37881). The envelope sender
 * is SES's own MAIL FROM.
 */
export const sesMailer = (client: SESv2Client, ConfigurationSetName: string): Mailer => ({
  send: async ({ raw, to, tags }) => {
    const command = new SendEmailCommand({
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: raw } },
      EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      ConfigurationSetName,
    });
    try {
      const { MessageId } = await client.send(command);
      // SES always returns a message id for accepted mail; without one, its events could not be attributed.
      return MessageId ? { kind: 'accepted', sesMessageId: MessageId } : { kind: 'unknown', code: 'no_message_id' };
    } catch (error) {
      // Recovery: a failure becomes an outcome, `unknown` where SES may have the mail, which decides the delivery's
      // state.
      return outcomeOfFailure(failureOf(error));
    }
  },
});
