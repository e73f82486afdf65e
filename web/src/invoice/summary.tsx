import type { InvoiceView } from '../api/shapes.ts';
import { money, percent, rate } from '../format.ts';
import { PaymentFacts } from '../payment/payment-facts.tsx';
import { RetainageTable } from '../payment/retainage-table.tsx';
import { useSpeech } from '../strings/language.tsx';

type SummaryOf = NonNullable<InvoiceView['summary']>;
type Taxes = NonNullable<InvoiceView['taxes']>;

type RowKey = Exclude<keyof SummaryOf, 'taxes' | 'due' | 'percentComplete' | 'retainage'>;
type Look = 'strong' | 'inner' | undefined;

/** The rows of the first table, about the contract and its work. The second has the amounts to be paid. */
const work: { key: RowKey; mark: string; look?: Look }[] = [
  { key: 'line1', mark: '1' },
  { key: 'line2', mark: '2' },
  { key: 'line3', mark: '3', look: 'strong' },
  { key: 'line4', mark: '4' },
  { key: 'line5a', mark: '5a', look: 'inner' },
  { key: 'line5b', mark: '5b', look: 'inner' },
  { key: 'line5', mark: '5' },
  { key: 'line6', mark: '6', look: 'strong' },
];

type Props = { summary: SummaryOf; taxes: Taxes; payment: InvoiceView['payment']; currency: string };

export const Summary = (props: Props) => {
  const { strings, language } = useSpeech();
  const { summary } = props;
  const words = strings.summary;
  const show = (amount: string) => money(language, amount, props.currency);
  const registrationOf = (code: string) => props.taxes.find((tax) => tax.code === code)?.registration;
  return (
    <section className="sheet" aria-labelledby="summary-title">
      <div className="sheet-head">
        <h2 id="summary-title">{words.title}</h2>
        {summary.percentComplete !== null && (
          <div className="progress-note">
            <progress max={100} value={summary.percentComplete} aria-hidden="true" />
            {words.complete(percent(language, summary.percentComplete))}
          </div>
        )}
      </div>
      <div className="summaries">
        <table className="summary" aria-label={words.work}>
          <tbody>
            {work.map(({ key, mark, look }) => (
              <Row key={key} mark={mark} label={words[key]} figure={show(summary[key])} look={look} />
            ))}
          </tbody>
        </table>
        <table className="summary" aria-label={words.payment}>
          <tbody>
            <Row mark="6" label={words.line6} figure={show(summary.line6)} look="again" />
            <Row mark="7" label={words.line7} figure={show(summary.line7)} />
            <Row mark="8" label={words.line8} figure={show(summary.line8)} look="strong" />
            {summary.taxes.map((tax) => (
              <Row
                key={tax.code}
                mark=""
                label={`${words.taxNames[tax.code] ?? tax.code} ${rate(language, tax.rate)}`}
                note={registrationOf(tax.code)}
                figure={show(tax.amount)}
              />
            ))}
            <Row mark="" label={words.due} figure={show(summary.due)} look="due" />
            <Row mark="9" label={words.line9} figure={show(summary.line9)} />
          </tbody>
        </table>
      </div>
      <div className="summaries more-figures">
        {summary.retainage && <RetainageTable retainage={summary.retainage} currency={props.currency} />}
        {props.payment && <PaymentFacts payment={props.payment} />}
      </div>
    </section>
  );
};

type RowProps = {
  mark: string;
  label: string;
  note?: string | undefined;
  figure: string;
  look?: Look | 'due' | 'again';
};

const Row = ({ mark, label, note, figure, look }: RowProps) => (
  <tr className={look}>
    <td className="mark">{mark}</td>
    <th scope="row">
      {label} {note !== undefined && <span className="muted">{note}</span>}
    </th>
    <td className="number">{figure}</td>
  </tr>
);
