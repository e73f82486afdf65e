/** Problems with people, files, conversations and quarantined mail, in Canadian English. */

type Budget = {
  of: 'project' | 'user' | 'notices';
  window: 'hour' | 'day';
  limit: number;
  used: number;
  freeAt: string;
};

export const sendingProblems = {
  recipients: {
    invalid: 'The recipients are not valid; see errors.',
    notInDirectory: 'is not in the directory of this project',
    nobodyInTo: 'must name at least one person',
    tooMany: (most: number) => `has, together with cc and bcc, more than ${most} people`,
    bccGivenAway: 'This would reveal a Bcc recipient; see errors.',
    mayNotKnow: 'may not know about a Bcc recipient whom this email names or quotes',
  },
  senderNotInDirectory: 'Add yourself to the directory of this project first.',
  invoiceChanged: 'The invoice has changed: review it again.',
  signature: {
    required: 'This contract asks for a signature: sign the invoice, and send it within 15 minutes.',
    nameDiffers: 'You can sign only under your own name; see errors.',
    notYourName: 'is not your name in the directory of this project',
    notRecent: 'The signature is not of the last 15 minutes: sign again.',
    notOfNow: 'is more than 15 minutes ago, or in the future',
  },
  notAnswerable: 'This email cannot be answered; see errors.',
  noticeOrRelay: 'is a notice, or the relay of an email that can be answered itself',
  relayNotWaiting: 'This email is not waiting to be relayed.',
  resend: {
    notNeeded: 'The email has already been sent to some of these recipients; see errors.',
    hasIt: 'has it, as far as is known',
    tooEarly: 'Sending to some of these recipients has not finished yet; see errors.',
    underWay: 'is still waiting or under way',
    stranger: 'is not a recipient of this email',
    removed: 'Some recipients have left the directory; see errors.',
    gone: 'is no longer in the directory',
  },
  mailBudget: ({ of, window, limit, used, freeAt }: Budget, mails: number) => {
    const who = {
      project: 'This project may cause',
      user: 'One user may cause',
      notices: 'Notices about this project may be',
    };
    const per = window === 'hour' ? 'an hour' : 'in 24 hours';
    return `${who[of]} ${limit} mails ${per}; ${used} are used, and this needs ${mails}. It fits again at ${freeAt}.`;
  },
  files: {
    invalid: 'The files are not valid; see errors.',
    notOfEmail: 'is not a file of that email',
    tooMany: (most: number) => `are, with attachmentIds, more than ${most}`,
    noName: 'is not a file name',
    wrongType: 'Files of this type cannot be sent.',
    wrongExtension: 'has an extension that mail services reject',
    notClean: 'This file cannot be sent.',
    disguised: 'is not what its name says, or is a program or a web page',
    tooLarge: (bytes: number) => `A file may have at most ${bytes} bytes.`,
    tooLargeTogether: (bytes: number) => `Besides the invoice, the files may total ${bytes} bytes.`,
    tooLargeInTotal: 'are too large in total',
    tooManyAnnounced: (seconds: number) =>
      `Too many files were announced within an hour: try again in ${seconds} seconds.`,
    missing: 'Upload the file first.',
    notUploaded: 'was announced but not uploaded',
    changed: 'Upload the file again.',
    notAnnounced: 'is not the announced file',
  },
  document: {
    tooLarge: 'This invoice is too large to be made into a PDF.',
    failed: 'The PDF could not be made. Try again later.',
  },
  quarantine: {
    malware:
      'This mail carries a virus, a program or something that cannot be examined. It is never released: ask its sender to send it again without that file, and discard it.',
    unparseable:
      'This mail could not be read within the limits, so its content is unknown. It is never released: ask its sender to send it again, and discard it.',
    released: 'This mail has already been released.',
    discarded: 'This mail has already been discarded.',
    hourMissing: 'is required with state=beyond, as is communicationId',
  },
};
