import type { Failure, NoticeFacts } from '../../domain/conversation/notice-facts.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { labels } from '../../domain/labels/labels.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';

/** The subject, text and HTML of a notice about delivery failures, in one language. Values are escaped here. */

type Words = {
  subject: (invoice: string, name: string) => Record<Failure, string>;
  what: (invoice: string, person: string) => Record<Failure, string>;
  reported: (words: string) => string;
  httpStatus: (status: string) => string;
  toDo: Record<Failure, string>;
  others: string;
  /** The first person, and how many more. */
  and: (name: string, others: number) => string;
  /** Advice for a failure whose cause lies in the email itself, so that it affects several people. */
  allToDo: string;
  open: string;
  footer: string;
};

const inEnglish = {
  fix: 'What to do: correct the address in the project directory and resend. “Correct and resend”, next to this person in the conversation, sends the email to this person only.',
};
const inFrench = {
  fix: 'Que faire : corrigez l’adresse dans le répertoire du projet, puis renvoyez. « Corriger et renvoyer », à côté de cette personne dans la conversation, n’écrit qu’à elle.',
};

const words: Record<Language, Words> = {
  en: {
    subject: (invoice, name) => ({
      bounced: `Invoice ${invoice}: email not delivered to ${name}`,
      rejected: `Invoice ${invoice}: email not delivered to ${name}`,
      complained: `Invoice ${invoice}: email marked as spam by ${name}`,
      failed: `Invoice ${invoice}: email not sent to ${name}`,
      unconfirmed: `Invoice ${invoice}: email to ${name} not confirmed`,
      reported: `Invoice ${invoice}: a notice says that ${name} did not receive the email`,
    }),
    what: (invoice, person) => ({
      bounced: `The email about invoice ${invoice} did not reach ${person}: their mail server rejected it.`,
      rejected: `The email about invoice ${invoice} did not reach ${person}: the mail service rejected it.`,
      complained: `${person} marked the email about invoice ${invoice} as spam.`,
      failed: `The email about invoice ${invoice} was not sent to ${person}.`,
      reported: `A non-delivery notice arrived by mail: the email about invoice ${invoice} may not have reached ${person}. The mail service had reported it as delivered, and such notices cannot be verified.`,
      unconfirmed: `We cannot tell whether the email about invoice ${invoice} was sent to ${person}: the mail service’s answer was lost.`,
    }),
    reported: (said) => `Reported: ${said}`,
    httpStatus: (status) => `The mail service reported an internal error (HTTP ${status}).`,
    toDo: {
      bounced: inEnglish.fix,
      rejected: inEnglish.fix,
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
    and: (name, others) => (others === 1 ? `${name} and one other person` : `${name} and ${others} other people`),
    allToDo:
      'What to do: fix the problem, then press “Correct and resend” next to these people in the conversation. You can select all of them at once.',
    open: 'Open the conversation:',
    footer: 'Sent automatically by Courriel. Replies to this message are not read.',
  },
  fr: {
    subject: (invoice, name) => ({
      bounced: `Facture ${invoice} : courriel non remis à ${name}`,
      rejected: `Facture ${invoice} : courriel non remis à ${name}`,
      complained: `Facture ${invoice} : courriel signalé comme pourriel par ${name}`,
      failed: `Facture ${invoice} : courriel non envoyé à ${name}`,
      unconfirmed: `Facture ${invoice} : courriel à ${name} non confirmé`,
      reported: `Facture ${invoice} : selon un avis, ${name} n’a pas reçu le courriel`,
    }),
    what: (invoice, person) => ({
      bounced: `Le courriel concernant la facture ${invoice} n’a pas été remis à ${person} : son serveur de courriel l’a refusé.`,
      rejected: `Le courriel concernant la facture ${invoice} n’a pas été remis à ${person} : le service de courriel l’a refusé.`,
      complained: `${person} a signalé le courriel concernant la facture ${invoice} comme pourriel.`,
      failed: `Le courriel concernant la facture ${invoice} n’est pas parti pour ${person}.`,
      reported: `Un avis de non-remise est arrivé par courriel : il se peut que le courriel concernant la facture ${invoice} n’ait pas été remis à ${person}. Le service de courriel l’a tenu pour remis, et personne ne se porte garant d’un tel avis.`,
      unconfirmed: `Personne ne peut savoir si le courriel concernant la facture ${invoice} est parti pour ${person} : la réponse du service de courriel s’est perdue.`,
    }),
    reported: (said) => `Motif rapporté : ${said}`,
    httpStatus: (status) => `Le service de courriel a répondu par une erreur interne (HTTP ${status}).`,
    toDo: {
      bounced: inFrench.fix,
      rejected: inFrench.fix,
      complained:
        'Que faire : parlez à cette personne avant de lui écrire de nouveau. Le service ne lui renvoie pas ce courriel.',
      failed:
        'Que faire : réglez la cause, puis appuyez sur « Corriger et renvoyer » à côté de cette personne dans la conversation. Elle seule reçoit le courriel.',
      reported:
        'Que faire : demandez à cette personne. Si l’adresse est erronée, corrigez-la dans le répertoire du projet; « Corriger et renvoyer », à côté de cette personne dans la conversation, n’écrit alors qu’à elle.',
      unconfirmed:
        'Que faire : demandez à cette personne. Le courriel n’est jamais renvoyé de lui-même; « Corriger et renvoyer » l’envoie une fois de plus, et il pourrait alors arriver deux fois.',
    },
    others: 'Les autres destinataires ne sont pas touchés.',
    and: (name, others) => (others === 1 ? `${name} et une autre personne` : `${name} et ${others} autres personnes`),
    allToDo:
      'Que faire : réglez la cause, puis appuyez sur « Corriger et renvoyer » à côté de ces personnes dans la conversation. Toutes peuvent être choisies à la fois.',
    open: 'Ouvrir la conversation :',
    footer: 'Envoyé automatiquement par Courriel. Personne ne lit les réponses à cet avis.',
  },
};

/**
 * Removes links from an outside server's text, so that our notice does not spread them; the page shows the full text.
 */
const withoutLinks = (detail: string): string =>
  detail
    .replaceAll(/(?:https?:\/\/|www\.)\S+/gi, '…')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .trim();

const reasonOf = (detail: string, language: Language): string => {
  const known: Record<string, string> = labels(language).details;
  if (Object.hasOwn(known, detail)) return known[detail] ?? '';
  const [, status] = /^http_(\d{3})$/.exec(detail) ?? [];
  return status === undefined ? words[language].reported(withoutLinks(detail)) : words[language].httpStatus(status);
};

const withOthers = (person: string, { others }: NoticeFacts, language: Language): string =>
  others === undefined ? person : words[language].and(person, others);

const paragraphsOf = (facts: NoticeFacts, language: Language): string[] => {
  const say = words[language];
  const person = facts.name === '' ? facts.address : `${facts.name} (${facts.address})`;
  return [
    say.what(facts.invoiceNumber, withOthers(person, facts, language))[facts.trouble],
    ...(facts.detail === null ? [] : [reasonOf(facts.detail, language)]),
    ...(facts.others === undefined ? [say.toDo[facts.trouble], say.others] : [say.allToDo]),
  ];
};

/** The notice as it appears in the thread. */
export const noticeWords = (facts: NoticeFacts, language: Language): { subject: string; text: string } => ({
  subject: words[language]
    .subject(facts.invoiceNumber, withOthers(facts.name || facts.address, facts, language))
    [facts.trouble].slice(0, maxSubjectLength)
    .toWellFormed(),
  text: paragraphsOf(facts, language).join('\n\n'),
});

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/** The notice as it is mailed. `link`: URL of the conversation. */
export const noticeBody = (
  facts: NoticeFacts,
  language: Language,
  link: string,
): { subject: string; text: string; html: string } => {
  const say = words[language];
  const { subject, text } = noticeWords(facts, language);
  const url = escapeHtml(link);
  const html = `<!DOCTYPE html>
<html lang="${language}-CA"><head><meta charset="utf-8"><title></title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#111827;overflow-wrap:anywhere">
${paragraphsOf(facts, language)
  .map((line) => `<p style="margin:0 0 12px">${escapeHtml(line)}</p>`)
  .join('\n')}
<p style="margin:0 0 12px">${say.open} <a href="${url}">${url}</a></p>
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #e5e7eb;${small}">${say.footer}</p>
</body></html>
`;
  return { subject, text: `${text}\n\n${say.open} ${link}\n\n-- \n${say.footer}\n`, html };
};
