import type { MailOutcome } from '../../../shared/domain/delivery/mail-outcome.ts';
import type { Mailer, OutgoingMessage } from '../../../shared/ports/mail-ports.ts';

/** With `accepted_hidden` SES accepts the mail and the answer is lost. */
type MailerStep = MailOutcome | { kind: 'accepted_hidden' };

/** `posts` are the calls, and `mails` the acceptances, which the rows of the exam count. */
export type FakeMailer = Mailer & {
  posts: OutgoingMessage[];
  mails: (OutgoingMessage & { sesMessageId: string })[];
  /** Plans the outcomes of the next calls. Calls after these are accepted. */
  next(...steps: MailerStep[]): void;
  /** The same for one envelope address. These outcomes go before those of `next`. */
  nextFor(to: string, ...steps: MailerStep[]): void;
  mailsTo(address: string): number;
};

export const fakeMailer = (): FakeMailer => {
  const posts: FakeMailer['posts'] = [];
  const mails: FakeMailer['mails'] = [];
  const plan: MailerStep[] = [];
  const planFor = new Map<string, MailerStep[]>();
  const accept = (message: OutgoingMessage): string => {
    const sesMessageId = `0100-fake-${mails.length + 1}`;
    mails.push({ ...message, sesMessageId });
    return sesMessageId;
  };
  return {
    posts,
    mails,
    next: (...steps) => void plan.push(...steps),
    nextFor: (to, ...steps) => void planFor.set(to, [...(planFor.get(to) ?? []), ...steps]),
    mailsTo: (address) => mails.filter((mail) => mail.to === address).length,
    send: async (message) => {
      posts.push(message);
      const step = planFor.get(message.to)?.shift() ?? plan.shift() ?? { kind: 'accepted', sesMessageId: '' };
      if (step.kind === 'accepted_hidden') {
        accept(message);
        return { kind: 'unknown', code: 'connection_reset' };
      }
      return step.kind === 'accepted' ? { kind: 'accepted', sesMessageId: accept(message) } : step;
    },
  };
};
