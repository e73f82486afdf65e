/** Recognises the notices that companies put below every mail: about confidentiality, and about saving paper. */

/**
 * Such a paragraph starts with a heading or with a reference to the mail itself. A person's own paragraph may start the
 * same way, but does not continue with these themes.
 */
const opening =
  /^[\W_]{0,6}(?:(?:confidentiality|confidential|privacy|legal|privileged|disclaimer|important|security|notice|avis|note|clause|mention|avertissement|confidentialité|important|attention|hinweis|vertraulich\p{L}*|wichtiger hinweis|aviso|advertencia|cláusula|informativa|avviso|riservat\p{L}*|vertrouwelijk\p{L}*|let op|konfidentiell\p{L}*|fortrolig\p{L}*|klauzula|poufn\p{L}*|внимание|конфиденциально)(?![\p{L}])|(?:this|the information|the content\p{L}*|any|if you)(?= )|(?:ce|cet|cette|le présent|la présente|les? informations?|l['’]information|si vous)(?= )|(?:diese|der inhalt|die informationen|diese nachricht)(?= )|(?:este|esta|el contenido|la información|o conteúdo|as informações|se você)(?= )|(?:questo|questa|il presente|la presente|le informazioni)(?= )|(?:dit|deze|de informatie|de inhoud)(?= )|(?:detta|denna|denne|dette|tämä|niniejsza|ta wiadomość|tato|tento|это|данное|настоящее)(?= ))/iu;

const themes: readonly RegExp[] = [
  /confiden|privileg|privilég|vertraulich|riservat|vertrouwelijk|konfidentiel|fortrolig|poufn|důvěrn|luottamuksell|конфиденциальн/iu,
  /intended (?:solely|only|exclusively|recipient|for)|addressee|named recipient|destinataire|destin(?:é|ée|és|ées) (?:uniquement|exclusivement)|à l['’]usage exclusif|empfänger|adressat|bestimmt|destinatari|geadresseerde|bestemd|avsedd|adressat|tiltenkt|tarkoitettu|adresat|примен|адресат|получател/iu,
  /(?:in|by) (?:error|mistake)|par erreur|irrtümlich|versehentlich|por error|por engano|por erro|per errore|abusievelijk|per vergissing|ten onrechte|av misstag|ved en fejl|ved en feil|vahingossa|omyłkowo|omylem|ошибочно/iu,
  /notify|inform(?:er|ez)? (?:l['’]|us|the)|avise|contact(?:er|ez)? (?:l['’]|the sender)|benachrichtig|informieren|notif|avvis|verwittig|stel .{0,20} op de hoogte|meddela|underret|ilmoit|powiadom|сообщите/iu,
  /delete|destroy|détrui|supprim|lösch|vernicht|elimin|borr|destru|apag|cancell|distrugg|verwijder|radera|slet|poista|usun|usuń|smaž|удалите/iu,
  /unauthori[sz]ed|prohibited|disclos|disseminat|distribut|copying|interdit|diffusion|reproduction|unbefugt|weitergabe|untersagt|nicht gestattet|prohib|proib|vietat|verboden|openbaarmaking|förbjud|forbudt|zabron|запрещ/iu,
  /virus|liab(?:le|ility)|responsab|haftung|aansprakelijk/iu,
];

const paper =
  /^[\W_]{0,6}(?:please )?(?:consider|think (?:of|about|before)|be kind to|save) (?:the environment|paper|a tree|you print)|^[\W_]{0,6}before printing|^[\W_]{0,6}(?:pensez|pensons|devez-vous|n['’]imprimez|avant d['’]imprimer|veuillez (?:penser|considérer).{0,40}environnement)|^[\W_]{0,6}(?:bitte )?(?:denken sie|prüfen sie|schützen sie).{0,40}(?:umwelt|druck)|^[\W_]{0,6}(?:antes de imprimir|piense|pense|por favor.{0,20}imprim)|^[\W_]{0,6}(?:prima di stampare|rispetta l['’]ambiente|pensa)|^[\W_]{0,6}(?:denk aan het milieu|spaar het milieu)/iu;

/** Whether a paragraph (its lines joined) is such a notice. Only the beginning of an unusually long one is read. */
export const isDisclaimer = (paragraph: string): boolean => {
  const text = paragraph.slice(0, 1_500);
  if (paper.test(text)) return text.length < 300;
  if (text.length < 80 || !opening.test(text)) return false;
  return themes.filter((theme) => theme.test(text)).length >= 3;
};
