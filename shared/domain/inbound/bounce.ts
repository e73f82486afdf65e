import type { ParsedMail } from './parsed-mail.ts';

/** Recognises bounce reports by the wording of mail servers, and finds the recipients they are about. */

const daemon =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_.]?master|mdaemon|bounces?|mail[-_.]?(?:delivery|system|robot|router)|delivery[-_.]?(?:subsystem|system|status)|mail-?administrator)(?:[-+][^@]*)?(?:@|$)/i;
const daemonName =
  /mail delivery|delivery (?:sub)?system|mailer[- ]?daemon|post ?master|mail (?:administrator|system|router|robot)|system administrator|systemadministrator|administrateur syst|administrador del sistema|internet mail|message transfer|email security|système de distribution|syst[eè]me de messagerie|microsoft (?:outlook|exchange)|mdaemon/i;

/**
 * The subjects of bounces in English and, below, in other languages. Both patterns match at the start of a subject
 * only: a person who forwards a bounce puts something in front.
 */
const englishSubject =
  /^(?:\W{0,4}|\[[^\]]{1,40}\]\s*|warning:\s*|error:\s*|attention:\s*|virus-?alert:?\s*|\*{1,3}[^*]{1,20}\*{1,3}\s*)?(?:message |mail |e-?mail |your (?:message|mail|e-?mail) |notice: ?|notification: ?)?(?:undeliver|un-?deliverable|(?:that )?you sent (?:was |has been )?(?:blocked|rejected|quarantined|not delivered)|delivery (?:status|failure|failed|has failed|incomplete|error|problem|report|notification|delay|has been|to|failed)|delivery$|fail(?:ed|ure) (?:delivery|notice|to deliver)|mail(?:er)? (?:delivery|system error|error|status report|failure|returned|could not)|returned (?:mail|to sender|message|e-?mail)|returning (?:message|mail)|return(?:ed)? to sender|could not (?:be )?(?:deliver|send)|couldn.t be delivered|cannot (?:be )?deliver|(?:was |is |has )?not (?:been )?(?:deliver|sent)|non[- ]?deliver|nondeliverable|non-?delivery|sorry, your message|there was an error sending|user unknown|unknown user|bad (?:address|recipient)|invalid (?:address|recipient)|address not found|recipient not found|(?:permanent|temporary|smtp) (?:failure|error|delivery)|mailbox (?:full|unavailable)|over quota|quota exceeded|rejected(?: mail|:)|bounce(?:d mail|:| notification)|could not send|transient|delayed mail|message delayed|action required:? mail|ndr\b|dsn[: ])/i;
const otherSubject =
  /^(?:non[- ]?remis|message non (?:remis|distribu|délivr|livr)|courriel non (?:remis|distribu|livr)|mail non (?:remis|distribu)|non distribu|[ée]chec (?:de (?:la )?|d['’])?(?:remise|distribution|livraison|envoi|transmission|acheminement)|avis de non[- ]?(?:remise|distribution)|notification (?:d['’]état|de non)|rapport de non[- ]?remise|retour (?:à l['’]expéditeur|de courrier)|remise (?:retardée|impossible|différée)|erreur (?:de|d['’]) (?:remise|envoi|distribution)|unzustellbar|nicht zustellbar|zustell(?:ung|fehler|bericht)|nachricht (?:unzustellbar|nicht)|fehlgeschlagen|mail konnte nicht|ihre (?:nachricht|e-?mail) konnte|unzustellbare|rückläufer|fehler bei der zustellung|no se (?:ha |han )?(?:podido|pudo|puede) entregar|no entregado|mensaje (?:no|devuelto)|correo (?:no|devuelto)|error de entrega|entrega (?:fallida|retrasada)|fallo (?:de|en la) entrega|devuelto|no se pudo|não (?:foi |pôde ser |pode ser )?(?:entregue|possível)|mensagem (?:não|devolvida)|falha (?:na|de) entrega|não entregue|devolu|mancat[ao] (?:recapito|consegna)|non recapitabile|consegna (?:non riuscita|fallita)|messaggio non|impossibile (?:recapitare|consegnare)|notifica (?:di mancat|sullo stato)|errore di consegna|onbestelbaar|niet (?:bezorgd|afgeleverd)|bezorging mislukt|bericht niet|aflevering mislukt|mislukte aflevering|kan inte levereras|det gick inte att leverera|ej levererat|leveransfel|olevererbart|kunne ikke leveres|ikke leveret|ikke levert|leveringsfeil|uleveret|levering mislykkedes|kan ikke leveres|ei voitu toimittaa|toimittaminen epäonnistui|toimitus epäonnistui|viestiä ei|niedostarczona|nie można dostarczyć|niemożność dostarczenia|nie dostarczono|zwrot wiadomości|niedoręczona|nedoručiteln|nelze doručit|nedoručen|zpráva nebyla|kézbesíthetetlen|nem kézbesíthető|nelivrat|mesaj nelivrat|teslim edilemedi|iletilemedi|gönderilemedi|не удалось доставить|недоставлен|не доставлено|сообщение не доставлено|ошибка доставки|невозможно доставить|доставка не|не вдалося|не доставлено|αποτυχία|δεν παραδόθηκε|μη παραδ|配信不能|配信できません|配信エラー|メールエラー|メール配信|送信できません|エラーメール|宛先不明|未配信|メッセージを配信|退信|系统退信|邮件退回|无法投递|投递失败|未送达|傳送失敗|無法傳遞|退回|반송|전달되지|전송 실패|배달 실패|לא ניתן למסור|ההודעה לא נמסרה|تعذر (?:تسليم|التسليم)|لم يتم تسليم)/iu;

export const isBounceSubject = (subject: string): boolean => {
  const text = subject.trim().slice(0, 300);
  return englishSubject.test(text) || otherSubject.test(text.replace(/^[\s\p{P}]{1,6}/u, ''));
};

export const isDaemon = ({ name, address }: { name: string; address: string }): boolean =>
  daemon.test(address) || daemonName.test(name);

/** Only so much of a bounce's text counts: after it comes the bounced mail itself, which may be about anything. */
const diagnosticLength = 6_000;

/** The part of a bounce in which a mail server says what happened. */
export const diagnosticOf = (mail: ParsedMail): string => (mail.text ?? mail.html ?? '').slice(0, diagnosticLength);

const failureCode = /\b(?:[45][0-7]\d[ -]|(?:550|551|552|553|554|450|451|452)\b|[45]\.\d{1,3}\.\d{1,3}\b)/;
export const hasFailureCode = (text: string): boolean => failureCode.test(text);

/** Phrases of mail servers that no vacation reply uses. */
const server =
  /this is (?:the|an automatically generated|a permanent)[^\n]{0,60}(?:qmail-send|postfix|mail (?:system|server|delivery)|message delivery|delivery status|program at|sendmail|exim)|(?:mail|message) delivery (?:software|agent|system)|delivery (?:to|of|for) the following|did not reach the following|following (?:address|recipient)(?:es|s|\(e?s\))?[^\n]{0,60}(?:fail|fatal|error|could not|undeliver|reject|not deliver)|(?:could not|couldn.t|cannot|can.t|was not|unable to|not be able to|failed to|not been) (?:be )?deliver|undeliver(?:ed|able)|returned to sender|reporting-mta|final-recipient|diagnostic[- ]code|remote (?:host|server|mta|mail server)[^\n]{0,40}(?:said|returned|respon|reject)|smtp error from remote|(?:transcript of session|permanent(?: fatal)? error)|unrouteable address|host unknown|(?:hôte|utilisateur) inconnu|unknown host|not listed in|user (?:is )?unknown|unknown user|no such (?:user|recipient|mailbox|person)|(?:recipient|mailbox|user|address|account|inbox)[^\n]{0,40}(?:not found|does not exist|doesn.t exist|unavailable|disabled|rejected|is full|unknown|over quota|exceeded)|mailbox (?:is )?full|quota exceeded|over (?:the )?quota|n['’]a (?:pas )?(?:pas )?(?:pu|été) (?:pas )?(?:être )?(?:remis|distribu|livr|délivr)|n['’]ont pas pu|boîte (?:aux lettres )?(?:est )?pleine|destinataire inconnu|(?:konnte|konnten)[^\n]{0,60}nicht[^\n]{0,40}(?:zugestellt|gesendet|übermittelt|erreicht)|unzustellbar|empfänger unbekannt|no (?:se )?(?:ha |han )?(?:podido|pudo) (?:ser )?(?:entrega|entregar|envia)|não (?:pôde|foi|pode|puderam) (?:ser )?(?:entreg|possível entreg)|non (?:è stato|può essere) (?:possibile )?(?:recapit|consegn)|(?:kon|kan) niet worden (?:bezorgd|afgeleverd)|不存在|无法送达|配信でき|届けられ|недоставлен|не (?:был|была|может быть|удалось) доставлен/iu;
export const isServerTalk = (text: string): boolean => server.test(text);

/**
 * The fields of a delivery report (RFC 3464), by group and lower-case name. The first group is about the mail, each
 * other group about one recipient.
 */
export const groupsOf = (content: Uint8Array): Map<string, string>[] =>
  Buffer.from(content.subarray(0, 256 * 1024))
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .map(
      (group) =>
        new Map(
          group.split('\n').flatMap((line): [string, string][] => {
            const colon = line.indexOf(':');
            return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
          }),
        ),
    );

const addressIn = (text: string): string | null =>
  /[^\s<>"'(),;:[\]\\（）＜＞「」『』“”、，：；]{1,64}@[a-z0-9.-]{1,190}[a-z0-9]/i.exec(text)?.[0] ?? null;

const unique = (addresses: readonly (string | null)[]): string[] =>
  [...new Set(addresses.filter((address) => address !== null))].slice(0, 100);

/** Whether a group of fields says that its recipient was not reached. */
export const isFailed = (group: ReadonlyMap<string, string>): boolean => {
  const action = group.get('action')?.toLowerCase();
  if (action !== undefined) return action.startsWith('failed') || action.startsWith('expired');
  return group.has('final-recipient') || group.has('original-recipient');
};

/** The addresses that a group of fields names: where the mail was sent, then where that server forwarded it. */
export const recipientsOf = (group: ReadonlyMap<string, string>): string[] =>
  unique(['original-recipient', 'final-recipient'].map((name) => addressIn(group.get(name) ?? '')));

/** The recipients not reached, by the report's own fields. `delayed`, `relayed` and `expanded` are not failures. */
const failedRecipients = (mail: ParsedMail): string[] => {
  const groups = mail.files
    .filter((file) => /^message\/(?:global-)?delivery-status/.test(file.contentType))
    .flatMap((file) => groupsOf(file.content));
  const reported = groups
    .filter(isFailed)
    .map((group) => addressIn(group.get('final-recipient') ?? '') ?? addressIn(group.get('original-recipient') ?? ''));
  if (groups.length > 0) return unique(reported);
  const named = mail.headers.filter((header) => header.name === 'x-failed-recipients');
  return unique(named.flatMap((header) => header.value.split(/[\s,;]+/).map(addressIn)));
};

/**
 * The addresses that a bounce says were not reached, at most 100. If it has no fields that say so, these are the
 * addresses in its text that stand on a line with a reason or near one.
 */
export const bouncedRecipients = (mail: ParsedMail): string[] => {
  const reported = failedRecipients(mail);
  if (reported.length > 0 || mail.files.some((file) => file.contentType.includes('delivery-status'))) return reported;
  const parties = new Set([...mail.from, ...mail.to].map((box) => box.address.toLowerCase()));
  const lines = diagnosticOf(mail).split('\n').slice(0, 200);
  const end = lines.findIndex((line) =>
    /^[-\s]*(?:below|this is a copy|original message(?! (?:was|could|is|not))|message header|le message d'origine)|^(?:Received|Return-Path|Message-ID):/i.test(
      line,
    ),
  );
  const found = lines.slice(0, end < 0 ? lines.length : end).flatMap((line, at, all) => {
    const address = addressIn(line);
    // A reason counts on the same line, on the four below, and on the two above an address that is alone on its line.
    const above = /^\W*[^\s<>]{1,255}\W*$/.test(line) ? all.slice(Math.max(0, at - 2), at) : [];
    const near = [...above, line, ...all.slice(at + 1, at + 5)].join(' ');
    const about = address !== null && !parties.has(address.toLowerCase()) && !daemon.test(address);
    return about && (failureCode.test(near) || server.test(near)) ? [address] : [];
  });
  return unique(found);
};
