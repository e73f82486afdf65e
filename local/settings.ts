/** Constants that every part of the local run shares. */

export const account = '000000000000';
export const region = 'ca-central-1';

/** Only our own S3 proxy checks these: it verifies the signatures made with them. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local-only-secret' };

/** Loopback only: the run has no accounts and no passwords. */
export const host = '127.0.0.1';

export const maxMailBytes = 40 * 1024 * 1024;

/** Set by PORT, MAILBOX_PORT and SMTP_PORT; 0 means any free port. */
export type PortChoice = { page: number; mailbox: number; smtp: number };

export type Say = (line: string) => void;

/** An error whose message alone is shown to the user, without a stack trace. */
export class PlainError extends Error {
  override name = 'PlainError';
}
