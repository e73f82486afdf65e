import type { Call, Handler } from '../../../shared/api/handler.ts';
import { isAnswerable } from '../../../shared/domain/composer/answer-defaults.ts';
import type { Email, OutgoingEmail } from '../../../shared/domain/conversation/email.ts';
import { notFound, ServiceError } from '../../../shared/domain/errors.ts';
import { sha256Hex } from '../../../shared/domain/ids.ts';
import type { Ports } from '../../../shared/ports/ports.ts';
import { findCommunication, findEmail } from '../conversations/find-communication.ts';
import { findSender } from '../projects/find-sender.ts';
import { type AcceptDeps, acceptOnce } from '../sending/accept-once.ts';
import { answerFiles } from './answer-files.ts';
import { addressAnswer } from './answer-recipients.ts';
import { composeAnswer } from './compose-answer.ts';

type Deps = AcceptDeps & Pick<Ports, 'projects' | 'files' | 'htmlCleaner'>;
type AnswerCall = Call<'answerEmail'>;

/** Equal requests have equal hashes, because the schema orders the properties and fills in the defaults. */
const hashOf = ({ path, body }: AnswerCall): string =>
  sha256Hex(JSON.stringify(['answer', path.projectId, path.communicationId, body]));

const findAnswered = async (deps: Deps, { member, path, body }: AnswerCall): Promise<Email> => {
  const email = await findEmail(deps, member, { ...path, emailId: body.inReplyTo });
  if (isAnswerable(email)) return email;
  throw new ServiceError('invalid', 'validation-failed', (say) => say.sending.notAnswerable, [
    { pointer: '/inReplyTo', detail: (say) => say.sending.noticeOrRelay },
  ]);
};

/** Makes every check that can reject the request, and freezes what must not change after it is accepted. */
const prepare = async (deps: Deps, call: AnswerCall, emailId: string): Promise<OutgoingEmail> => {
  const { path, body, caller, member } = call;
  const communication = await findCommunication(deps, member, path);
  const answered = await findAnswered(deps, call);
  const [sender, project] = await Promise.all([findSender(deps, member), deps.projects.getProject(path.projectId)]);
  if (!project) throw notFound();
  const answering = { communication, answered, sender, body };
  const addressed = await addressAnswer(deps, answering);
  const files = await answerFiles(deps, answering);
  const of = { project, emailId, requestHash: hashOf(call), userId: caller.userId };
  return composeAnswer(deps, { ...answering, ...addressed, ...files, ...of });
};

/** Accepts a reply or a forward from the Emails tab, as sendInvoice accepts an invoice; the same flow sends it. */
export const answerEmail =
  (deps: Deps): Handler<'answerEmail'> =>
  async (call) => {
    const email = await acceptOnce(deps, { ...call, hash: hashOf(call) }, (emailId) => prepare(deps, call, emailId));
    const recipients = email.recipients.map((r) => r.recipientId);
    return { status: 202, body: { communicationId: email.communicationId, emailId: email.id, recipients } };
  };
