import { escapeHtml } from '../../domain/escape-html.ts';
import { decodeEntities } from '../../domain/reply-text/entities.ts';

/** A link that shows one place and leads to another says where it leads. Over HTML that the cleaner has written. */

/** The cleaner escapes angle brackets in attributes. A browser ends a link where another begins: the inner one counts. */
const link = /<a\b([^<>]*)>((?:(?!<a\b)[\s\S])*?)<\/a>/gi;
const hrefIn = /\shref="([^"]*)"/i;

const place = /(?:https?:\/\/|www\.)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.)){1,8}[\p{L}]{2,24}(?![\p{L}\p{N}])/giu;
const fileName =
  /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|zip|dwg|dxf|rvt|ifc|jpe?g|png|gif|heic|html?|eml|msg|xml|rar|mp4)$/i;

/** As browsers name it: lower case, punycode. Null for what is no host. */
const hostOf = (text: string): string | null => {
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null;
};

/** As people see it: what draws nothing parts no word, and a full-width letter or dot reads like a plain one. */
const asSeen = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replaceAll('\u3002', '.');

const placesIn = (text: string): string[] =>
  (asSeen(text.slice(0, 2_000)).match(place) ?? [])
    .slice(0, 20)
    .filter((found) => /^https?:/i.test(found) || !fileName.test(found))
    .flatMap((found) => hostOf(found) ?? []);

type Target = { name: string; host: string; isDisguised: boolean };

const targetOf = (href: string): Target | null => {
  if (!URL.canParse(href)) return null;
  const { protocol, hostname, username, password, pathname } = new URL(href);
  if (protocol !== 'mailto:') {
    const isDisguised = username !== '' || password !== '';
    return { name: hostname, host: hostname.replace(/^www\./, ''), isDisguised };
  }
  const address = pathname.slice(0, 320);
  const host = hostOf(address.slice(address.lastIndexOf('@') + 1));
  return host === null ? null : { name: address, host, isDisguised: false };
};

const isUnder = (one: string, other: string): boolean => one === other || one.endsWith(`.${other}`);

/** Everything that is shown must be the target or its domain; of "bank.ca@evil.test" the browser goes to the second. */
export const withTargets = (html: string): string =>
  html.replace(link, (whole: string, attributes: string, inner: string) => {
    const target = targetOf(decodeEntities(hrefIn.exec(attributes)?.[1] ?? ''));
    if (target === null) return whole;
    const shown = placesIn(decodeEntities(inner.replace(/<[^>]*>/g, '')));
    const isHonest =
      !target.isDisguised && shown.every((host) => isUnder(target.host, host) || isUnder(host, target.host));
    return isHonest ? whole : `${whole} [${escapeHtml(target.name)}]`;
  });
