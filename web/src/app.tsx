import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMe } from './api/queries.ts';
import { signOut, useUserId } from './api/session.ts';
import type { Me } from './api/shapes.ts';
import { Header } from './frame/header.tsx';
import { InvoicePage } from './invoice/invoice-page.tsx';
import { BannerProvider } from './parts/banner.tsx';
import { Failure, Loading, Missing } from './parts/states.tsx';
import { ZoneProvider } from './parts/time-zone.tsx';
import { ProjectPage } from './project/project-page.tsx';
import { ProjectsPage } from './project/projects-page.tsx';
import { pathTo, type Route } from './route.ts';
import { navigate, useRoute } from './router.ts';
import { SignIn } from './sign-in/sign-in.tsx';
import { useSpeech } from './strings/language.tsx';

/** The whole page: sign-in, then the screen that the route names. */
export const App = () => {
  const userId = useUserId();
  const queries = useQueryClient();
  const leave = () => {
    signOut();
    queries.clear();
    navigate(pathTo.projects());
  };
  if (userId === null)
    return (
      <>
        <Header />
        <SignIn />
      </>
    );
  return <SignedIn key={userId} onLeave={leave} />;
};

const SignedIn = ({ onLeave }: { onLeave: () => void }) => {
  const me = useMe();
  const { suggest } = useSpeech();
  const known = me.data?.language ?? null;
  useEffect(() => suggest(known), [known, suggest]);
  return (
    <BannerProvider>
      <Header name={me.data?.name ?? me.data?.id} onLeave={onLeave} />
      <main className="page" id="content" tabIndex={-1}>
        {me.isPending && <Loading rows={4} />}
        {me.isError && <Failure error={me.error} retry={me.refetch} />}
        {me.data && <Screen me={me.data} />}
      </main>
    </BannerProvider>
  );
};

/** Identifies the page apart from its tabs: focus moves to the top only when the page itself changes. */
const pageIdOf = (route: Route): string =>
  route.page === 'invoice' ? route.invoiceId : route.page === 'project' ? route.projectId : route.page;

const Screen = ({ me }: { me: Me }) => {
  const route = useRoute();
  const pageId = pageIdOf(route);
  const before = useRef(pageId);
  useEffect(() => {
    if (before.current === pageId) return;
    before.current = pageId;
    document.getElementById('content')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pageId]);
  if (route.page === 'projects') return <ProjectsPage projects={me.projects} />;
  if (route.page === 'missing') return <Missing />;
  const project = me.projects.find(({ id }) => id === route.projectId);
  if (!project || project.level === 'none') return <Missing />;
  return (
    <ZoneProvider timeZone={project.timeZone}>
      {route.page === 'project' ? (
        <ProjectPage project={project} tab={route.tab} />
      ) : (
        <InvoicePage key={route.invoiceId} project={project} route={route} userId={me.id} />
      )}
    </ZoneProvider>
  );
};
