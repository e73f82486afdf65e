/**
 * The phrases that autoresponders put in front of a subject, by language, as parts of one regular expression. If two
 * phrases begin alike, the one that stands first in the list matches, so the order matters.
 */
const phrases = [
  // English.
  'auto(?:matic|mated)?[- ]?(?:reply|response|answer|email)|autoresponder?|auto(?:matisch)?e? ?antwort',
  'out of (?:the )?office|out-of-office|ooo|away from (?:the )?office|on vacation',
  'vacation (?:message|reply|notice|alert)|away message|i am (?:away|on vacation|out of)',
  "i'm (?:away|on vacation|out of)",
  // French.
  "réponse automatique|réponse auto|message automatique|notification d['’]absence",
  "absente?(?: du bureau| de mon bureau| jusqu['’]au)",
  'absence(?: du bureau| de mon bureau| temporaire| prolongée| pour vacances|\\s?:)',
  "(?:avis|message) d['’]absence|je suis (?:absente?|en vacances|en congé)|en vacances|en congé|hors du bureau",
  // German.
  'abwesenheits(?:notiz|nachricht|assistent|meldung)|abwesenheit(?:\\s?:)',
  'automatische (?:antwort|e-?mail|nachricht|rückantwort)|ich bin (?:nicht im|im urlaub|abwesend)',
  'urlaub(?:snotiz|sabwesenheit)',
  // Spanish.
  'respuesta automática|respuesta automatica|contestación automática|autorespuesta|fuera de (?:la )?oficina',
  'ausente',
  // Portuguese.
  'resposta automática|resposta automatica|fora do escritório|ausência do escritório|ausência|ausente do',
  // Italian.
  'risposta automatica|fuori (?:ufficio|sede)|assente|messaggio automatico|assenza dall',
  // Dutch.
  'automatisch antwoord|automatische antwoord|automatisch bericht|afwezig(?:heid)?|niet aanwezig|ik ben afwezig',
  // Swedish, Norwegian, Danish.
  'autosvar|automatiskt svar|automatisk (?:svar|svarmelding)|frånvaro|frånvarande|ikke til stede',
  'ikke på kontoret|fravær|ferie(?:svar|besked)',
  // Finnish.
  'automaattinen (?:vastaus|poissaoloviesti)|poissa(?: toimistosta)?|poissaolo|lomavastaus',
  // Polish.
  'automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|poza biurem|nieobecność',
  // Czech, Slovak.
  'automatická odpověď|automatická odpoveď|mimo kancelář|nepřítomnost',
  // Hungarian.
  'automatikus válasz|házon kívül|távollét',
  // Romanian.
  'răspuns automat',
  // Turkish.
  'otomatik (?:yanıt|cevap)|ofis dışında',
  // Russian, Ukrainian, Bulgarian.
  'автоответ(?:чик)?|автоматический ответ|автовідповідь|автоматична відповідь|автоматичен отговор|нет на месте',
  'вне офиса',
  // Greek.
  'αυτόματη απάντηση|εκτός γραφείου',
  // Hebrew.
  'תשובה אוטומטית|מענה אוטומטי|הודעת היעדרות',
  // Arabic.
  'رد تلقائي|الرد التلقائي|خارج المكتب',
  // Vietnamese, Indonesian, Malay.
  'trả lời tự động|balasan otomatis|jawapan automatik',
  // Japanese.
  '自動応答|自動返信|自動回答|不在通知|不在のお知らせ',
  // Chinese.
  '自动回复|自动答复|自動回覆|自動回復|外出通知|不在办公室',
  // Korean.
  '자동 회신|자동 응답|부재중',
  // Estonian, Latvian, Lithuanian.
  'automaatvastus|automātiska atbilde|automatinis atsakymas',
  // Croatian, Slovenian.
  'automatski odgovor|samodejni odgovor',
  // Icelandic.
  'sjálfvirkt svar',
].join('|');

/** Matches a subject that begins with such a phrase. */
export const automaticSubject = new RegExp(`^\\W{0,3}(?:${phrases})(?![\\p{L}])`, 'iu');

/** Matches the phrase itself, with the colon behind it and the "Re:" or "Fwd:" of the subject that it answers. */
export const automaticPrefix = new RegExp(
  `^\\W{0,3}(?:${phrases})\\s?[:：]\\s?(?:\\p{L}{1,20}\\s?[:：]\\s?){0,3}`,
  'iu',
);
