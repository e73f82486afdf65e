/** An incoming message after MIME. Header names lower-case, values decoded, in order of appearance. */
export type ParsedMail = {
  headers: { name: string; value: string }[];
  /** The address in From, when there is exactly one and nobody could read another; null otherwise. Says who wrote the mail. */
  sender: string | null;
  /** Every mailbox that some program may see in From: to be shown, and to recognise machines. */
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
  /** The top-level Content-Type with its parameters, lower-case type: "multipart/report; report-type=delivery-status". */
  contentType: string;
  files: { fileName: string; contentType: string; contentId: string | null; inline: boolean; content: Uint8Array }[];
};
