import { accent, ink, quiet, rule, tint } from './palette.ts';

/** The first page's part of the style sheet. */
export const firstPageStyle = `.row{display:flex;justify-content:space-between}
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
.sign p:last-child{flex:1;margin-right:0}`;
