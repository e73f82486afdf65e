import { findBody, mailedBody } from '../../shared/actions/email-body.ts';
import { contentOf, mailBody } from '../../shared/documents/mail/mail-body.ts';
import type { ThreadEntry } from '../../shared/domain/conversation/communication.ts';
import type { Email, EmailBody, IncomingEmail } from '../../shared/domain/conversation/email.ts';
import { htmlToText } from '../../shared/domain/reply-text/cut-html.ts';
import { htmlPage } from '../../shared/domain/reply-text/html-tokens.ts';
import { maxKnown, type ThreadWords } from '../../shared/domain/reply-text/quote-words.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import type { Captured } from './captured.ts';

/** The text of a conversation's mails as its people received it, for comparison with a reply's quote. */

type Deps = Pick<Ports, 'communications' | 'files'>;

/** A reply nearly always quotes the mail named in its In-Reply-To, or one of the latest. Each costs two reads. */
const maxLatest = 10;
const maxNamed = 2;

const noBody: EmailBody = { text: '', html: null, quotedText: null };

const asText = (html: string): string => htmlToText(htmlPage(html.slice(0, 4 * maxKnown)));

/** The forms in which one mail may come back in a quote: as text, and as the HTML that most programs quote. */
const mailed = (email: Email, body: EmailBody): string[] => {
  if (email.direction === 'incoming') {
    const { text, signature, quotedText, html } = body;
    return [[text, signature, quotedText].filter((part) => part != null).join('\n'), ...(html ? [asText(html)] : [])];
  }
  const { text, html } = mailBody({ ...contentOf(email, body), link: null });
  return [text, asText(html)];
};

/** The footers of our mails, for every kind of recipient. */
const footers = (['en', 'fr'] as const).flatMap((language) =>
  (['everybody', 'hidden', 'author'] as const).map(
    (answersGo) =>
      mailBody({
        ...{ kind: 'reply', language, authorName: '', body: noBody, documentName: null, visibility: 'thread' },
        ...{ answersGo, link: '-' },
      }).text,
  ),
);

const readMail = async (deps: Deps, emailId: string): Promise<{ isAside: boolean; texts: string[] } | null> => {
  const email = await deps.communications.getEmail(emailId);
  if (email === null) return null;
  const body = email.direction === 'incoming' ? await findBody(deps, email) : await mailedBody(deps, email);
  return body && { isAside: email.visibility !== 'thread', texts: mailed(email, body) };
};

const namedIn = async ({ communications }: Deps, { mail, communication }: Captured): Promise<string[]> => {
  const ids = [...(mail?.inReplyTo ?? []), ...(mail?.references ?? []).toReversed()].slice(0, maxNamed);
  const found = await Promise.all(ids.map((id) => communications.findByMessageId(id)));
  return found.flat().flatMap((entry) => (entry.communicationId === communication.id ? [entry.emailId] : []));
};

/**
 * The latest emails before this mail, so that a repeated call has the same result. Notices are left out, because only
 * their own reader could quote them.
 */
const latest = (entries: readonly ThreadEntry[], { receipt }: Captured): string[] =>
  entries
    .filter(({ kind, createdAt }) => kind !== 'notice' && kind !== 'automatic' && createdAt < receipt.timestamp)
    .slice(-maxLatest)
    .map(({ emailId }) => emailId);

/**
 * The mail of a Bcc person, or of one who answers something sent aside, is read by the same few people: for them no
 * quoted text counts as aside.
 */
export const threadWords = async (deps: Deps, captured: Captured, own: IncomingEmail['id']): Promise<ThreadWords> => {
  const entries = await deps.communications.listEntries(captured.communication.id);
  const named = await namedIn(deps, captured);
  const ids = new Set([...named.slice(0, maxNamed), ...latest(entries, captured)].filter((id) => id !== own));
  const found = (await Promise.all([...ids].map((id) => readMail(deps, id)))).filter((one) => one !== null);
  const speaksAside = captured.author?.role === 'bcc';
  return {
    open: [...footers, ...found.filter(({ isAside }) => speaksAside || !isAside).flatMap(({ texts }) => texts)],
    aside: speaksAside ? [] : found.filter(({ isAside }) => isAside).flatMap(({ texts }) => texts),
  };
};
