/** Where an email stands, as the API's paths name it. */
export type EmailPlace = { projectId: string; communicationId: string; emailId: string };
