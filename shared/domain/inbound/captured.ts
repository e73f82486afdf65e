/** The one-time fact that an incoming mail was processed: recorded, quarantined, dropped or stored as unroutable. */
export const capturedFact = (sesMessageId: string): string => `captured#${sesMessageId}`;
