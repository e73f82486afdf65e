import type { ProjectAccess } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { Link } from '../parts/link.tsx';
import { Empty } from '../parts/states.tsx';
import { useTitle } from '../parts/title.ts';
import { pathTo } from '../route.ts';
import { useSpeech } from '../strings/language.tsx';

export const ProjectsPage = ({ projects }: { projects: ProjectAccess[] }) => {
  const { strings } = useSpeech();
  useTitle(strings.projects.title);
  const open = projects.filter(({ level }) => level !== 'none');
  return (
    <>
      <h1>{strings.projects.title}</h1>
      {open.length === 0 && <Empty icon="lock" title={strings.projects.empty} />}
      <ul className="cards cards-two">
        {open.map((project) => (
          <li key={project.id}>
            <Link className="card project-card" to={pathTo.project(project.id)}>
              <span>
                <span className="eyebrow">
                  {strings.projects.number} {project.number}
                </span>
                <strong>{project.name}</strong>
                <span className="muted">
                  {strings.levels[project.level]}
                  {project.viewInvoiceDetails && project.level !== 'admin' && `, ${strings.viewsDetails}`}
                </span>
              </span>
              <Icon name="chevron" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
};
