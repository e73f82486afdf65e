import type { ProjectAccess } from '../api/shapes.ts';
import { Tabs } from '../parts/tabs.tsx';
import { useTitle } from '../parts/title.ts';
import { pathTo } from '../route.ts';
import { navigate } from '../router.ts';
import { useSpeech } from '../strings/language.tsx';
import { Breadcrumb } from './header.tsx';
import { InvoiceList } from './invoice-list.tsx';
import { ProjectEmails } from './project-emails.tsx';

export const ProjectPage = ({ project, tab }: { project: ProjectAccess; tab: 'invoices' | 'emails' }) => {
  const { strings } = useSpeech();
  useTitle(tab === 'emails' ? strings.project.emails : strings.project.invoices, project.name);
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
      </div>
      <Tabs
        label={project.name}
        tabs={[
          { key: 'invoices', label: strings.project.invoices },
          { key: 'emails', label: strings.project.emails },
        ]}
        current={tab}
        onSelect={(next) => navigate(next === 'emails' ? pathTo.projectEmails(project.id) : pathTo.project(project.id))}
      >
        {tab === 'invoices' ? <InvoiceList projectId={project.id} /> : <ProjectEmails projectId={project.id} />}
      </Tabs>
    </>
  );
};
