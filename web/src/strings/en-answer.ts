/** Replying and forwarding, in English. */
export const answer = {
  actions: { reply: 'Reply', reply_all: 'Reply all', forward: 'Forward' },
  actionFor: {
    reply: (name: string) => `Reply to the email from ${name}`,
    reply_all: (name: string) => `Reply all to the email from ${name}`,
    forward: (name: string) => `Forward the email from ${name}`,
  },
  withKey: (action: string, key: string) => `${action} (${key})`,
  titles: { reply: 'Reply', reply_all: 'Reply all', forward: 'Forward' },
  open: 'This email is open to the whole conversation. People whom you add in To or Cc get what follows.',
  aside:
    'Only the people whom you choose here, the sender of the conversation and the Admins see this email. Those who are not of the conversation answer to you alone.',
  asideNote:
    'Not open to the conversation: seen only by its author, those it is addressed to, the sender of the conversation and the Admins.',
  languageHelp: 'of the email',
  below: 'Quoted email',
  showBelow: (name: string) => `Show what ${name} wrote: it goes below your message`,
  hideBelow: 'Hide the quoted email',
  along: 'Goes along',
  document: 'The invoice as it was emailed',
  bccGivenAway:
    'This would tell some of these people about somebody in Bcc. Take them out, or write to the person in Bcc alone.',
  bccGivenAwayHere: 'Somebody here may not know of a person in Bcc whom this email names or quotes.',
};
