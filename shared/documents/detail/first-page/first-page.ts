import { type Html, html } from '../../layout/html-template.ts';
import type { FirstPageContent, Labelled } from './content.ts';

/**
 * The look of the first page, all of it: its style sheet and its HTML. The browser lays it out, zooms it to fit on one
 * page, and measures it for the tags (shared/adapters/chromium/fit-page.ts). A text stands in one heading, paragraph or
 * cell, and the order of the elements is the order in which they are read out. The classes of texts are in
 * text-styles.ts, and the texts themselves in content.ts.
 */

/** The page is zoomed only if it does not fit. The smallest zoom fits the longest texts that the schemas allow. */
const zooms = [1, 0.97, 0.91, 0.85, 0.8, 0.75, 0.69, 0.63, 0.56, 0.49, 0.42, 0.35, 0.28].join(' ');

/** White space is kept where an address has its line breaks. Digits of Arimo have one width, unless they are kerned. */
export const firstPageStyle = `
.first{height:100%;padding-bottom:8px;display:flex;flex-direction:column;text-align:left}
.first>*{flex-shrink:0}
.first :is(h1,h2,p,th,td){white-space:pre-line;overflow-wrap:anywhere;hyphenate-character:"";unicode-bidi:plaintext}
.first .figure{white-space:nowrap;font-kerning:none}

.letterhead{display:grid;grid-template-columns:58fr 42fr;column-gap:30px}
.letterhead .invoice{text-align:right}
.logo{display:block;height:57px;max-width:284px;object-fit:contain;object-position:left;margin-bottom:9px}

.facts{display:flex;column-gap:18px;margin:10px 0 12px;padding:7px 15px 8px;background:var(--tint);border-top:1px solid var(--accent)}
.facts>div{flex:auto}

.parties{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;column-gap:30px;margin-bottom:13px}
.parties .label{margin-bottom:2px}

.columns-of-figures{display:grid;grid-template-columns:58fr 42fr;column-gap:30px}
.first .heading{padding:3px 0 4px;border-bottom:1px solid var(--accent)}

.figures{display:grid}
.figures :is(thead,tbody){display:contents}
.figures tr{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline;border-bottom:1px solid var(--rule)}
.figures :is(th,td){padding:2px 4px;text-align:left}
.figures .figure{padding-left:11px;text-align:right}
.figures th.part{padding-left:18px}
.figures tr.due{background:var(--tint)}
.figures tr.due td{color:var(--ink)}
.summary{grid-template-columns:33px minmax(88px,1fr) max-content max-content}
.change-orders{grid-template-columns:minmax(88px,1fr) repeat(3,minmax(20%,max-content));margin-bottom:13px}
.retainage{grid-template-columns:minmax(88px,1fr) repeat(5,max-content)}
.retainage .columnHead{white-space:normal}
.payment{grid-template-columns:max-content 1fr}
.taxes{grid-template-columns:minmax(88px,1fr) fit-content(45%) max-content;margin-bottom:13px}

.later{margin-top:10px}
.progress{display:flex;align-items:center;column-gap:13px;padding:10px 4px 0}
.track{flex:1;height:8px;background:var(--rule)}
.done{height:100%;background:var(--accent)}

.amount{display:flex;justify-content:space-between;align-items:center;column-gap:18px;padding:14px;margin-bottom:5px;background:var(--accent)}

.signatures{display:grid;grid-template-columns:1fr 1fr 76px;column-gap:30px;margin-top:auto;padding-top:16px}
.signatures>div{display:flex;flex-direction:column}
.code{align-self:end;height:90px}
.blanks{margin-top:auto;display:grid;grid-auto-flow:column;grid-template-columns:2fr 2fr 1fr;column-gap:11px}
.blanks:has(>:nth-child(4)){grid-template-columns:2fr 3fr 3fr 2fr}
.blanks.signed{grid-template-columns:5fr 5fr 4fr;padding-top:4px}
.blanks>div{display:flex;flex-direction:column-reverse}
.blanks .blank{border-top:1px solid var(--quiet);padding-top:2px}
.blanks .blank:only-child{margin-top:28px}
`;

const letterhead = ({ logo, company, address, registrations, title, subtitle }: FirstPageContent): Html => html`
<header class="letterhead">
  <div>
    ${logo ? html`<img class="logo" alt="${company}" src="${logo}">` : ''}
    <p class="company">${company}</p>
    <p class="body">${address}</p>
    <p class="small">${registrations}</p>
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

type Block = FirstPageContent['changeOrders'];

/** A table with heads, one figure below each. */
const block = (name: string, { heading, heads, rows }: Block, place = ''): Html => html`
    <h2 class="heading ${place}">${heading}</h2>
    <table class="figures ${name}">
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

const payment = ({ heading, rows }: FirstPageContent['payment']): Html | string =>
  rows.length === 0
    ? ''
    : html`
    <h2 class="heading later">${heading}</h2>
    <table class="figures payment"><tbody>${rows.map(
      ({ label, value }) => html`
      <tr>
        <th scope="row" class="aside">${label}</th>
        <td class="body">${value}</td>
      </tr>`,
    )}
    </tbody></table>`;

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

/** The label is below its line and what is written on it, but is read out before that. */
const signatureLine = ({ label, value }: Labelled): Html => html`
      <div><p class="blank">${label}</p>${value && html`<p class="body">${value}</p>`}</div>`;

const signature = ({ who, words, note, lines }: FirstPageContent['signatures'][number]): Html => html`
  <div>
    <p class="label">${who}</p>
    <p class="small">${words}</p>
    ${note && html`<p class="columnHead">${note}</p>`}
    <div class="${note ? 'blanks signed' : 'blanks'}">${lines.map(signatureLine)}
    </div>
  </div>`;

/** Kept free for a short code and, below it, a QR code of 20 mm, which have to be readable at the usual zoom. */
const placeOfCode = html`<div class="code"></div>`;

export const firstPage = (content: FirstPageContent): Html => html`<main class="first" data-zooms="${zooms}">
${letterhead(content)}
<div class="facts">${content.facts.map(fact)}</div>
<div class="parties">${content.parties.map(party)}</div>
<div class="columns-of-figures">
  <div>
    ${summary(content.summary)}
    ${content.retainage ? block('retainage', content.retainage, 'later') : ''}
  </div>
  <div>
    ${block('change-orders', content.changeOrders)}
    ${taxes(content.taxes)}
    ${due(content.due)}
    <p class="small">${content.footnote}</p>
    ${payment(content.payment)}
  </div>
</div>
<div class="signatures">${content.signatures.map(signature)}${placeOfCode}</div>
</main>`;
