/** Few texts contain one of these characters; the others are returned uncopied. */
const special = /[&<>"]/;

/** Escapes text for an HTML text node or a double-quoted attribute. */
export const escapeHtml = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
