import type { ProjectAccess } from '../api/shapes.ts';
import { DeliveryReport } from '../deliveries/delivery-report.tsx';
import { Breadcrumb } from '../frame/header.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useTitle } from '../parts/title.ts';
import { QuarantineList } from '../quarantine/quarantine-list.tsx';
import { pathTo } from '../route.ts';
import { navigate } from '../router.ts';
import { SendingNote } from '../sending/sending-note.tsx';
import { SendingSwitch } from '../sending/sending-switch.tsx';
import { useSpeech } from '../strings/language.tsx';
import { InvoiceList } from './invoice-list.tsx';
import { ProjectEmails } from './project-emails.tsx';

type Tab = 'invoices' | 'emails' | 'deliveries' | 'quarantine';

const paths: Record<Tab, (projectId: string) => string> = {
  invoices: pathTo.project,
  emails: pathTo.projectEmails,
  deliveries: pathTo.deliveries,
  quarantine: pathTo.quarantine,
};

export const ProjectPage = ({ project, tab }: { project: ProjectAccess; tab: Tab }) => {
  const { strings } = useSpeech();
  const labels: Record<Tab, string> = {
    invoices: strings.project.invoices,
    emails: strings.project.emails,
    deliveries: strings.report.tab,
    quarantine: strings.quarantine.tab,
  };
  // These two tabs are for Admins. Other readers who open their address see that the service refuses it.
  const forAdmins = (['deliveries', 'quarantine'] as const).filter((key) => project.level === 'admin' || tab === key);
  const shown: Tab[] = ['invoices', 'emails', ...forAdmins];
  useTitle(tab === 'deliveries' ? strings.report.title : labels[tab], project.name);
  return (
    <>
      <Breadcrumb steps={[]} />
      <div className="page-head">
        <div>
          <p className="eyebrow">
            {strings.projects.number} {project.number}
          </p>
          <h1>{project.name}</h1>
        </div>
        <SendingSwitch project={project} />
      </div>
      <SendingNote sending={project.sending} />
      <Tabs
        label={project.name}
        tabs={shown.map((key) => ({ key, label: labels[key] }))}
        current={tab}
        onSelect={(next) => navigate(paths[next](project.id))}
      >
        {tab === 'invoices' && <InvoiceList projectId={project.id} />}
        {tab === 'emails' && <ProjectEmails projectId={project.id} />}
        {tab === 'quarantine' && <QuarantineList projectId={project.id} />}
        {tab === 'deliveries' && <DeliveryReport projectId={project.id} projectNumber={project.number} />}
      </Tabs>
    </>
  );
};
