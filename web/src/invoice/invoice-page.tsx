import { useCallback, useState } from 'react';
import { useInvoice } from '../api/queries.ts';
import type { InvoiceView, ProjectAccess } from '../api/shapes.ts';
import { Composer } from '../composer/composer.tsx';
import { hasOpenDraft } from '../composer/draft/draft-store.ts';
import { EmailsTab } from '../emails/emails-tab.tsx';
import { Breadcrumb } from '../frame/header.tsx';
import { Icon } from '../parts/icon.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useTitle } from '../parts/title.ts';
import { pathTo, type Route } from '../route.ts';
import { navigate } from '../router.ts';
import { SendingNote } from '../sending/sending-note.tsx';
import { useSpeech } from '../strings/language.tsx';
import { InvoiceHead } from './invoice-head.tsx';
import { LinesTable } from './lines-table.tsx';
import { Summary } from './summary.tsx';

const DetailTab = ({ projectId, invoice }: { projectId: string; invoice: InvoiceView }) => {
  const { strings } = useSpeech();
  if (!invoice.permissions.viewDetail || invoice.summary === null)
    return (
      <Empty icon="lock" title={strings.invoice.noDetailTitle}>
        <p>{strings.invoice.noDetailText}</p>
      </Empty>
    );
  return (
    <>
      <Summary
        summary={invoice.summary}
        taxes={invoice.taxes ?? []}
        payment={invoice.payment}
        currency={invoice.currency}
      />
      <LinesTable projectId={projectId} invoice={invoice} />
    </>
  );
};

type Props = { project: ProjectAccess; route: Extract<Route, { page: 'invoice' }>; userId: string };

export const InvoicePage = (props: Props) => {
  const { strings } = useSpeech();
  const { project, route } = props;
  const invoice = useInvoice(project.id, route.invoiceId);
  useTitle(
    route.tab === 'emails' ? strings.invoice.emails(invoice.data?.counts.communications ?? 0) : strings.invoice.detail,
    invoice.data && strings.invoice.title(invoice.data.number),
    project.name,
  );
  return (
    <>
      <Breadcrumb steps={[{ label: project.name, to: pathTo.project(project.id) }]} />
      {invoice.isPending && <Loading rows={6} />}
      {invoice.isError && !invoice.data && <Failure error={invoice.error} retry={invoice.refetch} />}
      {invoice.data && <Loaded {...props} invoice={invoice.data} />}
    </>
  );
};

const Loaded = ({ project, route, userId, invoice }: Props & { invoice: InvoiceView }) => {
  const { strings } = useSpeech();
  const draft = { userId, projectId: project.id, invoiceId: invoice.id };
  const [composing, setComposing] = useState(() => invoice.permissions.send && hasOpenDraft(draft));
  const close = useCallback(() => setComposing(false), []);
  const { unread } = invoice.counts;
  return (
    <>
      <div className="page-head">
        <div>
          <p className="eyebrow">{strings.invoice.kind}</p>
          <h1>{strings.invoice.title(invoice.number)}</h1>
        </div>
        {invoice.permissions.send && (
          <button type="button" className="button button-primary button-big" onClick={() => setComposing(true)}>
            <Icon name="mail" />
            {strings.invoice.send}
          </button>
        )}
      </div>
      <SendingNote sending={project.sending} />
      <InvoiceHead invoice={invoice} />
      <Tabs
        label={strings.invoice.tabs}
        tabs={[
          { key: 'detail', label: strings.invoice.detail },
          {
            key: 'emails',
            label: strings.invoice.emails(invoice.counts.communications),
            ...(unread > 0 ? { note: strings.invoice.unread(unread) } : {}),
          },
        ]}
        current={route.tab}
        onSelect={(tab) => navigate((tab === 'emails' ? pathTo.emails : pathTo.invoice)(project.id, invoice.id))}
      >
        {route.tab === 'detail' ? (
          <DetailTab projectId={project.id} invoice={invoice} />
        ) : (
          <EmailsTab projectId={project.id} invoice={invoice} communicationId={route.communicationId} />
        )}
      </Tabs>
      {composing && <Composer draft={draft} invoice={invoice} onClose={close} />}
    </>
  );
};
