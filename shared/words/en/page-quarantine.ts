import { reasons } from './quarantine.ts';

/** Texts about mail that waits for an Admin and about the kill switch, in English. */
export const quarantine = {
  tab: 'Quarantine',
  title: 'Quarantine',
  which: 'Show',
  held: 'Waiting for a decision',
  handled: 'Already decided',
  intro:
    'Mail sent to this project’s conversations and quarantined on arrival. No email was sent because of it, and no sender got an answer. Its content is shown as received and is not verified.',
  none: 'No mail is in quarantine.',
  noneHandled: 'No decisions yet.',
  reasons: reasons,
  noSubject: '(no subject)',
  noSender: '(no sender)',
  received: 'Received',
  conversation: 'Conversation',
  size: 'Size',
  files: 'Files',
  formerOf: 'Was the address of',
  formerUntil: 'until',
  formerUntilUnknown: 'end date unknown',
  checks: 'What the mail service found',
  words: 'Message',
  more: 'Show message',
  noWords: '(no text)',
  release: 'Release',
  releaseOf: (subject: string) => `Release: ${subject}`,
  discard: 'Discard',
  discardOf: (subject: string) => `Discard: ${subject}`,
  releaseTitle: 'Release this email?',
  releaseText: (from: string) =>
    `It will be recorded in its conversation as coming from ${from} and released by you, and sent to the others. Its sender gets no answer. This cannot be undone.`,
  discardTitle: 'Discard this email?',
  discardText: 'It will be kept out of the conversation for good, and no email will be sent. This cannot be undone.',
  reason: 'Reason',
  reasonHint: 'Kept with the email and your name, for the Admins.',
  reasonMissing: 'Enter a reason.',
  deciding: 'Saving…',
  otherWay: 'Another Admin has since made a different decision.',
  networkFailed: 'We cannot tell whether this was done. Try again: nobody will be emailed twice.',
  done: { released: 'Released.', discarded: 'Discarded.' },
  by: {
    released: (name: string) => `Released by ${name}`,
    discarded: (name: string) => `Discarded by ${name}`,
  },
  expired: (days: number) => `Discarded automatically: nobody decided within ${days} days`,
  moreFiles: (count: number) => `and ${count} more`,
  select: (subject: string) => `Select: ${subject}`,
  selectAll: (count: number) => `Select all ${count} shown`,
  selected: (count: number) => `${count} selected`,
  discardSelected: 'Discard selected',
  bulkTitle: (count: number) => (count === 1 ? 'Discard this email?' : `Discard these ${count} emails?`),
  bulkText: 'They will be kept out of their conversations for good, and no email will be sent. This cannot be undone.',
  bulkDone: (discarded: number, others: number) =>
    others === 0
      ? `${discarded} discarded.`
      : `${discarded} discarded. Another Admin had already decided on ${others}, or they no longer exist.`,
  moreMails: (count: number) => (count === 1 ? '1 more email to' : `${count} more emails to`),
  moreOf: (count: number, subject: string) => `${count} more to: ${subject}`,
  between: 'between',
  and: 'and',
  keptNotListed: 'Kept but not listed: too many came from unverified senders.',
  listThem: 'List them',
  hideThem: 'Hide them',
  discardThem: 'Discard them all',
  because: (reason: string) => `“${reason}”`,
};

/** The project's kill switch. */
export const sending = {
  pause: 'Pause sending',
  resume: 'Resume sending',
  paused: 'Sending is paused',
  pausedBy: (name: string) => `Sending is paused by ${name}`,
  since: 'since',
  because: '. Reason:',
  whatFollows: 'No email goes out from this project. Waiting emails are cancelled and can be resent later.',
  pauseTitle: 'Pause all email of this project?',
  pauseText:
    'Nothing more goes out from this project until an Admin resumes it: no invoices, no answers, no relayed replies. Waiting emails are cancelled and marked as such; they are not sent automatically later, but can be resent. Replies are still recorded. Email that the mail service already has cannot be recalled.',
  resumeTitle: 'Resume email of this project?',
  resumeText:
    'New emails go out again. Emails that were cancelled during the pause stay cancelled: resend the ones you need.',
  reason: 'Reason',
  reasonHint: 'Shown with your name to every Admin of the project.',
  reasonMissing: 'Enter a reason.',
  turning: 'Saving…',
};

/** Texts in a conversation: a released email, a relay that waits, a bounce report. */
export const passing = {
  released: (name: string) => `Quarantined on arrival, then released by ${name}.`,
  passedOn: (name: string) => `Passed on to the others by ${name}.`,
  waiting: {
    unverified: 'Recorded but not passed on to the others: nothing proves who wrote it.',
    unaddressed:
      'Recorded but not passed on to the others: nothing proves that it was written to this conversation. It may be an old email that someone else sent here.',
    before_conversation:
      'Recorded but not passed on to the others: its date is earlier than this conversation, missing or unproven. It may be an old email that someone else sent here.',
    brake: 'Recorded but not passed on to the others: this conversation has received too many emails in a short time.',
    daily_cap:
      'Recorded but not passed on to the others: this conversation has reached its daily limit of emails, as happens when two programs answer each other. Everything in it now waits. Passing one on lets the next ones through again.',
    budget: 'Recorded but not passed on to the others: this project has reached the number of emails that it may send.',
  },
  waitingForAdmin: 'An Admin can pass it on.',
  pass: 'Pass on to the others',
  passing: 'Passing on…',
  passed: 'It is in the outgoing queue.',
  failed: 'It was not passed on. Try again: nobody will be emailed twice.',
  reported: (addresses: string) => `It reports that an email did not reach ${addresses}.`,
  reportedNobody: 'It reports that an email did not arrive, without naming the recipient.',
  reportedHelp: 'Anyone can write such a report. The state shown beside each person comes from the mail service alone.',
};
