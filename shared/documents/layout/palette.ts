/** The document's colours, dark enough for every word and rule to survive black-and-white printing. */
export const palette = {
  ink: '#16212c',
  quiet: '#55616c',
  accent: '#17506e',
  /** On the accent. */
  paper: '#ffffff',
  tint: '#eef3f6',
  /** Behind texts, which keep a contrast of at least 4.5 to 1. */
  faint: '#e6eaed',
  rule: '#d3dbe1',
  /** An amount of zero, and the percentage of a line billed beyond its scheduled value. */
  zero: '#6a7580',
  overbilled: '#9c2f1f',
} as const;

/** The list as CSS: `var(--accent)`. A rule may set one of them anew for its part of the document. */
export const paletteRules = `:root{${Object.entries(palette)
  .map(([name, color]) => `--${name}:${color}`)
  .join(';')}}`;
