/**
 * The words mail programs put around a quote, in the languages of their common versions. French and English first: they
 * are what our users' programs speak; the others are their correspondents'.
 */

/** "… wrote:", at the end or in the middle of the line above a quote. */
const wrote = [
  'wrote',
  'a écrit',
  'ont écrit',
  'a envoyé ce qui suit',
  'writes',
  'schrieb',
  'hat geschrieben',
  'escribió',
  'escreveu',
  'ha scritto',
  'scrive',
  'schreef',
  'skrev',
  'kirjoitti',
  'napisał',
  'napisała',
  'pisze',
  'napsal',
  'napísal',
  'írta',
  'ezt írta',
  'a scris',
  'yazdı',
  'написал',
  'написала',
  'написав',
  'пише',
  'пишет',
  'έγραψε',
  'כתב',
  'كتب',
  'đã viết',
  'menulis',
  '写道',
  '寫道',
  '書きました',
  'のメール',
  '작성',
];

/** How such a line begins. */
const starters = [
  'On',
  'Le',
  'Am',
  'El',
  'Em',
  'No dia',
  'Il',
  'Op',
  'Den',
  'På',
  'Il giorno',
  'Dne',
  'Dňa',
  'W dniu',
  'Dnia',
  'În',
  'La data',
  'Vào',
  'Pada',
  'Στις',
  'ב-',
  'في',
];

const from =
  'From|De|Expéditeur|Von|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|Kimden|Gönderen|От|Від|Από|מאת|من|差出人|发件人|寄件者|보낸 사람|Từ|Dari';
const others: readonly string[] = [
  'Sent|Date|Envoyé|Envoyé le|Gesendet|Datum|Enviado|Enviado el|Enviada em|Enviada|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Lähetetty|Päivämäärä|Wysłano|Odesláno|Elküldve|Dátum|Trimis|Gönderildi|Tarih|Отправлено|Дата|Надіслано|Ημερομηνία|Στάλθηκε|נשלח|تاريخ الإرسال|送信日時|日付|发送时间|寄件日期|날짜|보낸 날짜|Ngày|Dikirim',
  'To|À|A|Destinataire|An|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Către|Kime|Кому|Προς|אל|إلى|宛先|收件人|收件者|받는 사람|Đến|Kepada',
  'Subject|Objet|Sujet|Betreff|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Konu|Тема|Θέμα|נושא|الموضوع|件名|主题|主旨|제목|Chủ đề|Perihal',
  'Cc|Copie|Kopie|Copia|Kopia|Kopi|DW|Másolat|CC|Копия|Κοιν|עותק|抄送|副本|참조',
];

/** Between rows of dashes, above the mail that is answered. */
const original = [
  'original message',
  'original appointment',
  "message d'origine",
  'message d’origine',
  'message original',
  "rendez-vous d'origine",
  'ursprüngliche nachricht',
  'original-nachricht',
  'originalnachricht',
  'mensaje original',
  'mensagem original',
  'messaggio originale',
  'messaggio originario',
  'oorspronkelijk bericht',
  'ursprungligt meddelande',
  'originalmeddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'alkuperäinen viesti',
  'wiadomość oryginalna',
  'oryginalna wiadomość',
  'původní zpráva',
  'pôvodná správa',
  'eredeti üzenet',
  'mesaj original',
  'mesajul original',
  'orijinal ileti',
  'orijinal mesaj',
  'исходное сообщение',
  'оригінальне повідомлення',
  'αρχικό μήνυμα',
  'הודעה מקורית',
  'الرسالة الأصلية',
  'pesan asli',
  'thư gốc',
  '元のメッセージ',
  '原始邮件',
  '原始郵件',
  '원본 메시지',
  'reply message',
];

/** Above a mail that the person passes on: from here on everything is what they want to show. */
const forwarded = [
  'forwarded message',
  'begin forwarded message',
  'message transféré',
  'message réexpédié',
  'début du message réexpédié',
  'début du message transféré',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'mensagem encaminhada',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'doorgestuurd bericht',
  'vidarebefordrat meddelande',
  'videresendt meddelelse',
  'videresendt melding',
  'przekazana wiadomość',
  'пересланное сообщение',
  'пересылаемое сообщение',
  '转发的邮件',
  '転送されたメッセージ',
];

/** What programs add below a quote on their own, so that text after a quote need not be an answer. */
const footers =
  /^(?:sent (?:from|via|with) |get outlook for |envoyé (?:de|à partir de|depuis|avec) |télécharge[rz] outlook |obtenir outlook |provenance : |gesendet (?:von|mit) |von meinem .{0,40}gesendet|enviado (?:desde|do|de) |inviato da |verzonden (?:vanaf|met) |skickat från |sendt fra |отправлено (?:с|из) )/i;

const words = (list: readonly string[]): string => list.join('|').replaceAll('.', '\\.');

/** Letters on either side would make another word of it; scripts without spaces have none to look for. */
export const wroteWord = new RegExp(
  `(?:^|[^\\p{L}])(?:${words(wrote)})(?![\\p{L}])|(?:写道|寫道|書きました|のメール|작성)`,
  'iu',
);
export const starter = new RegExp(`^(?:${words(starters)})(?![\\p{L}])`, 'u');
export const fromHeader = new RegExp(`^(?:${from})\\s{0,3}[:：]`, 'iu');
export const otherHeaders = others.map((list) => new RegExp(`^(?:${list})\\s{0,3}[:：]`, 'iu'));
export const originalPhrases: ReadonlySet<string> = new Set(original);
export const forwardedPhrases: ReadonlySet<string> = new Set(forwarded);
export const programFooter = footers;
