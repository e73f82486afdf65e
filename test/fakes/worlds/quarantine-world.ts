import { apiWorld } from './api-world.ts';
import { type Conversation, conversation, newWorld, reply } from './captured-mail.ts';
import { projectId } from './committed-email.ts';

/**
 * The conversation of captured-mail.ts behind the real API handler, with a second Admin, Max, who uses English, and a
 * reader.
 */
export const quarantineWorld = async (w = newWorld()) => {
  const built = apiWorld(w);
  const c = await conversation(built.w);
  const people = [
    { user: 'usr_max', level: 'admin', name: 'Max Power', language: 'en' },
    { user: 'usr_reader', level: 'read_only', name: 'Rita Reader', language: 'en' },
  ] as const;
  for (const { user, level, name, language } of people) {
    const contactId = user.replace('usr_', 'cnt_');
    const email = `${user.slice(4)}@steel.test`;
    const contact = { id: contactId, projectId, name, company: '', email, language, jobTitle: '', userId: user };
    await built.w.projects.putContact(contact);
    await built.w.projects.putMember({ projectId, userId: user, level, viewInvoiceDetails: true, contactId });
  }
  const route = `/projects/${projectId}/quarantine`;
  const decide = (
    action: 'release' | 'discard',
    emailId: string,
    user = 'usr_lea',
    reason = 'Confirmé au téléphone.',
  ) => built.call(user, 'POST', `${route}/${emailId}/${action}`, { body: { reason } });
  const list = async (query = '', user = 'usr_lea') => built.call(user, 'GET', `${route}${query}`);
  const thread = async (user = 'usr_lea') =>
    (await built.call(user, 'GET', `/projects/${projectId}/communications/${c.communicationId}`)).json;
  return { ...built, c, decide, list, thread, route };
};
export type QuarantineWorld = Awaited<ReturnType<typeof quarantineWorld>>;

/** Receives a mail with Anne's address in From that fails DMARC, which is quarantined. */
export const forge = async (c: Conversation, mail: Parameters<typeof reply>[1] = {}): Promise<string> => {
  const [outcome] = await reply(c, mail, { verdicts: { dmarc: 'FAIL' }, source: 'eve@evil.test' });
  return outcome?.emailId ?? '';
};

/** Receives a mail from a domain without a policy, which is recorded while its relay waits. */
export const waiting = async (c: Conversation, mail: Parameters<typeof reply>[1] = {}): Promise<string> => {
  const [outcome] = await reply(c, mail, { verdicts: { dmarc: 'GRAY' }, source: 'anne@gc.test' });
  return outcome?.emailId ?? '';
};
