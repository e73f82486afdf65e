import { expect, test } from 'vitest';
import { parsePath, pathTo } from '../../../web/src/route.ts';

test('every address that the page writes is read back as the same place', () => {
  expect(parsePath(pathTo.projects())).toEqual({ page: 'projects' });
  expect(parsePath(pathTo.project('prj_a'))).toEqual({ page: 'project', projectId: 'prj_a', tab: 'invoices' });
  expect(parsePath(pathTo.projectEmails('prj_a'))).toEqual({ page: 'project', projectId: 'prj_a', tab: 'emails' });
  expect(parsePath(pathTo.deliveries('prj_a'))).toEqual({ page: 'project', projectId: 'prj_a', tab: 'deliveries' });
  expect(parsePath(pathTo.quarantine('prj_a'))).toEqual({ page: 'project', projectId: 'prj_a', tab: 'quarantine' });
  const invoice = { page: 'invoice', projectId: 'prj_a', invoiceId: 'inv_b' };
  expect(parsePath(pathTo.invoice('prj_a', 'inv_b'))).toEqual({ ...invoice, tab: 'detail', communicationId: null });
  expect(parsePath(pathTo.emails('prj_a', 'inv_b'))).toEqual({ ...invoice, tab: 'emails', communicationId: null });
  expect(parsePath(pathTo.thread('prj_a', 'inv_b', 'com_c'))).toEqual({
    ...invoice,
    tab: 'emails',
    communicationId: 'com_c',
  });
});

test.each([
  '/nowhere',
  '/projects/prj_a/bills',
  '/projects/prj_a/invoices/inv_b/lines',
  '/projects/a/invoices/b/emails/c/d',
])('the address %s, which the page never writes, leads to the missing page', (path) => {
  expect(parsePath(path)).toEqual({ page: 'missing' });
});

test('an address may end with a slash', () => {
  expect(parsePath('/projects/prj_a/')).toEqual({ page: 'project', projectId: 'prj_a', tab: 'invoices' });
});
