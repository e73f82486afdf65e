import type { Accepts } from '../api/handler.ts';
import { Language } from '../domain/text.ts';

/** The caller's preferences from Accept and Accept-Language (RFC 9110 section 12.5). */

/** A header's choices by descending weight, in lower case; choices of equal weight stay in the order listed. */
const choices = (header: string | undefined): string[] =>
  (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((choice) => {
      const [name = '', ...parameters] = choice.toLowerCase().split(';');
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { name: name.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);

/** `csv` only if the caller prefers CSV to JSON; the first language named that we have, or null. */
export const readAccepts = (headers: Record<string, string>): Accepts => {
  const types = choices(headers.accept).filter(
    (name) => name === 'text/csv' || /^(?:application|\*)\/(?:json|\*)$/.test(name),
  );
  const languages = choices(headers['accept-language']).map((tag) => Language.safeParse(tag.split('-')[0]).data);
  return { csv: types[0] === 'text/csv', language: languages.find((language) => language !== undefined) ?? null };
};
