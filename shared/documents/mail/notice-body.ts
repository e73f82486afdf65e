import type { Failure, NoticeFacts } from '../../domain/conversation/notice-facts.ts';
import { escapeHtml } from '../../domain/escape-html.ts';
import { labels } from '../../domain/labels/labels.ts';
import { maxSubjectLength } from '../../domain/limits.ts';
import type { Language } from '../../domain/text.ts';

/** A notice in words, in one language: subject, text, HTML. Pure; the values are escaped here. */

type Words = {
  subject: (invoice: string, name: string) => Record<Failure, string>;
  what: (invoice: string, person: string) => Record<Failure, string>;
  reported: (words: string) => string;
  httpStatus: (status: string) => string;
  toDo: Record<Failure, string>;
  others: string;
  /** The first person, and how many more. */
  and: (name: string, others: number) => string;
  /** Of a failure whose cause is the email's own. */
  allToDo: string;
  open: string;
  footer: string;
};

const inEnglish = {
  fix: 'What to do: correct the address in the directory of the project and resend. “Correct and resend”, beside this person in the conversation, mails this person alone.',
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
      reported: `Invoice ${invoice}: a notice says that ${name} did not get the email`,
    }),
    what: (invoice, person) => ({
      bounced: `The email about invoice ${invoice} did not reach ${person}: that person’s mail server refused it.`,
      rejected: `The email about invoice ${invoice} did not reach ${person}: the mail service refused it.`,
      complained: `${person} marked the email about invoice ${invoice} as spam.`,
      failed: `The email about invoice ${invoice} did not go out to ${person}.`,
      reported: `A non-delivery notice came by mail: the email about invoice ${invoice} may not have reached ${person}. The mail service took it as delivered, and nobody vouches for such a notice.`,
      unconfirmed: `Nobody can know whether the email about invoice ${invoice} went out to ${person}: the mail service’s answer was lost.`,
    }),
    reported: (said) => `Reported: ${said}`,
    httpStatus: (status) => `The mail service answered with an error of its own (HTTP ${status}).`,
    toDo: {
      bounced: inEnglish.fix,
      rejected: inEnglish.fix,
      complained: 'What to do: speak to this person before you write again. The service does not mail this copy again.',
      failed:
        'What to do: put the reason right, then press “Correct and resend” beside this person in the conversation. This person alone is mailed.',
      reported:
        'What to do: ask this person. If the address is wrong, correct it in the directory of the project; “Correct and resend”, beside this person in the conversation, then mails this person alone.',
      unconfirmed:
        'What to do: ask this person. It is never sent again by itself; “Correct and resend” sends it once more, and it may then arrive twice.',
    },
    others: 'The other recipients are not concerned.',
    and: (name, others) => (others === 1 ? `${name} and one other person` : `${name} and ${others} other people`),
    allToDo:
      'What to do: put the reason right, then press “Correct and resend” beside these people in the conversation. All of them can be chosen at once.',
    open: 'Open the conversation:',
    footer: 'Sent by Courriel automatically. Nobody reads what is answered to this notice.',
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
        'Que faire : demandez à cette personne. Le courriel n’est jamais renvoyé de lui-même ; « Corriger et renvoyer » l’envoie une fois de plus, et il pourrait alors arriver deux fois.',
    },
    others: 'Les autres destinataires ne sont pas touchés.',
    and: (name, others) => (others === 1 ? `${name} et une autre personne` : `${name} et ${others} autres personnes`),
    allToDo:
      'Que faire : réglez la cause, puis appuyez sur « Corriger et renvoyer » à côté de ces personnes dans la conversation. Toutes peuvent être choisies à la fois.',
    open: 'Ouvrir la conversation :',
    footer: 'Envoyé automatiquement par Courriel. Personne ne lit les réponses à cet avis.',
  },
};

/** An outside server's links are not passed on under our name; the page shows its words in full. */
const withoutLinks = (said: string): string =>
  said
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

/** What stands in the thread. */
export const noticeWords = (facts: NoticeFacts, language: Language): { subject: string; text: string } => ({
  subject: words[language]
    .subject(facts.invoiceNumber, withOthers(facts.name || facts.address, facts, language))
    [facts.trouble].slice(0, maxSubjectLength)
    .toWellFormed(),
  text: paragraphsOf(facts, language).join('\n\n'),
});

const small = 'color:#6b7280;font-size:12px;line-height:1.4';

/** What is mailed. `link`: the conversation's page. */
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
