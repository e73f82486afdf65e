import type { InvoiceView } from '../api/shapes.ts';
import { Empty } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { LinesTable } from './lines-table.tsx';
import { Summary } from './summary.tsx';

export const DetailTab = ({ projectId, invoice }: { projectId: string; invoice: InvoiceView }) => {
  const { strings } = useSpeech();
  if (!invoice.permissions.viewDetail || invoice.summary === null)
    return (
      <Empty icon="lock" title={strings.invoice.noDetailTitle}>
        <p>{strings.invoice.noDetailText}</p>
      </Empty>
    );
  return (
    <>
      <Summary summary={invoice.summary} taxes={invoice.taxes ?? []} currency={invoice.currency} />
      <LinesTable projectId={projectId} invoiceId={invoice.id} version={invoice.version} count={invoice.counts.lines} />
    </>
  );
};
