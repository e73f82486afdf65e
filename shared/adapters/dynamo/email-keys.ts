/** Where an email and what belongs to it stand in the table. */
export const emailPartition = (emailId: string): string => `EML#${emailId}`;
export const emailKey = (emailId: string) => ({ PK: emailPartition(emailId), SK: 'EMAIL' });
