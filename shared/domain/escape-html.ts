/** Few texts contain one; the others are returned uncopied. */
const special = /[&<>"]/;

/** Text for an HTML text node or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  special.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
