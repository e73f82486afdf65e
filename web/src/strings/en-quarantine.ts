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
  because: (reason: string) => `“${reason}”`,
};

/** The same in a conversation: what was let in, what is not relayed yet, what a bounce reports. */
export const passing = {
  released: (name: string) => `Held back on arrival and released by ${name}.`,
  passedOn: (name: string) => `Passed on to the others by ${name}.`,
  waiting: {
    unverified: 'Recorded, and not passed on to the others: nothing proves who wrote it.',
    unaddressed:
      'Recorded, and not passed on to the others: it was not addressed to this conversation and answers nothing in it. It may be an old email that somebody else sent here.',
    before_conversation:
      'Recorded, and not passed on to the others: its date is from before this conversation, or missing. It may be an old email that somebody else sent here.',
    brake: 'Recorded, and not passed on to the others: this conversation has had too many mails in a short time.',
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
