/** Recognises text below a mail that its author did not write or does not mean: footers and complimentary closes. */

/** Names of devices, mail programs and carriers; short names must be whole words. */
const devices =
  '(?<!\\p{L})(?:i ?phon|i ?pad|i ?pod|apple watch|android|blackberry|samsung|galaxy|outlook|yahoo|verizon|vid[ée]otron|proton|gmail|windows|nokia|xperia|huawei|xiaomi|redmi|oneplus|motorola|superhuman|sparrow|polymail|airmail|acompli|mailbird|missive|fastmail|thunderbird|zoho|mailspring|mailbutler|mailsuite|mimestream|em client|postbox|evolution|roundcube|hushmail|mailfence|startmail|infomaniak|bluemail|zimbra|tutanota|shortwave|fairemail|aqua mail|typeapp|t-mobile|at&t|mail app|handy|smartphone|tablet|telefon|telephone|t[ée]l[ée]phone|cellulaire|portable|handheld|móvil|celular|puhelim|mail for|(?:rogers|bell|telus|orange|sony|htc|pixel|moto|oppo|realme|lg|lenovo|spark|mailbox|canary|newton|aol|gmx|web\\.de|hey\\.com|tuta|boomerang|edison|k-9|k9|nine|sprint|mobile|mobil|phone|cell|appareil|terminal|device|movil)(?!\\p{L}))';

const lead = '^[-–—_*(<\\["\\s]{0,4}';
const device = (words: string) => new RegExp(`${lead}(?:${words})\\s.{0,60}?(?:${devices})`, 'iu');

const patterns: readonly RegExp[] = [
  device('sent (?:from|via|with|by|using|on|through)|written on|typed (?:on|from)|message sent from|sent by my'),
  device(
    "(?:message |courriel )?(?:envoyé|envoyée|envoye|expédié|transmis) (?:de|d'un|d’un|à partir|depuis|avec|via|par|du)|rédigé sur|écrit (?:de|depuis|sur)",
  ),
  device(
    '(?:diese (?:nachricht|e-?mail) wurde )?(?:gesendet|versendet|verschickt) (?:von|vom|mit|über|aus)|von (?:meinem|unterwegs)',
  ),
  device('(?:enviad[oa]|escrito) (?:desde|con|de|do|da|a partir|pelo|via|com|mediante|usando)'),
  device('(?:inviat[oa]|scritto) (?:da|dal|con|tramite)'),
  device('(?:verzonden|verstuurd) (?:vanaf|met|van|via|vanuit|door)'),
  device('(?:skickat|skickades|sendt|sent|fra|från) (?:från|fra|via|med|min)'),
  device(
    'lähetetty|wysłan[eo] (?:z|ze|za)|odesláno (?:z|ze)|odoslané (?:z|zo)|küldve|trimis (?:de pe|din)|poslano (?:sa|s|z)',
  ),
  device(
    'отправлено (?:с|из|от)|надіслано (?:з|із)|відправлено (?:з|із)|изпратено от|στάλθηκε από|נשלח|أرسلت|أُرسلت|đã gửi từ|dikirim dari|ส่งจาก|ส่งด้วย|enviat (?:des|amb)|изпратен[оа]|послато|saadetud|išsiųsta|nosūtīts|bidalia',
  ),
  new RegExp(`${lead}sent from (?:my|a|an) [^,.;:!?]{2,50}$`, 'iu'),
  new RegExp(
    `${lead}(?:from my|via) (?:i ?phone|i ?pad|android|blackberry|samsung|mobile|phone|cell)[^,;:!?]{0,40}$`,
    'iu',
  ),
  new RegExp(`${lead}[\\p{L}]{2,20} from (?:mobile|my mobile|phone)\\W{0,3}$`, 'iu'),
  new RegExp(`${lead}(?:von|vom) (?:meinem|mein|meiner|unterwegs|handy|mobil).{0,40} gesendet`, 'iu'),
  new RegExp(
    `${lead}(?:get|download|obtenir|obtenez|télécharge[rz]|holen sie sich|obtener|obtén|descarg[au]r?|obter|obtenha|baixe|scarica|ottieni|hämta|hent|hanki|lataa|pobierz|získejte|stáhn\\S+|ladda ner|download) (?:o |la |l'|l’|de )?(?:app |aplicación |aplicaci\\S+ |application )?(?:outlook|bluemail|spark|aplikację outlook)`,
    'iu',
  ),
  new RegExp(`${lead}outlook (?:für|voor|för|til|for) (?:ios|android|mac)`, 'iu'),
  /^(?:получить|отримати|скачать|获取|下载|取得|下載|изтегляне на|získat|získať|preuzmi\S*|prenesite|nabavite|obteniu|gauti|iegūt|hangi|λήψη του|קבל את|الحصول على|tải xuống|dapatkan) outlook.{0,30}$/iu,
  /^(?:ios|android|mac|az ios|az android).{0,20}outlook.{0,20}$|^outlook.{0,14}を入手.{0,4}$/iu,
  /^sender notified by/iu,
  new RegExp(`${lead}provenance : courrier`, 'iu'),
  /^(?:diese (?:nachricht|e-?mail) wurde .{3,60} gesendet|(?:ce message|ce courriel) a été envoyé (?:de|depuis|par) .{3,50}|this (?:message|e-?mail) was sent (?:from|by) .{3,50})\W{0,2}$/iu,
  /(?:iphone|ipad|android|samsung|galaxy|outlook).{0,14}(?:から送信|에서 보냄|gönderildi|küldve|發送|发送|傳送)|^(?:发自|發自|来自|來自|寄件自)我?的? ?.{1,30}$|^从我的.{1,20}发送|^나의 .{1,20}에서 보냄/iu,
  /^(?:virus-free|garanti sans virus|sans virus|virenfrei|libre de virus)\W.{0,60}$/iu,
  /^(?:this e-?mail has been checked for viruses|l'absence de virus dans ce courrier|ce courriel a été vérifié|cet e-mail a été vérifié|diese e-mail wurde von avast)/iu,
  /^yahoo mail\s?[:-]\s?search, organize, conquer/iu,
];

/** Apologies that people add after the device's name. */
const excuse =
  /[\s,.;:–—-]{1,4}(?:(?:so )?(?:please|pls|sorry|excuse|pardon|apolog|forgive|typed|any typos|désolé|veuillez|merci d|excusez|svp|entschuldig)).*$/iu;

/** Outlook's own advertisement links to this in any language. */
const outlookLink = /outlook[^<([]{0,40}[<([]{1,2}https:\/\/aka\.ms\//iu;

/**
 * Whether a mail program added the line. A sentence that starts the same way ("Sent from my desk, which is …") is the
 * person's.
 */
export const isProgramFooter = (line: string): boolean => {
  if (line.length < 160 && outlookLink.test(line)) return true;
  const text = line.replace(/[<([]{1,2}\s?(?:https?:|mailto:)[^>)\]]{0,200}[>)\]]{1,2}|https?:\S{0,200}/g, '').trim();
  if (text.length < 6 || line.length > 300) return false;
  const bare = text.replace(excuse, '');
  if (bare.length > 90 || /[,;] \p{Ll}/u.test(bare) || /[.!?] \p{L}/u.test(bare.replace(/web\.de|hey\.com/gi, '')))
    return false;
  return patterns.some((pattern) => pattern.test(bare));
};

/** Whether the line is one that mailing lists, issue trackers and help desks put below every mail. */
export const isListFooter = (line: string): boolean =>
  /^(?:\S.{0,60} mailing list|to unsubscribe|you received this (?:message|email) because|you are receiving this because|reply to this e-?mail directly|to (?:post|respond|reply)[ ,].{0,80}(?:group|list|message)|se désabonner|vous recevez ce (?:message|courriel) (?:car|parce)|pour (?:vous désabonner|se désabonner))/iu.test(
    line.slice(0, 200),
  );

const closing =
  /^(?:(?:best |kind |warm |many |with )?(?:regards|thanks|wishes)|best|cheers|thank you|thx|sincerely|yours|merci|cordialement|bien à vous|salutations|bonne journée|à bientôt|bien cordialement|sincèrement|mit freundlichen grüßen|viele grüße|gruß|danke|saludos|gracias|atentamente|saluti|grazie|obrigad[oa]|atenciosamente|groeten|met vriendelijke groet|hälsningar|mvh|hilsen|pozdrawiam)(?![\p{L}])/iu;

/** Whether the lines are nothing but a complimentary close: "Regards, Marie". */
export const isClosing = (lines: readonly string[]): boolean =>
  lines.length > 0 &&
  lines.length <= 4 &&
  closing.test(lines[0] ?? '') &&
  lines.every((line) => line.length <= 60 && !/[?!]|\.\s\p{L}/u.test(line)) &&
  lines.join(' ').split(/\s+/).length <= 10;
