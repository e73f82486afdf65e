import type { InvoiceView } from '../api/shapes.ts';
import { money, percent, rate } from '../format.ts';
import { useSpeech } from '../strings/language.tsx';

type SummaryOf = NonNullable<InvoiceView['summary']>;
type Taxes = NonNullable<InvoiceView['taxes']>;

const rows = [
  { key: 'line1', mark: '1' },
  { key: 'line2', mark: '2' },
  { key: 'line3', mark: '3', strong: true },
  { key: 'line4', mark: '4' },
  { key: 'line5a', mark: '5a', inner: true },
  { key: 'line5b', mark: '5b', inner: true },
  { key: 'line5', mark: '5' },
  { key: 'line6', mark: '6', strong: true },
  { key: 'line7', mark: '7' },
  { key: 'line8', mark: '8', strong: true },
] as const;

export const Summary = (props: { summary: SummaryOf; taxes: Taxes; currency: string }) => {
  const { strings, language } = useSpeech();
  const { summary } = props;
  const show = (amount: string) => money(language, amount, props.currency);
  const registrationOf = (code: string) => props.taxes.find((tax) => tax.code === code)?.registration;
  return (
    <section className="sheet" aria-labelledby="summary-title">
      <div className="sheet-head">
        <h2 id="summary-title">{strings.summary.title}</h2>
        {summary.percentComplete !== null && (
          <div className="progress-note">
            <progress max={100} value={summary.percentComplete} aria-hidden="true" />
            {strings.summary.complete(percent(language, summary.percentComplete))}
          </div>
        )}
      </div>
      <table className="summary">
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={'strong' in row ? 'strong' : 'inner' in row ? 'inner' : undefined}>
              <td className="mark">{row.mark}</td>
              <th scope="row">{strings.summary[row.key]}</th>
              <td className="number">{show(summary[row.key])}</td>
            </tr>
          ))}
          {summary.taxes.map((tax) => (
            <tr key={tax.code}>
              <td className="mark" />
              <th scope="row">
                {tax.code} {rate(language, tax.rate)} <span className="muted">{registrationOf(tax.code)}</span>
              </th>
              <td className="number">{show(tax.amount)}</td>
            </tr>
          ))}
          <tr className="due">
            <td className="mark" />
            <th scope="row">{strings.summary.due}</th>
            <td className="number">{show(summary.due)}</td>
          </tr>
          <tr>
            <td className="mark">9</td>
            <th scope="row">{strings.summary.line9}</th>
            <td className="number">{show(summary.line9)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
};
