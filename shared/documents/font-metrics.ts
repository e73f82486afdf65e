/**
 * Advance widths of Open Sans 3.003 (SIL OFL 1.1), the font that @sparticuz/chromium ships, from its `hmtx` table:
 * thousandths of an em, rounded up, two base-36 digits a character from the first code point on; `..` is no glyph.
 * test/integration/render-detail-document.test.ts measures what Chromium drew against them.
 */
type Runs = readonly (readonly [first: number, widths: string])[];

const regular: Runs = [
  [
    0x20,
    '787db3hyfwmzk9648787fbfw778y7ba7fwfwfwfwfwfwfwfwfwfw7b7bfwfwfwc0oxhlhyhik6fgedk8ki7s7hh1eip0kxlmgqlmh6f9fbkaglpog2fkfx94a794fwc67qfgh0dch0fm9df3h27171em71pqh2gqh0h0bdd99xh2dwljekdxd1affaaffw',
  ],
  [
    0xa0,
    '787dfwfwfwfwfaeag4n59udsfw8yn5dwbxfw9o9o7qh7i77b669oaedsklldlnc0hlhlhlhlhlhlo5hifgfgfgfg7s7s7s7sk6kxlmlmlmlmlmfwlmkakakakafkgqhbfgfgfgfgfgfgnzdcfmfmfmfm71717171goh2gqgqgqgqgqfwgqh2h2h2h2dxh0dxhlfghlfghlfghidchidchidchidck6h0k6h2fgfmfgfmfgfmfgfmfgfmk8f3k8f3k8f3k8f3kih2kih27s717s717s717s717s71f8e17h71h1ememei71ei71ei71ei7aei71kxh2kxh2kxh2itkxh2lmgqlmgqlmgqppqdh6bdh6bdh6bdf9d9f9d9f9d9f9d9fb9xfb9xfb9xkah2kah2kah2kah2kah2kah2poljfkdxfkfxd1fxd1fxd18z',
  ],
  [
    0x384,
    'g2g2hl7bhompa2..ms..jrmn9ghlhyehg4fgfxkilm7sh1gsp0kxfblmk9gq..frfbfkm5g2m6lp7sfkgzdah29ggygzhfe8gpdaddh2gf9gemewh7f2d7gqi3gqdfh0d6gyjxf5kzli9ggygqgyli....h4fq......ne',
  ],
  [
    0x400,
    'fgfgkeehhsf97s7s7hq0qnkegyl4h6k9hlh0hyehj1fgneg8l4l4gyjkp0kilmk9gqhifbh6m5g2kijasostj3nlhmhjt4hlfggjfzc0fzfmkfdghohoedfxkehlgqh9h0dcd3dxjwekhegvoqoyj4ldgedqn2fefmfmh2c0dqd9717171ncoqh2edhodxha',
  ],
  [0x2013, 'dwrsrs..be4q4q6t4q9p9pbd..e5e5ag......lm'],
  [0x2030, 'wj..6eb7..........8d8d..dn'],
  [0x2044, '3k'],
  [0x2070, '9o......9o9o9o9o9o9o9b..9b6969b39o9o9o9o9o9o9o9o9o9o9b..9b6969'],
  [0x2095, 'b39i4lgrb3b28m6g'],
  [0x20a3, 'fwfw....ld....luh2fw'],
  [0x2105, 'mq'],
  [0x2113, 'ed....sb'],
  [0x2120, 'mc..l8......lp'],
  [0x212e, 'h8'],
  [0x215b, 'mwmwmwmw'],
  [0x2202, 'g4......g4'],
  [0x220f, 'ki..hifw....a7........f9......jl'],
  [0x222b, 'ao'],
  [0x2248, 'fw'],
  [0x2260, 'fw......fwfw'],
];

const bold: Runs = [
  [
    0x20,
    '787zd5hyfwp1ku7f9f9ff5fw7y8y7ybifwfwfwfwfwfwfwfwfwfw7y7yfwfwfwdaoxj6iohqklflf9k5la9898ihfpq7mlm4hgm4idfbg4l0i2qvijhdg498bi98fwbga2gthlebhlgfasfpia8i8ih98iraiah8hlhlcnduc3iaftnsg3ftdkazfbazfw',
  ],
  [
    0xa0,
    '787zfwfwfwfwfbdigvn5anh4fw8yn5dwbxfwajaja2idi77y5qajath4n3obnidaj6j6j6j6j6j6qhhqflflflfl98989898klmlm4m4m4m4m4fwm4l0l0l0l0hdhgjrgtgtgtgtgtgtphebgfgfgfgf8i8i8i8ih8iah8h8h8h8h8fwh8iaiaiaiafthlftj6gtj6gtj6gthqebhqebhqebhqebklhlkli1flgfflgfflgfflgfflgfk5fpk5fpk5fpk5fplaialaia988i988i988i988i988iifgy988iihh9h9fp8ifp8ifp8ifpa2fp8imliamliamlialfmliam4h8m4h8m4h8r2r7idcnidcnidcnfbdufbdufbdufbdug4c3g4c3g4c3l0ial0ial0ial0ial0ial0iaqvnshdfthdg4dkg4dkg4dkan',
  ],
  [
    0x384,
    'g2g2jq7yirogcj..nt..mlo2bcj6iofmibflg4lam498ihi2q7mlfvm4kqhg..ghg4hdnwijoclv98hdhzfgiabchyhzidfsh8fgdviah7bch9h4idgkdvh8kjh7dvi5ezhym0ggn9nzbchyh8hynz....kchj......rs',
  ],
  [
    0x400,
    'flflmefmitfb989898rsrumeiomwigkqj6hriofml9flq7i0mwmwiokqq7lam4kqhghqg4ignwijlpk9tzuyk8p6hrigtqiigthbhhdbihgfoafgk1k1h8hynhifh8i4hlebfeftmmg3j4i8qyrdjqnnh2e9odghgfgfiadbekdu8i8i8iopopiah8k1ftio',
  ],
  [0x2013, 'dwrsrs..bg61617y61cdcdea..ededag......nr'],
  [0x2030, 'zl..8gek..........a9a9..fu'],
  [0x2044, '3m'],
  [0x2070, 'aj......ajajajajajaj9z..9z6r6rbvajajajajajajajajajaj9z..9z6r6r'],
  [0x2095, 'bvb75jhrbvbg907v'],
  [0x20a3, 'fwfw....ot....pji1fw'],
  [0x2105, 'm3'],
  [0x2113, 'eh....sk'],
  [0x2120, 'lj..lh......lv'],
  [0x212e, 'h8'],
  [0x215b, 'opopopop'],
  [0x2202, 'g6......ib'],
  [0x220f, 'km..hjfw....bi........f9......jo'],
  [0x222b, 'bh'],
  [0x2248, 'fw'],
  [0x2260, 'fw......fwfw'],
];

export type Weight = 'regular' | 'bold';

/** A character that is not listed may be drawn by whatever the machine has: as wide as the widest, to be safe. */
const unknownWidth = 1500;

const read = (runs: Runs): Map<number, number> => {
  const widths = new Map<number, number>();
  for (const [first, digits] of runs) {
    for (let i = 0; i < digits.length; i += 2) {
      const pair = digits.slice(i, i + 2);
      if (pair !== '..') widths.set(first + i / 2, Number.parseInt(pair, 36));
    }
  }
  // Narrow no-break space: shapers draw half a space; another font's own may be as wide as this.
  widths.set(0x202f, 260);
  return widths;
};

const tables: Record<Weight, Map<number, number>> = { regular: read(regular), bold: read(bold) };

/** Thousandths of an em. */
export const advance = (codePoint: number, weight: Weight): number => tables[weight].get(codePoint) ?? unknownWidth;
