/** Notices to people: a delivery failed, mail is quarantined. In Canadian English. */

const correctAndResend =
  'What to do: correct the address in the project directory and resend. “Correct and resend”, next to this person in the conversation, sends the email to this person only.';

export const notices = {
  failure: {
    subject: (invoice: string, name: string) => ({
      bounced: `Invoice ${invoice}: email not delivered to ${name}`,
      rejected: `Invoice ${invoice}: email not delivered to ${name}`,
      complained: `Invoice ${invoice}: email marked as spam by ${name}`,
      failed: `Invoice ${invoice}: email not sent to ${name}`,
      unconfirmed: `Invoice ${invoice}: email to ${name} not confirmed`,
      reported: `Invoice ${invoice}: a notice says that ${name} did not receive the email`,
    }),
    what: (invoice: string, person: string) => ({
      bounced: `The email about invoice ${invoice} did not reach ${person}: their mail server rejected it.`,
      rejected: `The email about invoice ${invoice} did not reach ${person}: the mail service rejected it.`,
      complained: `${person} marked the email about invoice ${invoice} as spam.`,
      failed: `The email about invoice ${invoice} was not sent to ${person}.`,
      reported: `A non-delivery notice arrived by mail: the email about invoice ${invoice} may not have reached ${person}. The mail service has reported no failure, and such notices cannot be verified.`,
      unconfirmed: `We cannot tell whether the email about invoice ${invoice} was sent to ${person}: the mail service’s answer was lost.`,
    }),
    reported: (said: string) => `Reported: ${said}`,
    httpStatus: (status: string) => `The mail service reported an internal error (HTTP ${status}).`,
    toDo: {
      bounced: correctAndResend,
      rejected:
        'What to do: have the attached files checked, and send a new email without the infected one. “Correct and resend” would send the same files again.',
      complained:
        'What to do: talk to this person before you write again. The service will not send them this email again.',
      failed:
        'What to do: fix the problem, then press “Correct and resend” next to this person in the conversation. Only this person will receive the email.',
      reported:
        'What to do: ask this person. If the address is wrong, correct it in the project directory; “Correct and resend”, next to this person in the conversation, then sends the email to this person only.',
      unconfirmed:
        'What to do: ask this person. The email is never resent automatically; “Correct and resend” sends it once more, and it may then arrive twice.',
    },
    others: 'The other recipients are not affected.',
    and: (name: string, others: number) =>
      others === 1 ? `${name} and one other person` : `${name} and ${others} other people`,
    allToDo:
      'What to do: fix the problem, then press “Correct and resend” next to these people in the conversation. You can select all of them at once.',
    open: 'Open the conversation:',
    footer: 'Sent automatically by Courriel. Replies to this message are not read.',
  },
  quarantine: {
    subject: (project: string, kind: string) => `${project}: mail quarantined (${kind})`,
    what: (project: string, count: number) =>
      count === 1
        ? `One email sent to a conversation of the project ${project} was quarantined.`
        : `${count} emails sent to conversations of the project ${project} were quarantined.`,
    why: (why: string) => `Why: ${why}`,
    nobody: 'No one in the conversation received it, and the sender was not notified.',
    toDo: 'What to do: review it under Quarantine, and release or discard it. More may have arrived since: that page lists all quarantined mail.',
    open: 'Open the quarantine:',
    footer: 'Sent automatically by Courriel, at most once a day for each reason. Replies to this message are not read.',
  },
};
