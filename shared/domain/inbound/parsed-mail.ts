/** An incoming mail after MIME parsing. Header names are in lower case; values are decoded, in order of appearance. */
export type ParsedMail = {
  headers: { name: string; value: string }[];
  /**
   * The address in From if there is exactly one and no program could read another; null otherwise. It identifies the
   * author.
   */
  sender: string | null;
  /** Every mailbox that some mail program may see in From: for display, and to recognise automatic senders. */
  from: { name: string; address: string }[];
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  subject: string;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  date: string | null;
  text: string | null;
  html: string | null;
  /**
   * The top-level Content-Type with its parameters, type in lower case: "multipart/report;
   * report-type=delivery-status".
   */
  contentType: string;
  files: { fileName: string; contentType: string; contentId: string | null; inline: boolean; content: Uint8Array }[];
};

/** The name of the one-time fact that an incoming mail was handled: recorded, quarantined, dropped or unroutable. */
export const capturedFact = (sesMessageId: string): string => `captured#${sesMessageId}`;
