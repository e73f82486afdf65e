import { accent, ink, quiet, rule, tint } from '../../layout/palette.ts';

/** The first page's part of the style sheet. Right-to-left text starts at the right edge of its element. */
export const firstPageStyle = `p,h1,h2,th,td,.c:not(.n){unicode-bidi:plaintext}
th,td{text-align:start}
.row{display:flex;justify-content:space-between}
.first .end p,.end h1{text-align:right}
.end .body,.label{color:${quiet}}
.title{color:${accent}}
.logo{display:block;height:52px;max-width:260px;object-fit:contain;object-position:left center;margin-bottom:8px}
.facts{background:${tint};border-top:1.5px solid ${accent};padding:7px 14px 8px}
.head{font-size:10.5px;line-height:15px;font-weight:700;color:${accent};border-bottom:1.5px solid ${accent};height:22px;padding-top:2px}
.first{font-kerning:none}
.first .title,.first .company{font-kerning:auto}
.first .figures{font-size:10.5px;line-height:15px}
.first .figures th,.first .figures td{padding:3px 4px 2px;border-bottom:1px solid ${rule}}
.first .figures .over{font-size:9px;line-height:13px;color:${quiet}}
.first .figures .no{color:${quiet}}
.first .figures .part th{padding-left:16px}
.first p{text-align:left}
.first .figures .working{font-size:9px;font-weight:400;color:${quiet}}
.first .figures .n{text-align:right}
.first .figures .sum th,.first .figures .sum .n,.first .figures .due th,.first .figures .due .n{font-weight:700}
.first .figures .due th,.first .figures .due td{background:${tint}}
.first .figures .due .no,.first .figures .due .working{color:${ink}}
.progress{display:flex;align-items:center;padding:9px 4px 0;column-gap:12px}
.track{flex:1;height:7px;background:${rule}}
.done{height:100%;background:${accent}}
.due-box{display:flex;justify-content:space-between;align-items:center;padding:13px;background:${accent}}
.on-accent{color:#fff}
.sign{display:flex;height:44px;padding-top:29px;font-size:8.5px;line-height:13px;color:${quiet}}
.sign p{border-top:1px solid ${quiet};padding-top:2px;margin-right:10px;flex:2}
.sign p:last-child{flex:1;margin-right:0}`;
