/** The words that we put around a person's own words in mails, in Canadian English. */
export const mail = {
  /**
   * The first line of our mails; a reply is cut there. Old mails carry it, so it may never change (domain/marker.ts).
   */
  marker: 'Please reply above this line',
  subject: (invoice: string, contract: string, start: string, end: string) =>
    `Invoice ${invoice}, contract ${contract}, billing period ${start} to ${end}`,
  forwardPrefix: 'Fwd: ',
  attached: (name: string) => `Please find the invoice attached: ${name}`,
  alsoAttached: (name: string) => `Attached: ${name}`,
  replyOf: (name: string) => `Reply from ${name}:`,
  hidden: (name: string) =>
    `${name} is not visible to the others in this conversation, so this reply was sent only to you. If you reply to this email, your reply goes to the whole conversation; to reply only to ${name}, use the Emails tab.`,
  footer: {
    everybody: () =>
      'Reply to this email: your reply goes to everyone in this conversation and is kept with the invoice.',
    hidden: () => 'You are in Bcc: your reply goes only to the person who added you, and is kept with the invoice.',
    author: (name: string) =>
      `This email was sent to you separately: your reply goes to ${name}, not to the whole conversation, and is kept with the invoice.`,
  },
  open: 'Open the conversation:',
  relay: {
    passed: (name: string) => `Passed on by ${name}.`,
    unverified: 'The mail service could not verify who wrote it.',
    leftBehind: 'Not included in this email; available with the invoice in the Emails tab:',
  },
  quoted: {
    wrote: (at: string, name: string) => `On ${at}, ${name} wrote:`,
    at: (date: string, hour: string, minute: string) => `${date} at ${hour}:${minute}`,
    forwarded: '---------- Forwarded message ----------',
    colon: ': ',
    heads: { from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc' },
  },
};
