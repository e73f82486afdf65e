import { fontFamilies } from '../layout/font-metrics.ts';
import { footHeight, pageHeight, pageWidth } from '../layout/page.ts';
import { paletteRules } from '../layout/palette.ts';
import { placedStyle } from '../layout/placed-page.ts';
import { textRules } from '../layout/text-styles.ts';
import { firstPageStyle } from './first-page/first-page.ts';

/**
 * The document's only style sheet. It contains constants only, never a value from an invoice. Ligatures are off so that
 * copied and read-out text is exact.
 */
const style = `
@page{size:11in 8.5in;margin:.5in}
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-family:${fontFamilies};font-synthesis:none;color:var(--ink);font-variant-ligatures:none;white-space:nowrap;width:${pageWidth}px}
.page{position:relative;width:${pageWidth}px;height:${pageHeight}px;padding-bottom:${footHeight}px;contain:strict;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
${paletteRules}
${textRules}
${firstPageStyle}
${placedStyle}
`;

/** A second line of defence: the renderer blocks the same requests from outside the page. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Identical for all documents. */
export const head = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${style}</style></head>
<body>
`;
