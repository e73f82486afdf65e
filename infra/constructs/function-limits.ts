/**
 * Time-outs of the functions, in seconds. That of send-email is in shared/domain/limits.ts, beside the SES client's.
 */

/** API Gateway gives up after 30 s, even if the function goes on. */
export const apiSeconds = 29;
/** The browser is terminated after 30 s; its start, reads and writes come on top. */
export const renderSeconds = 60;
export const recordOutcomeSeconds = 30;
export const trackDeliverySeconds = 30;
/** Parsing is aborted after 10 s; reading 40 MB and storing the parts come on top. */
export const captureReplySeconds = 60;
/** Less than the minute between two runs. */
export const reconcileSeconds = 50;
