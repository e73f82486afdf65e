import type { InvoiceView } from '../api/shapes.ts';
import { money, rate } from '../format.ts';
import { useSpeech } from '../strings/language.tsx';

/** How retainage came from the previous invoice to this one. A dash is what the stored invoices do not tell. */

type Retainage = NonNullable<NonNullable<InvoiceView['summary']>['retainage']>;

const rows = ['before', 'retained', 'released', 'held', 'releasedToDate'] as const;

export const RetainageTable = ({ retainage, currency }: { retainage: Retainage; currency: string }) => {
  const { strings, language } = useSpeech();
  const words = strings.retainage;
  const kinds = [retainage.work, retainage.materials];
  const shown = (figure: string | null) => (figure === null ? '–' : money(language, figure, currency));
  return (
    <table className="summary retainage" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.title}</th>
          <th scope="col" className="number">
            {words.work} (5a)
          </th>
          <th scope="col" className="number">
            {words.materials} (5b)
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{words.rate}</th>
          {kinds.map((figures, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two columns never move
            <td key={i} className="number">
              {figures.rate === null ? '–' : rate(language, figures.rate)}
            </td>
          ))}
        </tr>
        {rows.map((row) => (
          <tr key={row} className={row === 'held' ? 'strong' : undefined}>
            <th scope="row">{words[row]}</th>
            {kinds.map((figures, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the two columns never move
              <td key={i} className="number">
                {shown(figures[row])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
