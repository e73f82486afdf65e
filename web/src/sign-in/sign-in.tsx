import { useMutation, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { signIn } from '../api/session.ts';
import { initials } from '../parts/people.ts';
import { Empty, Loading } from '../parts/states.tsx';
import { useTitle } from '../parts/title.ts';
import { useSpeech } from '../strings/language.tsx';

/** The users that the local server can sign in. */
const LocalUsers = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    projects: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        level: z.enum(['none', 'read_only', 'standard', 'admin']),
        viewInvoiceDetails: z.boolean(),
      }),
    ),
  }),
);
export type LocalUser = z.infer<typeof LocalUsers>[number];

const fetchLocalUsers = async (): Promise<LocalUser[]> => {
  const response = await fetch('/local/users');
  if (!response.ok) throw new Error(`no list of users: ${response.status}`);
  return LocalUsers.parse(await response.json());
};

/** Exists only in the local run, where the visitor may sign in as any user. */
export const SignIn = () => {
  const { strings } = useSpeech();
  useTitle(strings.signIn.title);
  const users = useQuery({ queryKey: ['local-users'], queryFn: fetchLocalUsers });
  const choice = useMutation({ mutationFn: (user: LocalUser) => signIn(user.id) });
  return (
    <main className="page page-narrow" id="content" tabIndex={-1}>
      <h1>{strings.signIn.title}</h1>
      <p className="lead">{strings.signIn.text}</p>
      {choice.isError && (
        <p className="note note-bad" role="alert">
          {strings.problems.network}
        </p>
      )}
      {users.isPending && <Loading rows={5} />}
      {users.isError && (
        <Empty icon="warning" title={strings.signIn.unavailable}>
          <button type="button" className="button" onClick={() => users.refetch()}>
            {strings.app.retry}
          </button>
        </Empty>
      )}
      {users.data && (
        <ul className="cards">
          {users.data.map((user) => (
            <li key={user.id}>
              <UserButton user={user} disabled={choice.isPending} onChoose={() => choice.mutate(user)} />
            </li>
          ))}
        </ul>
      )}
    </main>
  );
};

const UserButton = (props: { user: LocalUser; disabled: boolean; onChoose: () => void }) => {
  const { strings } = useSpeech();
  const { user } = props;
  return (
    <button type="button" className="card user-card" disabled={props.disabled} onClick={props.onChoose}>
      <span className="avatar" aria-hidden="true">
        {initials(user.name)}
      </span>
      <span>
        <strong>{user.name}</strong>
        {user.projects.length === 0 && <span className="muted">{strings.signIn.noProjects}</span>}
        {user.projects.map((project) => (
          <span key={project.id} className="muted">
            {strings.levels[project.level]}
            {project.viewInvoiceDetails && project.level !== 'admin' && `, ${strings.viewsDetails}`}
            {' · '}
            {project.name}
          </span>
        ))}
      </span>
    </button>
  );
};
