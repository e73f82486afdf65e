/** The one-time fact that an incoming mail was dealt with: recorded, held back, dropped or kept as unroutable. */
export const capturedFact = (sesMessageId: string): string => `captured#${sesMessageId}`;
