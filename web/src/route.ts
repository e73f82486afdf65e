/** The page's addresses; router.ts binds them to the browser. */
export type Route =
  | { page: 'projects' }
  | { page: 'project'; projectId: string; tab: 'invoices' | 'emails' | 'deliveries' | 'quarantine' }
  | { page: 'invoice'; projectId: string; invoiceId: string; tab: 'detail' | 'emails'; communicationId: string | null }
  | { page: 'missing' };

const withoutQuery = (path: string): string => path.split('?', 1)[0] ?? '';

export const parsePath = (path: string): Route => {
  const [root, projectId, section, invoiceId, tab, communicationId, ...rest] = withoutQuery(path)
    .split('/')
    .filter(Boolean);
  if (root === undefined) return { page: 'projects' };
  if (root !== 'projects' || rest.length > 0) return { page: 'missing' };
  if (projectId === undefined) return { page: 'projects' };
  if (section === undefined) return { page: 'project', projectId, tab: 'invoices' };
  if (section === 'emails' && invoiceId === undefined) return { page: 'project', projectId, tab: 'emails' };
  if (section === 'deliveries' && invoiceId === undefined) return { page: 'project', projectId, tab: 'deliveries' };
  if (section === 'quarantine' && invoiceId === undefined) return { page: 'project', projectId, tab: 'quarantine' };
  if (section !== 'invoices') return { page: 'missing' };
  if (invoiceId === undefined) return { page: 'project', projectId, tab: 'invoices' };
  if (tab === undefined) return { page: 'invoice', projectId, invoiceId, tab: 'detail', communicationId: null };
  if (tab !== 'emails') return { page: 'missing' };
  return { page: 'invoice', projectId, invoiceId, tab: 'emails', communicationId: communicationId ?? null };
};

export const pathTo = {
  projects: () => '/',
  project: (projectId: string) => `/projects/${projectId}`,
  projectEmails: (projectId: string) => `/projects/${projectId}/emails`,
  deliveries: (projectId: string) => `/projects/${projectId}/deliveries`,
  quarantine: (projectId: string) => `/projects/${projectId}/quarantine`,
  invoice: (projectId: string, invoiceId: string) => `/projects/${projectId}/invoices/${invoiceId}`,
  emails: (projectId: string, invoiceId: string) => `/projects/${projectId}/invoices/${invoiceId}/emails`,
  thread: (projectId: string, invoiceId: string, communicationId: string) =>
    `/projects/${projectId}/invoices/${invoiceId}/emails/${communicationId}`,
};
