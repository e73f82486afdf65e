/** An email and its deliveries share a partition; each delivery has its own sort key (delivery-store.ts). */
export const emailPartition = (emailId: string): string => `EML#${emailId}`;
export const emailKey = (emailId: string) => ({ PK: emailPartition(emailId), SK: 'EMAIL' });
