import { type } from './box.ts';
import { footHeight, pageHeight, pageWidth } from './page-box.ts';

/** The document's only style sheet: constants, never a value from an invoice. */

const ink = '#16212c';
const quiet = '#5a6672';
const accent = '#17506e';
const tint = '#eef3f6';
const rule = '#d3dbe1';

const typeRules = Object.entries(type)
  .map(
    ([name, { size, weight, line }]) =>
      `.${name}{font-size:${size}px;line-height:${line}px;font-weight:${weight === 'bold' ? 700 : 400}}`,
  )
  .join('\n');

/** Ligatures are off so that selected and read-out text is what was written; the table's widths count on no kerning. */
export const style = `
@page{size:11in 8.5in;margin:.5in}
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-family:'Open Sans',Arial,Helvetica,sans-serif;color:${ink};font-variant-ligatures:none;white-space:nowrap;width:${pageWidth}px}
.page{position:relative;width:${pageWidth}px;height:${pageHeight}px;contain:strict;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
.foot{position:absolute;left:0;right:0;bottom:0;height:${footHeight - 8}px;padding-top:5px;border-top:1px solid ${rule};display:flex;justify-content:space-between;font-size:8.5px;line-height:12px;color:${quiet}}
table{border-collapse:separate;border-spacing:0;table-layout:fixed}
th,td{text-align:left;vertical-align:top;font-weight:400}
.n{text-align:right}
${typeRules}
.row{display:flex;justify-content:space-between}
.end{text-align:right}
.end .body,.label{color:${quiet}}
.title{color:${accent}}
.logo{display:block;height:56px;max-width:260px;object-fit:contain;object-position:left center;margin-bottom:8px}
.facts{background:${tint};border-left:3px solid ${accent};padding:8px 12px 8px 9px}
.head{font-size:10.5px;line-height:15px;font-weight:700;color:${accent};border-bottom:1.5px solid ${accent};height:22px;padding-top:2px}
.figures{font-size:10.5px;line-height:15px}
.figures th,.figures td{padding:3px 4px;border-bottom:1px solid ${rule}}
.figures thead th{font-size:9px;color:${quiet}}
.figures .no{color:${quiet}}
.figures .sum th,.figures .sum .n{font-weight:700}
.figures .due th,.figures .due td{font-weight:700;background:${tint};color:${ink}}
.due-box{display:flex;justify-content:space-between;align-items:center;height:58px;padding:0 14px;background:${accent};color:#fff}
.due-label{font-size:13px;line-height:18px;font-weight:700}
.due-by{font-size:9.5px;line-height:13px}
.due-amount{font-size:22px;line-height:28px;font-weight:700}
.sign{display:flex;height:44px;padding-top:29px;font-size:8.5px;line-height:13px;color:${quiet}}
.sign p{border-top:1px solid ${quiet};padding-top:2px;margin-right:10px;flex:2}
.sign p:last-child{flex:1;margin-right:0}
.running{display:flex;justify-content:space-between;align-items:baseline;height:34px;padding-top:6px}
.running h2{font-size:10.5px;line-height:16px;color:${accent}}
.running p{font-size:9.5px;line-height:16px;color:${quiet}}
.lines{width:${pageWidth}px;font-kerning:none}
.lines thead th{font-size:.86em;line-height:12px;font-weight:700;vertical-align:bottom;padding:4px 5px;background:${tint};border-top:1px solid ${accent};border-bottom:1px solid ${accent}}
.lines tbody th,.lines tbody td{padding:3px 5px 2px;border-bottom:1px solid ${rule}}
.lines tfoot th,.lines tfoot td{padding:4px 5px 3px;font-weight:700;background:${tint};border-top:1px solid ${accent};border-bottom:1.5px solid ${accent}}
.lines i{font-style:normal;color:${quiet}}
.lines .group th,.lines .subtotal th,.lines .subtotal td{font-weight:700}
.lines .zero{color:#6a7580}
.lines .over{font-weight:700;color:#9c2f1f}
`;
