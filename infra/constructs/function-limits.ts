/** Time each function may take, in seconds; send-email's stands in shared/domain/limits.ts beside the SES client's. */

/** API Gateway gives up after 30 s, whatever the function still does. */
export const apiSeconds = 29;
/** The browser is killed after 30 s; starting it, reading and writing come on top. */
export const renderSeconds = 60;
export const recordOutcomeSeconds = 30;
export const trackDeliverySeconds = 30;
/** Parsing is cut off after 10 s; reading 40 MB and storing the parts come on top. */
export const captureReplySeconds = 60;
/** Less than the minute between two runs. */
export const reconcileSeconds = 50;
