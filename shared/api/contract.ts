import type { Route } from './route.ts';
import { answerRoutes } from './routes/answers.ts';
import { communicationRoutes } from './routes/communications.ts';
import { importRoutes } from './routes/imports.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { projectRoutes } from './routes/projects.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { sendingRoutes } from './routes/sending.ts';

/** Every route with its input, responses and problem codes. infra, the API function and OpenAPI are derived from it. */
export const routes = {
  ...projectRoutes,
  ...invoiceRoutes,
  ...sendingRoutes,
  ...communicationRoutes,
  ...answerRoutes,
  ...quarantineRoutes,
  ...importRoutes,
} satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
