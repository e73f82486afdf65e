import { Fragment, memo, useMemo } from 'react';
import { useLines } from '../api/queries.ts';
import type { InvoiceView, LineGroup, LineSums, LineView } from '../api/shapes.ts';
import { amount, percent } from '../format.ts';
import { Chip } from '../parts/chip.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';

const columns = [
  { key: 'item', head: 'item' },
  { key: 'budgetCode', head: 'budgetCode' },
  { key: 'description', head: 'description' },
  { key: 'scheduledValue', head: 'scheduledValue' },
  { key: 'previous', head: 'previous' },
  { key: 'thisPeriod', head: 'thisPeriod' },
  { key: 'materialsStored', head: 'materials' },
  { key: 'total', head: 'total' },
  { key: 'percent', head: 'percent' },
  { key: 'balance', head: 'balance' },
  { key: 'retainage', head: 'retainage' },
] as const;
const classOf = (key: (typeof columns)[number]['key']): string | undefined => {
  if (key === 'budgetCode') return 'code';
  return key === 'item' || key === 'description' ? undefined : 'number';
};
const figures = ['scheduledValue', 'previous', 'thisPeriod', 'materialsStored', 'total'] as const;
const rest = ['balance', 'retainage'] as const;

type Orders = InvoiceView['changeOrders'];
type Edges = { first: Map<number, LineGroup>; last: Map<number, LineGroup> };

/** The lines of an invoice in their groups, loaded page by page as the reader scrolls. */
export const LinesTable = ({ projectId, invoice }: { projectId: string; invoice: InvoiceView }) => {
  const { strings } = useSpeech();
  const lines = useLines(projectId, invoice.id, invoice.version);
  const pages = lines.data?.pages ?? [];
  const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
  const groups = pages[0]?.groups;
  const totals = pages[0]?.totals;
  const edges = useMemo(() => edgesOf(groups ?? []), [groups]);
  const words = strings.lines;
  return (
    <section className="sheet" aria-labelledby="lines-title">
      <div className="sheet-head">
        <h2 id="lines-title">{words.title}</h2>
        {shown > 0 && <p className="muted">{strings.app.shown(shown, invoice.counts.lines)}</p>}
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
                {columns.map(({ key, head }) => (
                  <th key={key} scope="col" className={classOf(key)}>
                    {words[head]}
                    {key !== 'budgetCode' && <span className="column-letter">{words.letters[key]}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            {pages.map((page, number) => (
              <LinesPage
                // biome-ignore lint/suspicious/noArrayIndexKey: pages only ever grow at the end
                key={number}
                items={page.items}
                start={pages.slice(0, number).reduce((sum, before) => sum + before.items.length, 0)}
                edges={edges}
                orders={invoice.changeOrders}
              />
            ))}
            {totals && (
              <tfoot>
                <SumRow label={words.totals} sums={totals} />
              </tfoot>
            )}
          </table>
          {lines.isFetchNextPageError && <Failure error={lines.error} retry={lines.fetchNextPage} />}
          <MoreButton query={lines} eager />
        </section>
      )}
    </section>
  );
};

/** The groups by the index of their first and of their last line. A single group of the contract's own has neither. */
const edgesOf = (groups: readonly LineGroup[]): Edges => {
  if (groups.every((group) => group.changeOrderId === null)) return { first: new Map(), last: new Map() };
  const edges: Edges = { first: new Map(), last: new Map() };
  let next = 0;
  for (const group of groups) {
    edges.first.set(next, group);
    next += group.lines;
    edges.last.set(next - 1, group);
  }
  return edges;
};

const useNames = (orders: Orders) => {
  const words = useSpeech().strings.lines;
  return (group: LineGroup): { heading: string; name: string } => {
    const order = orders?.find(({ id }) => id === group.changeOrderId);
    if (!order) return { heading: words.contractWorks, name: words.contractWorks };
    const name = `${words.changeOrder} ${order.number}`;
    return { heading: `${name} – ${order.title}`, name };
  };
};

type Page = { items: LineView[]; start: number; edges: Edges; orders: Orders };

/** One page of rows. It renders once, so that loading more rows does not render the earlier ones again. */
const LinesPage = memo(({ items, start, edges, orders }: Page) => {
  const { strings } = useSpeech();
  const namesOf = useNames(orders);
  return (
    <tbody>
      {items.map((line, row) => {
        const starting = edges.first.get(start + row);
        const ending = edges.last.get(start + row);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: item numbers may repeat; rows never move
          <Fragment key={row}>
            {starting && (
              <tr className="group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {namesOf(starting).heading}
                </th>
              </tr>
            )}
            <Line line={line} />
            {ending && <SumRow label={strings.lines.subtotal(namesOf(ending).name)} sums={ending.sums} />}
          </Fragment>
        );
      })}
    </tbody>
  );
});

/** The figures of a line or of a sum, in the order of the columns. */
const Figures = ({ of }: { of: LineSums }) => {
  const { language } = useSpeech();
  return (
    <>
      {figures.map((key) => (
        <td key={key} className="number">
          {amount(language, of[key])}
        </td>
      ))}
      <td className="number">{of.percent === null ? '–' : percent(language, of.percent)}</td>
      {rest.map((key) => (
        <td key={key} className="number">
          {amount(language, of[key])}
        </td>
      ))}
    </>
  );
};

const SumRow = ({ label, sums }: { label: string; sums: LineSums }) => (
  <tr className="sum">
    <td />
    <td className="code" />
    <th scope="row" className="description">
      {label}
    </th>
    <Figures of={sums} />
  </tr>
);

const Line = ({ line }: { line: LineView }) => {
  const { strings, language } = useSpeech();
  const { released } = line.workRetainage;
  return (
    <tr>
      <th scope="row">{line.item}</th>
      <td className="code">{line.budgetCode}</td>
      <td className="description">
        {line.description}
        {line.overbilled && (
          <>
            {' '}
            <Chip tone="warn">{strings.lines.overbilled}</Chip>
          </>
        )}
        {Number(released) !== 0 && <div className="muted">{strings.lines.released(amount(language, released))}</div>}
      </td>
      <Figures of={line} />
    </tr>
  );
};
