/** What every part of the one-machine run agrees on. */

export const account = '000000000000';
export const region = 'ca-central-1';

/** Nobody checks these but our own S3 front, which verifies signatures made with them. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local-only-secret' };

/** Loopback only: this run has no accounts and no passwords. */
export const host = '127.0.0.1';

export const maxMailBytes = 40 * 1024 * 1024;

/** Ours to choose by PORT, MAILBOX_PORT and SMTP_PORT; 0 means any free one. */
export type PortChoice = { page: number; mailbox: number; smtp: number };

export type Say = (line: string) => void;

/** An error whose message is written for the person at the keyboard: no stack is shown. */
export class PlainError extends Error {
  override name = 'PlainError';
}
