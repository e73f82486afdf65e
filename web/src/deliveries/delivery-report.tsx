import { useState } from 'react';
import type { DeliveryRow, DeliveryState } from '../api/shapes.ts';
import { DeliveryChip } from '../parts/chip.tsx';
import { Link } from '../parts/link.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { Moment } from '../parts/time-zone.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';
import { CsvButton } from './csv-button.tsx';
import { explain, reportDetail } from './delivery-words.ts';
import { useDeliveryReport } from './use-delivery-report.ts';

/** Ordered by what an Admin looks for first. */
const states = [
  'bounced',
  'rejected',
  'complained',
  'failed',
  'unconfirmed',
  'cancelled',
  'held',
  'delayed',
  'ready',
  'sending',
  'accepted',
  'delivered',
] as const satisfies readonly DeliveryState[];

/** Every delivery of the project, latest first. */
export const DeliveryReport = ({ projectId, projectNumber }: { projectId: string; projectNumber: string }) => {
  const { strings } = useSpeech();
  const words = strings.report;
  const [state, setState] = useState<DeliveryState | null>(null);
  const found = useDeliveryReport(projectId, state);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="filters report-head">
        <h2>{words.title}</h2>
        <select
          aria-label={words.state}
          value={state ?? ''}
          onChange={(event) => setState(states.find((known) => known === event.target.value) ?? null)}
        >
          <option value="">{words.anyState}</option>
          {states.map((known) => (
            <option key={known} value={known}>
              {strings.emails.deliveries[known]}
            </option>
          ))}
        </select>
        <CsvButton projectId={projectId} projectNumber={projectNumber} state={state} />
      </div>
      {found.isPending && <Loading rows={5} />}
      {found.isError && rows.length === 0 && <Failure error={found.error} retry={found.refetch} />}
      {found.isSuccess && rows.length === 0 && <Empty icon="mail" title={words.none} />}
      {rows.length > 0 && (
        <table className="list-table report">
          <caption className="spoken">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.recipient}</th>
              <th scope="col">{words.invoice}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.since}</th>
              <th scope="col">{words.detail}</th>
              <th scope="col" className="number">
                {words.attempt}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.emailId} ${row.recipientId}`} projectId={projectId} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <MoreButton query={found} />
    </>
  );
};

const Row = ({ projectId, row }: { projectId: string; row: DeliveryRow }) => {
  const { strings } = useSpeech();
  const words = strings.report;
  return (
    <tr>
      <th scope="row" data-label={words.recipient}>
        <Link className="row-link" to={pathTo.thread(projectId, row.invoiceId, row.communicationId)}>
          {row.name || row.address}
        </Link>
        <span className="muted report-address">{row.address}</span>
      </th>
      <td data-label={words.invoice}>{row.invoiceNumber}</td>
      <td data-label={words.state}>
        <DeliveryChip state={row.state} help={explain(strings.emails, row)} />
      </td>
      <td data-label={words.since} className="nowrap">
        <Moment at={row.at} />
      </td>
      <td data-label={words.detail} className="report-detail">
        {row.detail === null ? '' : reportDetail(strings.emails, row.detail)}
      </td>
      <td data-label={words.attempt} className="number">
        {row.attempt}
      </td>
    </tr>
  );
};
