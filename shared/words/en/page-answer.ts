/** Texts about replying and forwarding, in English. */
export const answer = {
  actions: { reply: 'Reply', reply_all: 'Reply all', forward: 'Forward' },
  actionFor: {
    reply: (name: string) => `Reply to the email from ${name}`,
    reply_all: (name: string) => `Reply all to the email from ${name}`,
    forward: (name: string) => `Forward the email from ${name}`,
  },
  withKey: (action: string, key: string) => `${action} (${key})`,
  titles: { reply: 'Reply', reply_all: 'Reply all', forward: 'Forward' },
  open: 'The whole conversation can see this email. People you add in To or Cc receive what follows.',
  aside:
    'Only the people you choose here, the sender of the conversation and the Admins see this email. Replies from people outside the conversation go to you only.',
  asideNote:
    'Not visible to the whole conversation: only its author, its recipients, the sender of the conversation and the Admins see it.',
  languageHelp: 'of the email',
  below: 'Quoted email',
  showBelow: (name: string) => `Show the quoted email from ${name}: it follows your message`,
  hideBelow: 'Hide the quoted email',
  along: 'Also attach',
  document: 'The invoice as it was emailed',
  bccGivenAway:
    'This email would reveal a Bcc recipient to some of these people. Remove them, or write to the Bcc recipient only.',
  bccGivenAwayHere: 'Someone here must not learn of a Bcc recipient whom this email names or quotes.',
};
