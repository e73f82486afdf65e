/**
 * The time-outs of the functions, in seconds. The one of send-email is in shared/domain/limits.ts, beside that of the
 * SES client.
 */

/** API Gateway gives up after 30 s, even if the function goes on. */
export const apiSeconds = 29;
/** The browser is terminated after 30 s; the rest is for its start and for reading and writing the files. */
export const renderSeconds = 60;
export const recordOutcomeSeconds = 30;
export const trackDeliverySeconds = 30;
/** Parsing is aborted after 10 s; the rest is for reading 40 MB and storing the parts. */
export const captureReplySeconds = 60;
/** Less than the minute after which the schedule calls it again. */
export const reconcileSeconds = 50;
