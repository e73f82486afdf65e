import { escapeHtml } from '../../domain/escape-html.ts';
import { decodeEntities } from '../../domain/reply-text/entities.ts';

/** Appends the true target to links whose text names another site. The input must be the HTML cleaner's output. */

/**
 * A link, which does not contain another: a browser ends it where the next begins. Relies on the cleaner, which escapes
 * angle brackets in attributes.
 */
const link = /<a\b([^<>]*)>((?:(?!<a\b)[\s\S])*?)<\/a>/gi;
const hrefIn = /\shref="([^"]*)"/i;

const hostPattern =
  /(?:https?:\/\/|www\.)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.)){1,8}[\p{L}]{2,24}(?![\p{L}\p{N}])/giu;
const fileName =
  /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|zip|dwg|dxf|rvt|ifc|jpe?g|png|gif|heic|html?|eml|msg|xml|rar|mp4)$/i;

/** The host as browsers normalize it, in lower case and punycode. Null when the text is not a host. */
const hostOf = (text: string): string | null => {
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null;
};

/** The text as people see it: invisible characters are removed, full-width letters and dots become plain ones. */
const asSeen = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replaceAll('\u3002', '.');

const hostsIn = (text: string): string[] =>
  (asSeen(text.slice(0, 2_000)).match(hostPattern) ?? [])
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

/**
 * A link is left alone if every host in its text is the target, its domain or a subdomain of it. A target with a user
 * name is always shown: "https://bank.ca@evil.test" leads to evil.test.
 */
export const withTargets = (html: string): string =>
  html.replace(link, (whole: string, attributes: string, inner: string) => {
    const target = targetOf(decodeEntities(hrefIn.exec(attributes)?.[1] ?? ''));
    if (target === null) return whole;
    const shown = hostsIn(decodeEntities(inner.replace(/<[^>]*>/g, '')));
    const isHonest =
      !target.isDisguised && shown.every((host) => isUnder(target.host, host) || isUnder(host, target.host));
    return isHonest ? whole : `${whole} [${escapeHtml(target.name)}]`;
  });
