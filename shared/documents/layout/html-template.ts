import { escapeHtml } from '../../domain/escape-html.ts';

/**
 * HTML templates that escape their values. A value may be used as text or in a double-quoted attribute, where the same
 * four characters matter; never in a style sheet, a script, a URL or an unquoted attribute. Only this module creates
 * `Html`, so plain text cannot be mistaken for markup.
 */
export type Html = { readonly html: string };

type Value = string | number | Html | readonly Html[];

const rendered = (value: Value): string => {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
};

/** Tagged template: html`<p class="x">${text}</p>`. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => ({
  html: strings.reduce((out, part, i) => out + rendered(values[i - 1] ?? '') + part),
});
