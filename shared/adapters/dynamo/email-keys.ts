/** The keys of an email and of the items that belong to it. */
export const emailPartition = (emailId: string): string => `EML#${emailId}`;
export const emailKey = (emailId: string) => ({ PK: emailPartition(emailId), SK: 'EMAIL' });
