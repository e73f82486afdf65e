import { type Html, html } from '../../layout/html-template.ts';
import { accent, ink, quiet, rule, tint } from '../../layout/palette.ts';
import type { FirstPageContent, Labelled } from './content.ts';

/**
 * The look of the first page, all of it: its style sheet and its HTML. The browser lays it out, zooms it to fit on one
 * page, and measures it for the tags (shared/adapters/chromium/fit-page.ts). A text stands in one heading, paragraph or
 * cell, and the order of the elements is the order in which they are read out. The classes of texts are in
 * text-styles.ts, and the texts themselves in content.ts.
 */

/**
 * In descending order. All are 32nds, so that type sizes are whole 64ths of a pixel; a text is then one string in the
 * PDF. The smallest fits the longest texts that the schemas allow.
 */
const zooms = [35, 34, 32, 30, 28, 26, 24, 22, 20, 17, 15, 12, 10].map((part) => part / 32).join(' ');

/** White space is kept where an address has its line breaks. Digits of Arimo have one width, unless they are kerned. */
export const firstPageStyle = `
.first{--accent:${accent};--quiet:${quiet};--rule:${rule};--tint:${tint};height:100%;padding-bottom:8px;display:flex;flex-direction:column;text-align:left}
.first>*{flex-shrink:0}
.first :is(h1,h2,p,th,td){white-space:pre-line;overflow-wrap:anywhere;hyphenate-character:"";unicode-bidi:plaintext}
.first .figure{white-space:nowrap;font-kerning:none}

.letterhead{display:grid;grid-template-columns:58fr 42fr;column-gap:28px}
.letterhead .invoice{text-align:right}
.logo{display:block;height:52px;max-width:260px;object-fit:contain;object-position:left;margin-bottom:8px}

.facts{display:flex;column-gap:16px;margin:12px 0 14px;padding:7px 14px 8px;background:var(--tint);border-top:1.5px solid var(--accent)}
.facts>div{flex:auto}

.parties{display:grid;grid-template-columns:repeat(3,1fr);column-gap:28px;margin-bottom:16px}
.parties .label{margin-bottom:2px}

.columns-of-figures{display:grid;grid-template-columns:58fr 42fr;column-gap:28px}
.first .heading{padding:2px 0 4px;border-bottom:1.5px solid var(--accent)}

.figures{display:grid}
.figures :is(thead,tbody){display:contents}
.figures tr{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline;border-bottom:1px solid var(--rule)}
.figures :is(th,td){padding:3px 4px 2px}
.figures .figure{padding-left:10px;text-align:right}
.figures th.part{padding-left:16px}
.figures tr.due{background:var(--tint)}
.figures tr.due td{color:${ink}}
.summary{grid-template-columns:30px minmax(80px,1fr) max-content max-content}
.change-orders{grid-template-columns:minmax(80px,1fr) repeat(3,minmax(20%,max-content));margin-bottom:12px}
.taxes{grid-template-columns:minmax(80px,1fr) fit-content(45%) max-content;margin-bottom:12px}

.progress{display:flex;align-items:center;column-gap:12px;padding:9px 4px 0}
.track{flex:1;height:7px;background:var(--rule)}
.done{height:100%;background:var(--accent)}

.amount{display:flex;justify-content:space-between;align-items:center;column-gap:16px;padding:13px;margin-bottom:4px;background:var(--accent)}

.signatures{display:grid;grid-template-columns:1fr 1fr;column-gap:32px;align-items:end;margin-top:auto;padding-top:14px}
.blanks{display:grid;grid-template-columns:2fr 2fr 1fr;column-gap:10px;padding-top:29px}
.blanks .blank{border-top:1px solid var(--quiet);padding-top:2px}
`;

const letterhead = ({ logo, company, address, taxNumbers, title, subtitle }: FirstPageContent): Html => html`
<header class="letterhead">
  <div>
    ${logo ? html`<img class="logo" alt="${company}" src="${logo}">` : ''}
    <p class="company">${company}</p>
    <p class="body">${address}</p>
    <p class="small">${taxNumbers}</p>
  </div>
  <div class="invoice">
    <h1 class="title">${title}</h1>
    <p class="aside">${subtitle}</p>
  </div>
</header>`;

const fact = ({ label, value }: Labelled): Html => html`
  <div><p class="label">${label}</p><p class="value">${value}</p></div>`;

const party = ({ role, name, lines }: FirstPageContent['parties'][number]): Html => html`
  <div>
    <h2 class="label">${role}</h2>
    <p class="value">${name}</p>
    ${lines.map((line) => html`<p class="body">${line}</p>`)}
  </div>`;

const strongIf = (kind: string): string => (kind === 'sum' || kind === 'due' ? 'strong' : 'body');

const summary = ({ heading, rows, complete, percent }: FirstPageContent['summary']): Html => html`
    <h2 class="heading">${heading}</h2>
    <table class="figures summary"><tbody>${rows.map(
      ({ kind, number, label, working, figure }) => html`
      <tr class="${kind}">
        <td class="aside">${number}</td>
        <th scope="row" class="${strongIf(kind)} ${kind}">${label}</th>
        <td class="working">${working}</td>
        <td class="${strongIf(kind)} figure">${figure}</td>
      </tr>`,
    )}
    </tbody></table>
    <div class="progress">
      <p class="body">${complete.label}</p>
      <div class="track"><div class="done" style="width:${percent}%"></div></div>
      <p class="strong figure">${complete.value}</p>
    </div>`;

const changeOrders = ({ heading, heads, rows }: FirstPageContent['changeOrders']): Html => html`
    <h2 class="heading">${heading}</h2>
    <table class="figures change-orders">
      <thead><tr><td></td>${heads.map((head) => html`<th scope="col" class="columnHead figure">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(
        ({ kind, label, figures }) => html`
        <tr>
          <th scope="row" class="${strongIf(kind)}">${label}</th>
          ${figures.map((figure) => html`<td class="${strongIf(kind)} figure">${figure}</td>`)}
        </tr>`,
      )}
      </tbody>
    </table>`;

const taxes = ({ heading, rows }: FirstPageContent['taxes']): Html => html`
    <h2 class="heading">${heading}</h2>
    <table class="figures taxes"><tbody>${rows.map(
      ({ label, registration, figure }) => html`
      <tr>
        <th scope="row" class="body">${label}</th>
        <td class="working">${registration}</td>
        <td class="body figure">${figure}</td>
      </tr>`,
    )}
    </tbody></table>`;

const due = ({ label, notes, amount }: FirstPageContent['due']): Html => html`
    <div class="amount">
      <div><p class="dueLabel">${label}</p>${notes.map((note) => html`<p class="dueNote">${note}</p>`)}</div>
      <p class="dueAmount figure">${amount}</p>
    </div>`;

const signature = (who: string, blanks: readonly string[]): Html => html`
  <div>
    <p class="small">${who}</p>
    <div class="blanks">${blanks.map((blank) => html`<p class="blank">${blank}</p>`)}</div>
  </div>`;

export const firstPage = (content: FirstPageContent): Html => html`<main class="first" data-zooms="${zooms}">
${letterhead(content)}
<div class="facts">${content.facts.map(fact)}</div>
<div class="parties">${content.parties.map(party)}</div>
<div class="columns-of-figures">
  <div>${summary(content.summary)}</div>
  <div>
    ${changeOrders(content.changeOrders)}
    ${taxes(content.taxes)}
    ${due(content.due)}
    <p class="small">${content.footnote}</p>
  </div>
</div>
<div class="signatures">${content.signatures.map((who) => signature(who, content.blanks))}</div>
</main>`;
