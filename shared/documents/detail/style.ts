import { fontFamilies } from '../layout/font-metrics.ts';
import { footHeight, pageHeight, pageWidth } from '../layout/page.ts';
import { accent, ink, quiet, rule, tint } from '../layout/palette.ts';
import { textRules } from '../layout/text-styles.ts';
import { firstPageStyle } from './first-page/first-page.ts';

/** The document's only style sheet. It contains constants only, never a value from an invoice. */

/**
 * Ligatures are off so that copied and read-out text is exact. Kerning is off because the table's widths assume none.
 */
export const style = `
@page{size:11in 8.5in;margin:.5in}
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-family:${fontFamilies};font-synthesis:none;color:${ink};font-variant-ligatures:none;white-space:nowrap;width:${pageWidth}px}
.page{position:relative;width:${pageWidth}px;height:${pageHeight}px;padding-bottom:${footHeight}px;contain:strict;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
.foot{position:absolute;left:0;right:0;bottom:0;height:${footHeight - 8}px;padding-top:5px;border-top:1px solid ${rule};display:flex;justify-content:space-between}
table{border-collapse:separate;border-spacing:0;table-layout:fixed}
th,td{text-align:left;vertical-align:top;font-weight:400}
.n{text-align:right}
${textRules}
${firstPageStyle}
.running,.foot{font-kerning:none}
.running{display:flex;justify-content:space-between;align-items:baseline;height:34px;padding-top:6px}
.running h2{font-size:10.5px;line-height:16px;color:${accent}}
.running p{font-size:9.5px;line-height:16px;color:${quiet}}
.lines{width:${pageWidth}px;font-kerning:none}
.lines thead th{font-size:var(--heads);line-height:12px;font-weight:700;vertical-align:bottom;padding:4px 5px;background:${tint};border-top:1px solid ${accent};border-bottom:1px solid ${accent}}
.lines tbody th,.lines tbody td{padding:3px 5px 2px;border-bottom:1px solid ${rule}}
.lines .total th,.lines .total td{padding:4px 5px 3.5px;font-weight:700;background:${tint};border-top:1px solid ${accent};border-bottom:1.5px solid ${accent}}
.lines i{font-style:normal;color:${quiet}}
.lines .group th,.lines .subtotal th,.lines .subtotal td{font-weight:700}
.lines .group th{color:${accent}}
.lines .subtotal th,.lines .subtotal td{background:${tint}}
.lines .zero,.g{color:#6a7580}
.lines .over,.o{font-weight:700;color:#9c2f1f}
.rules{position:absolute;left:0;top:0}
.tint{fill:${tint}}
.hair{fill:${rule}}
.strong{fill:${accent}}
.columns{position:absolute;left:0;top:34px;font-kerning:none;white-space:pre}
.columns i{font-style:normal}
.c{position:absolute;top:0;padding:0 5px}
.c p{line-height:var(--line);padding-top:3px}
.c .t{padding-top:5px}
.c .d{font-size:var(--heads);line-height:12px;font-weight:700;height:var(--head)}
.g,.q{font-weight:400}
.q{color:${quiet}}
.h{color:${accent}}
`;
