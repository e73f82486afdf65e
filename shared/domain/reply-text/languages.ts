/**
 * The words of the line that mail programs write above a quote ("On … wrote:"), in the languages of their common
 * versions. French and English come first because our users' programs speak them; the others are for their
 * correspondents.
 */

const wrote = [
  'wrote',
  'writes',
  'sent',
  'said',
  'a écrit',
  'ont écrit',
  'a écris',
  'a ecrit',
  'écrivait',
  'écrit',
  'a envoyé ce qui suit',
  'a répondu',
  'schrieb',
  'schrieben',
  'hat geschrieben',
  'geschrieben',
  'escribió',
  'escribio',
  'ha escrito',
  'escreveu',
  'ha scritto',
  'scrive',
  'ha inviato',
  'schreef',
  'geschreven',
  'geskryf',
  'skrev',
  'kirjoitti',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'pisze',
  'napsal',
  'napsala',
  'napísal',
  'napísala',
  'napisao',
  'napisala',
  'napisal',
  'írta',
  'a scris',
  'yazdı',
  'kirjutas',
  'rašė',
  'rakstīja',
  'va escriure',
  'написал',
  'написала',
  'написав',
  'написа',
  'пише',
  'пишет',
  'έγραψε',
  'כתב',
  'כתבה',
  'כתב/ה',
  'كتب',
  'كتبت',
  'نوشت',
  'đã viết',
  'menulis',
  'skribis',
];

/** The same verbs in scripts without spaces between words. */
const wroteUnspaced = '写道|寫道|書きました|のメール|작성|쓴 글|wrote|เขียนว่า|เขียน|ने लिखा';

/** The words with which such a line begins. */
const starters = [
  'On',
  'Le',
  'Am',
  'El',
  'Em',
  'A',
  'No dia',
  'Il',
  'Op',
  'Den',
  'På',
  'Dne',
  'Dňa',
  'W dniu',
  'Dnia',
  'Dana',
  'În',
  'La data',
  'Vào',
  'Lúc',
  'Pada',
  'Στις',
  'На',
  'בתאריך',
  'ב',
  'في',
  'بتاريخ',
  '在',
  '于',
];

/** The beginnings of lines that name the author and give no date: "Quoting Marie <…>:". */
const quotingWords =
  /^(?:Quoting|Quoth|Excerpts from|Thus spoke|Zitat von|Citando(?: a)?|Selon|Cita de|Citat från|Citat fra|Mensaje citado por|Quotando|Citerar|Citando|In (?:article|message)|Dans (?:l'article|le message))(?!\p{L})/u;

/** Pronouns occur in a person's own sentence; no program names an author by one. */
const pronouns =
  "I|we|you|he|she|they|who|je|j'|j’|tu|vous|nous|il|elle|ils|elles|on|qui|ich|wir|sie|Sie|er|yo|usted|ustedes|nosotros|ella|eu|você|vocês|nós|ele|ela|io|noi|lei|lui|ik|wij|u|jij|jag|vi|du";

const auxiliaries =
  'have|had|has|ve|d|just|also|ai|as|a|avez|avons|avait|l|hat|habe|haben|hast|hatte|ha|he|han|heb|heeft|hebt|har';

const verbs = wrote.join('|');

export const wroteWord = new RegExp(`(?:^|[^\\p{L}])(?:${verbs})(?![\\p{L}])|(?:${wroteUnspaced})`, 'iu');
export const wroteEnd = new RegExp(`(?:(?:^|[^\\p{L}])(?:${verbs})|${wroteUnspaced})$`, 'iu');
/** Matches the verb and its colon, followed by the quote on the same line. */
export const wroteThenText = new RegExp(`(?:^|[^\\p{L}])(?:${verbs})\\s?[:：]\\s+(?=\\S)`, 'iu');
export const wroteStart = new RegExp(`^(?:${verbs}|${wroteUnspaced})(?![\\p{L}])`, 'iu');
/** Matches a wrapped line that only looks quoted: in "> wrote:" the ">" closes the address on the line above. */
export const wroteAfterBracket = new RegExp(`^>,?\\s{0,2}(?:(?:${verbs})\\s{0,2})?[:：]$`, 'iu');
export const saidByPronoun = new RegExp(
  `(?:^|[\\s,])(?:${pronouns})(?:(?:['’]|\\s+)(?:${auxiliaries}))?(?:['’]|\\s+)(?:${verbs})(?![\\p{L}])`,
  'u',
);
/** Matches a capitalised name right before the verb; "the engineer wrote:" is a person's own sentence. */
export const saidByName = new RegExp(`\\p{Lu}[\\p{L}\\p{P}]*\\s+(?:${verbs})\\s{0,2}[:：]$`, 'u');
export const starter = new RegExp(`^(?:${starters.join('|')})(?![\\p{L}])`, 'u');
export const quoting = quotingWords;
