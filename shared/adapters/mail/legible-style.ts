/**
 * Keeps only styles that cannot hide text. Mail is shown and relayed on white, so nearly white text, or a background as
 * dark as text, could hide words. Text whose style is dropped is shown in the usual colours.
 */

const darkNames =
  /^(?:black|red|blue|green|navy|maroon|purple|teal|olive|gr[ae]y|dimgr[ae]y|slategr[ae]y|darkgr[ae]y|dark(?:red|green|blue|cyan|magenta|violet|orange|orchid|goldenrod|olivegreen|slateblue|slategr[ae]y)|brown|crimson|firebrick|orange|orangered|tomato|chocolate|sienna|saddlebrown|indigo|magenta|fuchsia|deeppink|(?:royal|steel|dodger|medium|midnight)blue|forestgreen|seagreen|limegreen|olivedrab|indianred|goldenrod|peru|blueviolet|rebeccapurple|windowtext)$/;
const lightNames =
  /^(?:white|yellow|light(?:yellow|cyan|green|goldenrodyellow|gr[ae]y)|ivory|snow|beige|lavender|lavenderblush|aqua|cyan|lime|azure|aliceblue|mintcream|honeydew|whitesmoke|ghostwhite|floralwhite|antiquewhite|gainsboro|linen|seashell|oldlace|cornsilk|lemonchiffon|papayawhip|blanchedalmond|mistyrose|khaki|palegoldenrod|palegreen|paleturquoise|powderblue)$/;

const channels = (color: string): number[] | null => {
  const hex = /^#([0-9a-f]{3,8})$/.exec(color)?.[1];
  if (hex !== undefined) {
    if (hex.length !== 3 && hex.length !== 6) return null;
    const size = hex.length / 3;
    return [0, 1, 2].map((i) => Number.parseInt(hex.slice(i * size, (i + 1) * size).padStart(2, hex[i]), 16) / 255);
  }
  const inside =
    /^rgba?\(([\d\s,.%]+)\)$/
      .exec(color)?.[1]
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  const [alpha = '1'] = inside.slice(3);
  const share = Number.parseFloat(alpha) / (alpha.endsWith('%') ? 100 : 1);
  // Text that is more than half transparent counts as hidden.
  if (inside.length < 3 || !(share >= 0.5)) return null;
  return inside.slice(0, 3).map((part) => Math.min(1, Number.parseFloat(part) / (part.endsWith('%') ? 100 : 255)));
};

/**
 * Relative luminance as in WCAG 2.2: 0 is black, 1 is white. Null when the colour is not in a numeric notation we read.
 */
const luminance = (color: string): number | null => {
  const parts = channels(color);
  if (parts === null || parts.some((part) => !Number.isFinite(part))) return null;
  const [r = 0, g = 0, b = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Text is at most 0.6, a background at least 0.65: the ranges do not meet, so no text can match any background. */
const darkest = 0.6;
const lightest = 0.65;

export const isLegibleText = (raw: string): boolean => {
  const color = raw.trim().toLowerCase();
  const light = luminance(color);
  return light === null ? darkNames.test(color) : light <= darkest;
};

const isLegibleBackground = (raw: string): boolean => {
  const color = raw.trim().toLowerCase();
  const light = luminance(color);
  return light === null ? lightNames.test(color) : light >= lightest;
};

/** Accepts an indent too small to move text off the page. */
const isIndent = (value: string): boolean => {
  const [, number = '', unit = ''] = /^(\d{1,4}(?:\.\d{1,4})?)(px|pt|em|rem|in|cm|mm|%)?$/i.exec(value.trim()) ?? [];
  const most: Record<string, number> = { '': 0, px: 200, pt: 150, em: 15, rem: 15, in: 2, cm: 5, mm: 50, '%': 30 };
  return number !== '' && Number(number) <= (most[unit.toLowerCase()] ?? 0);
};

const word = /^[a-z0-9-]{1,20}(?:\s+[a-z0-9-]{1,20}){0,2}$/i;

const rules: Record<string, (value: string) => boolean> = {
  color: isLegibleText,
  'background-color': isLegibleBackground,
  'font-weight': (value) => word.test(value),
  'font-style': (value) => word.test(value),
  'text-decoration': (value) => word.test(value),
  'text-align': (value) => word.test(value),
  'padding-left': isIndent,
  'margin-left': isIndent,
};

/** Keeps colours and weights, which carry meaning ("my answers in red"), and drops all that loads, moves or hides. */
export const legibleStyle = (style: string): string =>
  style
    .slice(0, 2_000)
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => {
      const colon = declaration.indexOf(':');
      const rule = rules[declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()];
      return declaration.length < 100 && rule?.(declaration.slice(colon + 1).trim()) === true;
    })
    .join('; ');
