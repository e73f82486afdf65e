import { useState } from 'react';
import { useInvoiceCommunications } from '../api/queries.ts';
import type { InvoiceView } from '../api/shapes.ts';
import { SearchBox, useSearch } from '../parts/search-box.tsx';
import { Empty } from '../parts/states.tsx';
import { useSpeech } from '../strings/language.tsx';
import { FoundList, isSearching } from './found-list.tsx';
import { Thread } from './thread.tsx';

type Props = { projectId: string; invoice: InvoiceView; communicationId: string | null };

/** The list with the chosen thread beside it; on a narrow page, one of the two. */
export const EmailsTab = ({ projectId, invoice, communicationId }: Props) => {
  const { strings } = useSpeech();
  const words = strings.emails;
  const [q, setQ] = useState('');
  const search = useSearch(q, setQ);
  const found = useInvoiceCommunications(projectId, invoice.id, q, communicationId !== null);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const nothingYet = found.isSuccess && items.length === 0 && search.text.trim() === '' && q === '';
  // The text for readers other than Admins must not reveal whether there are conversations that they may not see.
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
        <SearchBox label={words.search} search={search} isBusy={isSearching(found, search.isTyping, q !== '')} />
        <FoundList
          projectId={projectId}
          found={found}
          isSearch={q !== ''}
          isTyping={search.isTyping}
          current={communicationId}
          none={words.noneFound}
        />
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
