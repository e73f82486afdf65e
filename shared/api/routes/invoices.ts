import type { Route } from '../route.ts';
import {
  InvoiceHeader,
  InvoiceView,
  LineList,
  PreviewBody,
  PreviewReady,
  PreviewRendering,
} from '../shapes/invoices.ts';
import { invoicePath, listOf, pageQuery, projectPath } from '../shapes/parameters.ts';
import { Composer } from '../shapes/sending.ts';

/** Invoices, their Detail and its PDF, and the defaults of the composer. */
export const invoiceRoutes = {
  listInvoices: {
    method: 'GET',
    path: '/projects/{projectId}/invoices',
    summary: 'Lists invoice headers, most recent billing period first',
    scope: 'api',
    pathParams: projectPath,
    query: pageQuery,
    answers: { 200: listOf(InvoiceHeader) },
  },
  getInvoice: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}',
    summary: "Returns an invoice's header, summary, counts and version",
    scope: 'api',
    pathParams: invoicePath,
    answers: { 200: InvoiceView },
  },
  listLines: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}/lines',
    summary: 'Lists the lines of the Detail in its groups, with their computed amounts and sums',
    scope: 'api',
    needs: 'detail',
    pathParams: invoicePath,
    query: pageQuery,
    answers: { 200: LineList },
    problems: ['forbidden'],
  },
  previewDocument: {
    method: 'POST',
    path: '/projects/{projectId}/invoices/{invoiceId}/preview',
    summary: 'Renders the exact PDF that a send of this version attaches; repeat the request until the PDF is ready',
    scope: 'api',
    needs: 'detail',
    pathParams: invoicePath,
    body: PreviewBody,
    costs: { each: 1 },
    answers: { 200: PreviewReady, 202: PreviewRendering },
    problems: [
      'forbidden',
      'invoice-version-changed',
      'sender-not-in-directory',
      'signature-name-differs',
      'signature-not-recent',
      'render-limit',
      'render-failed',
    ],
  },
  getComposer: {
    method: 'GET',
    path: '/projects/{projectId}/invoices/{invoiceId}/composer',
    summary: 'Returns the defaults of the composer for emailing the invoice',
    scope: 'api',
    needs: 'admin',
    pathParams: invoicePath,
    answers: { 200: Composer },
    problems: ['forbidden', 'sender-not-in-directory'],
  },
} as const satisfies Record<string, Route>;
