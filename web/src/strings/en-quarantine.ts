import { quarantineWords } from '../../../shared/api/labels.ts';

/** Mail that waits for an Admin, in English. */
export const quarantine = {
  tab: 'Quarantine',
  title: 'Quarantine',
  which: 'Which mail',
  held: 'Waiting for a decision',
  handled: 'Already decided',
  intro:
    'Mail to the conversations of this project that was held back. Nobody was mailed, and no sender was answered. What is shown is what the mail says of itself.',
  none: 'No mail is held back.',
  noneHandled: 'Nothing was decided yet.',
  reasons: quarantineWords.en,
  noSubject: '(no subject)',
  noSender: '(no sender)',
  received: 'Received',
  conversation: 'Conversation',
  size: 'Size',
  files: 'Files',
  formerOf: 'Was the address of',
  formerUntil: 'until',
  formerUntilUnknown: 'until when is not known',
  checks: 'What the mail service found',
  words: 'What it says',
  more: 'Show what it says',
  noWords: 'It has no words of its own.',
  release: 'Release',
  releaseOf: (subject: string) => `Release: ${subject}`,
  discard: 'Discard',
  discardOf: (subject: string) => `Discard: ${subject}`,
  releaseTitle: 'Release this mail?',
  releaseText: (from: string) =>
    `It is recorded in its conversation as coming from ${from}, with your name as the one who released it, and mailed to the others. Its sender is not answered. This cannot be undone.`,
  discardTitle: 'Discard this mail?',
  discardText: 'It is kept out of the conversation for good, and nobody is mailed. This cannot be undone.',
  reason: 'Reason',
  reasonHint: 'Kept with the mail, with your name, for the Admins.',
  reasonMissing: 'Say why.',
  deciding: 'One moment…',
  otherWay: 'Meanwhile another Admin decided the other way.',
  networkFailed: 'It is not known whether this was done. Try again: nobody is mailed twice by it.',
  done: { released: 'Released.', discarded: 'Discarded.' },
  by: {
    released: (name: string) => `Released by ${name}`,
    discarded: (name: string) => `Discarded by ${name}`,
  },
  expired: (days: number) => `Discarded by the service: nobody decided within ${days} days`,
  moreFiles: (count: number) => `and ${count} more`,
  select: (subject: string) => `Select: ${subject}`,
  selectAll: (count: number) => `Select all ${count} shown`,
  selected: (count: number) => `${count} selected`,
  discardSelected: 'Discard selected',
  bulkTitle: (count: number) => (count === 1 ? 'Discard this mail?' : `Discard these ${count} mails?`),
  bulkText: 'They are kept out of their conversations for good, and nobody is mailed. This cannot be undone.',
  bulkDone: (discarded: number, others: number) =>
    others === 0
      ? `${discarded} discarded.`
      : `${discarded} discarded. Another Admin had decided about ${others}, or they are gone.`,
  moreMails: (count: number) => (count === 1 ? '1 more mail to' : `${count} more mails to`),
  moreOf: (count: number, subject: string) => `${count} more to: ${subject}`,
  between: 'between',
  and: 'and',
  keptNotListed: 'Kept, but not listed: so many came from senders that nothing proves.',
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
  whatFollows: 'No email of this project goes out. What is waiting is cancelled and can be sent again later.',
  pauseTitle: 'Pause all email of this project?',
  pauseText:
    'Nothing more goes out from this project until an Admin resumes it: no invoice, no answer, no reply passed on. Emails that are waiting are cancelled and say so; they are not sent by themselves later, but can be sent again. Replies are still recorded. What the mail service has already cannot be called back.',
  resumeTitle: 'Resume email of this project?',
  resumeText:
    'New emails go out again. Those that were cancelled meanwhile stay cancelled: send them again where they are needed.',
  reason: 'Reason',
  reasonHint: 'Shown to every Admin of the project, with your name.',
  reasonMissing: 'Say why.',
  turning: 'One moment…',
};

/** The same in a conversation: what was let in, what is not relayed yet, what a bounce reports. */
export const passing = {
  released: (name: string) => `Held back on arrival and released by ${name}.`,
  passedOn: (name: string) => `Passed on to the others by ${name}.`,
  waiting: {
    unverified: 'Recorded, and not passed on to the others: nothing proves who wrote it.',
    unaddressed:
      'Recorded, and not passed on to the others: nothing proves that it was written to this conversation. It may be an old email that somebody else sent here.',
    before_conversation:
      'Recorded, and not passed on to the others: its date is from before this conversation, missing or unproven. It may be an old email that somebody else sent here.',
    brake: 'Recorded, and not passed on to the others: this conversation has had too many mails in a short time.',
    daily_cap:
      'Recorded, and not passed on to the others: this conversation has had a day’s worth of mails, as when two automatic programs answer each other. From now on everything in it waits. Passing one on lets the next ones through again.',
    budget: 'Recorded, and not passed on to the others: this project has reached the number of mails it may send.',
  },
  waitingForAdmin: 'An Admin can pass it on.',
  pass: 'Pass on to the others',
  passing: 'One moment…',
  passed: 'It is in the outgoing queue.',
  failed: 'It was not passed on. Try again: nobody is mailed twice by it.',
  reported: (addresses: string) => `It reports that a mail did not reach ${addresses}.`,
  reportedNobody: 'It reports that a mail did not arrive, without saying for whom.',
  reportedHelp:
    'Anybody can write such a report. What is known of each person’s mail stands beside that person and comes from the mail service alone.',
};
