import { memo } from 'react';
import { useLines } from '../api/queries.ts';
import type { LineView } from '../api/shapes.ts';
import { amount, percent } from '../format.ts';
import { Chip } from '../parts/chip.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';

const figures = [
  { key: 'scheduledValue', head: 'scheduledValue' },
  { key: 'previous', head: 'previous' },
  { key: 'thisPeriod', head: 'thisPeriod' },
  { key: 'materialsStored', head: 'materials' },
  { key: 'total', head: 'total' },
] as const;
const rest = [
  { key: 'balance', head: 'balance' },
  { key: 'retainage', head: 'retainage' },
] as const;

/** The lines of an invoice, loaded page by page as the reader scrolls. */
export const LinesTable = (props: { projectId: string; invoiceId: string; version: string | null; count: number }) => {
  const { strings } = useSpeech();
  const lines = useLines(props.projectId, props.invoiceId, props.version);
  const pages = lines.data?.pages ?? [];
  const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
  const words = strings.lines;
  return (
    <section className="sheet" aria-labelledby="lines-title">
      <div className="sheet-head">
        <h2 id="lines-title">{words.title}</h2>
        {shown > 0 && <p className="muted">{strings.app.shown(shown, props.count)}</p>}
      </div>
      {lines.isPending && <Loading rows={8} />}
      {lines.isError && shown === 0 && <Failure error={lines.error} retry={lines.refetch} />}
      {lines.isSuccess && shown === 0 && <Empty icon="file" title={words.empty} />}
      {shown > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className="grid-scroll" aria-label={words.title} tabIndex={0}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{words.item}</th>
                <th scope="col">{words.budgetCode}</th>
                <th scope="col">{words.description}</th>
                {figures.map(({ key, head }) => (
                  <th key={key} scope="col" className="number">
                    {words[head]}
                  </th>
                ))}
                <th scope="col" className="number">
                  {words.percent}
                </th>
                {rest.map(({ key, head }) => (
                  <th key={key} scope="col" className="number">
                    {words[head]}
                  </th>
                ))}
              </tr>
            </thead>
            {pages.map((page, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pages only ever grow at the end
              <LinesPage key={number} items={page.items} />
            ))}
          </table>
          {lines.isFetchNextPageError && <Failure error={lines.error} retry={lines.fetchNextPage} />}
          <MoreButton query={lines} eager />
        </section>
      )}
    </section>
  );
};

/** One page of rows. It renders once, so that loading more rows does not render the earlier ones again. */
const LinesPage = memo(({ items }: { items: LineView[] }) => (
  <tbody>
    {items.map((line, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: item numbers may repeat; rows never move
      <Line key={row} line={line} />
    ))}
  </tbody>
));

const Line = ({ line }: { line: LineView }) => {
  const { strings, language } = useSpeech();
  return (
    <tr>
      <th scope="row">{line.item}</th>
      <td className="code">{line.budgetCode}</td>
      <td className="description">
        {line.description}
        {line.changeOrderId !== null && (
          <>
            {' '}
            <Chip tone="neutral">{strings.lines.changeOrder}</Chip>
          </>
        )}
        {line.overbilled && (
          <>
            {' '}
            <Chip tone="warn">{strings.lines.overbilled}</Chip>
          </>
        )}
      </td>
      {figures.map(({ key }) => (
        <td key={key} className="number">
          {amount(language, line[key])}
        </td>
      ))}
      <td className="number">{line.percent === null ? '–' : percent(language, line.percent)}</td>
      {rest.map(({ key }) => (
        <td key={key} className="number">
          {amount(language, line[key])}
        </td>
      ))}
    </tr>
  );
};
