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

/** Joins lines that line-breaking.ts has broken. */
export const brokenLines = (lines: readonly string[]): Html => ({ html: lines.map(escapeHtml).join('<br>') });

/**
 * Builds HTML piece by piece, for tables in which a template for each cell would cost more than printing it. `text`
 * escapes what it adds; `markup` takes a template without values, so it can only add constants.
 */
export const growing = () => {
  let out = '';
  return {
    markup: (constant: TemplateStringsArray): void => {
      out += constant[0] ?? '';
    },
    text: (text: string): void => {
      out += escapeHtml(text);
    },
    number: (value: number): void => {
      out += value;
    },
    grown: (): Html => ({ html: out }),
  };
};
export type Growing = ReturnType<typeof growing>;
