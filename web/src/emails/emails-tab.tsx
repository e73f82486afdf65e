import { useState } from 'react';
import { useInvoiceCommunications } from '../api/queries.ts';
import type { InvoiceView } from '../api/shapes.ts';
import { MoreButton } from '../parts/more-button.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { CommunicationList } from './communication-list.tsx';
import { Thread } from './thread.tsx';

type Props = { projectId: string; invoice: InvoiceView; communicationId: string | null };

/** The list, and beside it the thread that was chosen; on a narrow page one of the two. */
export const EmailsTab = ({ projectId, invoice, communicationId }: Props) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const [q, setQ] = useState('');
  const found = useInvoiceCommunications(projectId, invoice.id, q, communicationId !== null);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const nothingYet = found.isSuccess && items.length === 0 && q === '';
  // Who is no Admin may not know that there are others: neither that there are, nor that there are none.
  const [title, hint] = invoice.permissions.send
    ? [words.empty, words.emptyHint]
    : [words.emptyReader, words.emptyHintReader];
  if (nothingYet && communicationId === null)
    return (
      <Empty icon="mail" title={title}>
        <p>{hint}</p>
      </Empty>
    );
  return (
    <div className={communicationId === null ? 'mail' : 'mail mail-open'}>
      <section className="mail-list" aria-label={words.list}>
        <SearchBox label={words.search} onSearch={setQ} />
        {found.isPending && <Loading rows={4} />}
        {found.isError && items.length === 0 && <Failure error={found.error} retry={found.refetch} />}
        {found.isSuccess && items.length === 0 && <Empty icon="search" title={words.noneFound} />}
        {items.length > 0 && <CommunicationList projectId={projectId} items={items} current={communicationId} />}
        <MoreButton query={found} />
      </section>
      <section className="mail-thread" aria-label={words.thread}>
        {communicationId === null ? (
          <Empty icon="mail" title={words.choose} />
        ) : (
          <Thread
            key={communicationId}
            projectId={projectId}
            invoiceId={invoice.id}
            communicationId={communicationId}
          />
        )}
      </section>
    </div>
  );
};
