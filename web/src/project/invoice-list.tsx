import { useInvoices } from '../api/queries.ts';
import type { InvoiceHeader } from '../api/shapes.ts';
import { money, period } from '../format.ts';
import { StatusChip } from '../parts/chip.tsx';
import { Link } from '../parts/link.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';

export const InvoiceList = ({ projectId }: { projectId: string }) => {
  const { strings } = useSpeech();
  const invoices = useInvoices(projectId);
  if (invoices.isPending) return <Loading rows={6} />;
  if (invoices.isError) return <Failure error={invoices.error} retry={invoices.refetch} />;
  const items = invoices.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty icon="file" title={strings.project.empty} />;
  return (
    <>
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{strings.invoice.number}</th>
            <th scope="col">{strings.invoice.contract}</th>
            <th scope="col">{strings.invoice.client}</th>
            <th scope="col">{strings.invoice.period}</th>
            <th scope="col">{strings.invoice.status}</th>
            <th scope="col" className="number">
              {strings.invoice.amountDue}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((invoice) => (
            <InvoiceRow key={invoice.id} projectId={projectId} invoice={invoice} />
          ))}
        </tbody>
      </table>
      <MoreButton query={invoices} />
    </>
  );
};

const InvoiceRow = ({ projectId, invoice }: { projectId: string; invoice: InvoiceHeader }) => {
  const { strings, language } = useSpeech();
  return (
    <tr>
      <th scope="row" data-label={strings.invoice.number}>
        <Link className="row-link" to={pathTo.invoice(projectId, invoice.id)}>
          {strings.invoice.title(invoice.number)}
        </Link>
      </th>
      <td data-label={strings.invoice.contract}>
        <span>
          {invoice.contractNumber}
          <span className="muted"> {invoice.contractTitle}</span>
        </span>
      </td>
      <td data-label={strings.invoice.client}>{invoice.client}</td>
      <td data-label={strings.invoice.period} className="nowrap">
        {period(language, invoice.billingPeriod)}
      </td>
      <td data-label={strings.invoice.status}>
        <StatusChip status={invoice.status} />
      </td>
      <td data-label={strings.invoice.amountDue} className="number">
        {invoice.due === null ? (
          <span className="muted">{strings.invoice.hidden}</span>
        ) : (
          <strong>{money(language, invoice.due, invoice.currency)}</strong>
        )}
      </td>
    </tr>
  );
};
