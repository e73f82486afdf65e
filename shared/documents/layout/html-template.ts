import { escapeHtml } from '../../domain/escape-html.ts';

/**
 * HTML that escapes by itself. A value may stand as text or inside a double-quoted attribute, where the same four
 * characters matter; never in a style sheet, a script, a URL or an unquoted attribute. Nothing else makes `Html`, so that
 * a text cannot pass for markup.
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

/** Lines that we broke ourselves. */
export const brokenLines = (lines: readonly string[]): Html => ({ html: lines.map(escapeHtml).join('<br>') });

/**
 * HTML that grows piece by piece, where a template for each cell would cost more than printing it. A text goes in through
 * `text` alone, which escapes it; `markup` takes a template without values, so nothing but what this program says.
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
