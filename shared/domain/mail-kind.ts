import type { ParsedMail } from './ports.ts';
import { relayHeader } from './relay.ts';

/** What kind of mail came in, in the order that matters; only `human` mail is ever relayed. All kinds are kept. */
export type MailKind = 'own' | 'report' | 'bounce' | 'automatic' | 'list' | 'human';

type Facts = { mail: ParsedMail; returnPath: string | null; replyDomain: string };

const valuesOf = (mail: ParsedMail, name: string): string[] =>
  mail.headers.filter((header) => header.name === name).map((header) => header.value.toLowerCase());

const has = (mail: ParsedMail, ...names: string[]): boolean =>
  mail.headers.some((header) => names.includes(header.name));

const isUnder = (address: string, domain: string): boolean =>
  address.toLowerCase().endsWith(`@${domain.toLowerCase()}`);

const isOwn = ({ mail, replyDomain }: Facts): boolean =>
  has(mail, relayHeader.toLowerCase()) || mail.from.some((from) => isUnder(from.address, replyDomain));

const isReport = ({ mail }: Facts): boolean =>
  /report-type="?(?:feedback-report|disposition-notification)/i.test(mail.contentType) ||
  mail.files.some((file) => /^message\/(?:feedback-report|disposition-notification)/.test(file.contentType));

const daemon = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)(?:\+[^@]*)?@/i;
const daemonName =
  /mail delivery (?:sub)?system|mailer[- ]daemon|postmaster|système de distribution|microsoft outlook/i;
const bounceSubject =
  /undeliver|delivery (?:status notification|failure|has failed|incomplete|failed)|failure notice|returned mail|mail delivery (?:failed|failure)|message (?:undeliverable|not delivered)|non[- ]?remis|non distribu|échec de (?:la )?(?:remise|distribution)|avis de non[- ]remise|unzustellbar|zustellung (?:fehlgeschlagen|des status)|no se (?:ha podido|pudo) entregar|não (?:foi )?entregue|mancato recapito/i;
const failureCode = /\b(?:55\d|5\.\d{1,3}\.\d{1,3})\b/;
/** What follows is the bounced mail itself, which may speak of anything. */
const diagnosticLength = 6_000;

const isNullPath = (returnPath: string | null): boolean =>
  returnPath === null || returnPath === '' || returnPath === '<>' || /^mailer-daemon@/i.test(returnPath);

/** A null return path alone is no bounce: most vacation mails have one. */
const isBounce = ({ mail, returnPath }: Facts): boolean => {
  if (/report-type="?delivery-status/i.test(mail.contentType) || has(mail, 'x-failed-recipients')) return true;
  if (mail.files.some((file) => file.contentType.startsWith('message/delivery-status'))) return true;
  const subject = bounceSubject.test(mail.subject);
  const fromDaemon = mail.from.some((from) => daemon.test(from.address) || daemonName.test(from.name));
  const code = failureCode.test((mail.text ?? '').slice(0, diagnosticLength));
  return fromDaemon ? isNullPath(returnPath) || subject || code : isNullPath(returnPath) && subject;
};

const automaticHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-reply-from',
  'x-fc-machinegenerated',
  'x-ms-exchange-inbox-rules-loop',
];
const automaticSubject =
  /^(?:\[?(?:auto(?:matic)?[- ]?reply|automatic response|auto(?:matisch)?e? ?antwort|out of (?:the )?office|ooo|réponse automatique|réponse auto|absente?(?: du bureau| de mon bureau| jusqu'au)|absence(?: du bureau| de mon bureau| temporaire| prolongée| pour vacances|\s?:)|(?:avis|message) d'absence|je suis absente?|abwesenheits(?:notiz|nachricht)|automatische antwort|respuesta automática|fuera de la oficina|resposta automática|ausência|risposta automatica|fuori ufficio|automatisch antwoord|afwezig|autosvar|frånvaro|automaattinen vastaus|poissa|automatyczna odpowiedź|odpowiedź automatyczna|automatická odpověď|automatikus válasz|răspuns automat|otomatik yanıt|автоответ|автоматический ответ|自動応答|自动回复|自動回覆|자동 회신)\]?)(?![\p{L}])/iu;

/** X-Auto-Response-Suppress alone says nothing: Exchange puts it on mail that people write. */
const isAutomatic = ({ mail }: Facts): boolean =>
  valuesOf(mail, 'auto-submitted').some((value) => !/^\s*no\b/.test(value)) ||
  has(mail, ...automaticHeaders) ||
  [...valuesOf(mail, 'precedence'), ...valuesOf(mail, 'x-precedence')].some((value) => /auto[_-]reply/.test(value)) ||
  valuesOf(mail, 'x-apple-action').some((value) => value.includes('vacation')) ||
  valuesOf(mail, 'delivered-to').some((value) => value.startsWith('autoresponder')) ||
  automaticSubject.test(mail.subject.trim());

const isList = ({ mail }: Facts): boolean =>
  has(mail, 'list-id', 'list-unsubscribe', 'list-post') ||
  valuesOf(mail, 'precedence').some((value) => /^(?:bulk|list|junk)/.test(value));

const rules: readonly (readonly [MailKind, (facts: Facts) => boolean])[] = [
  ['own', isOwn],
  ['report', isReport],
  ['bounce', isBounce],
  ['automatic', isAutomatic],
  ['list', isList],
];

/** `returnPath` is the envelope's; null or "<>" when there was none. */
export const mailKind = (mail: ParsedMail, returnPath: string | null, replyDomain: string): MailKind =>
  rules.find(([, holds]) => holds({ mail, returnPath, replyDomain }))?.[0] ?? 'human';

const returnedPart =
  /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/(?:feedback-report|delivery-status|disposition-notification))/;
const idHeader = /^(?:message-id|references|in-reply-to|original-message-id|x-original-message-id)\s*:/i;

/** The ids that a report names: of the mail it returns, or in its own fields. Without angle brackets, at most 32. */
export const reportedMessageIds = (mail: ParsedMail): string[] => {
  const parts = mail.files.filter((file) => returnedPart.test(file.contentType));
  const lines = parts.flatMap((file) =>
    Buffer.from(file.content.subarray(0, 64 * 1024))
      .toString('latin1')
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/),
  );
  const named = lines.filter((line) => idHeader.test(line)).flatMap((line) => line.match(/<[^<>\s]{1,250}>/g) ?? []);
  return [...new Set(named.map((id) => id.slice(1, -1)))].slice(0, 32);
};
