/** The header names that mail programs write above a quoted mail, in the languages of their common versions. */

export type HeaderKind = 'from' | 'date' | 'to' | 'subject' | 'copy';

const names: Record<HeaderKind, string> = {
  from: "From|De|D'|D’|Expéditeur|Exp|Von|Absender|Da|Mittente|Van|Afzender|Från|Fra|Avsändare|Afsender|Lähettäjä|Od|Nadawca|Odesílatel|Feladó|De la|Expeditor|Kimden|Gönderen|Remitente|Remetente|От|От кого|Від|Від кого|Από|Αποστολέας|מאת|من|المرسل|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|Từ|Dari|ผู้ส่ง|Saatja|Nuo|No|Šalje|Pošiljatelj|Remitent|จาก|فرستنده|Frá|Daripada|Шаље|Пошиљалац",
  date: 'Sent|Date|Sent on|Envoyé|Envoyé le|Envoyée|Date d’envoi|Gesendet|Gesendet am|Datum|Enviado|Enviado el|Enviado em|Enviada em|Enviada|Fecha|Data|Data invio|Inviato|Verzonden|Verzonden op|Skickat|Skickat den|Sendt|Dato|Lähetetty|Päivämäärä|Päiväys|Wysłano|Odesláno|Elküldve|Dátum|Trimis|Gönderildi|Gönderme Tarihi|Tarih|Отправлено|Дата|Надіслано|Ημερομηνία|Στάλθηκε|Απεστάλη|נשלח|תאריך|تاريخ الإرسال|التاريخ|送信日時|日時|日付|日期|发送时间|发送日期|寄件日期|傳送時間|날짜|보낸 날짜|보낸날짜|Ngày|Đã gửi|Dikirim|Tanggal|Poslano|Datum slanja|Enviat|Enviat el|Odoslané|Изпратено|Дата|ส่ง|วันที่|تم الإرسال|Saadetud|Išsiųsta|Nosūtīts|Sent|Dihantar|تاریخ|Wysłane|Послато',
  to: 'To|À|A|Pour|Destinataire|Destinataires|An|Empfänger|Para|Destinatario|Destinatário|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Către|Kime|Alıcı|Кому|До|Προς|אל|إلى|宛先|收件人|收件者|받는 사람|받는사람|Đến|Kepada|Za|Prima|Per a|ถึง|Adressaat|Kam|گیرنده|Коме',
  subject:
    'Subject|Objet|Sujet|Betreff|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Konu|Тема|Θέμα|נושא|الموضوع|件名|主题|主題|主旨|제목|Chủ đề|Tiêu đề|Perihal|Subjek|Teema|Tema|Zadeva|Assumpte|Относно|เรื่อง|Tēma|موضوع|Efni|Наслов|Predmet',
  copy: 'Cc|Copie|Copie à|Cc à|Kopie|Copia|Copia para|Cópia|Kopia|Kopi|DW|Másolat|Bilgi|Копия|Копія|Κοιν|Κοινοποίηση|עותק|نسخة|抄送|副本|참조|Reply-To|Répondre à|Antwort an|Bcc|Cci',
};

const kinds: readonly HeaderKind[] = ['from', 'date', 'to', 'subject', 'copy'];
const patterns = kinds.map((kind) => ({ kind, pattern: new RegExp(`^(?:${names[kind]})\\s{0,3}[:：]`, 'iu') }));

/** Removes the bold marks of Markdown and of converted HTML, bullets, and white space in front. */
const plain = (text: string): string => text.replace(/^[*_\s•]+/, '').replace(/[*_]+\s{0,2}(?=[:：])/, '');

/** The line's header kind and value; null for any other line. */
export const headerOf = (text: string): { kind: HeaderKind; value: string } | null => {
  const line = plain(text);
  const found = line.length > 1 ? patterns.find(({ pattern }) => pattern.test(line)) : undefined;
  return found
    ? { kind: found.kind, value: line.replace(/^[^:：]{0,40}[:：]\s{0,5}/, '').replace(/^\*+\s?/, '') }
    : null;
};

/** Matches a header that follows others on the same line, as programs write them that flatten HTML. */
const inLine = (kind: HeaderKind) => new RegExp(`[\\s>*](?:${names[kind]})\\*{0,2}\\s{0,3}[:：]`, 'u');
const inLineDate = inLine('date');
const inLineSubject = inLine('subject');
const inLineTo = inLine('to');

/** Whether the line holds all headers of a mail: it starts with From, and Date and Subject or To follow. */
export const isFlatHeaders = (text: string): boolean =>
  headerOf(text)?.kind === 'from' && inLineDate.test(text) && (inLineSubject.test(text) || inLineTo.test(text));

/** Lotus Notes writes names and values into table cells, so each name is alone on its line. */
const alone = new RegExp(`^(?:${names.to}|${names.copy})$`, 'iu');
const aloneSubject = new RegExp(`^(?:${names.subject})$`, 'iu');
/** The last cell of such a table's line; in plain text, three or more spaces separate the cells. */
const lastCell = (text: string): string => text.slice(text.lastIndexOf('   ') + 1).trim();
export const isBareHeader = (text: string): boolean => alone.test(lastCell(text));
export const isBareSubject = (text: string): boolean => aloneSubject.test(lastCell(text));
