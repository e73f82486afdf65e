import { z } from 'zod';
import type { Route } from '../route.ts';
import { listOf, pageQuery, projectPath, searchQuery } from '../shapes/parameters.ts';
import { DirectoryEntry, Me, Sending, SendingBody } from '../shapes/projects.ts';

const none = z.object({});

/** The contract itself, the caller, a project's kill switch and its directory. */
export const projectRoutes = {
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Returns this API description as OpenAPI 3.1',
    scope: 'none',
    pathParams: none,
    answers: { 200: z.looseObject({}) },
  },
  getMe: {
    method: 'GET',
    path: '/me',
    summary: "Returns the caller, with the caller's projects and level in each",
    scope: 'api',
    pathParams: none,
    query: z.object({ cursor: pageQuery.shape.cursor }),
    answers: { 200: Me },
  },
  setSending: {
    method: 'PUT',
    path: '/projects/{projectId}/sending',
    summary: "Turns the project's mail off or on again; while it is off, waiting deliveries are cancelled",
    scope: 'api',
    needs: 'admin',
    pathParams: projectPath,
    body: SendingBody,
    answers: { 200: Sending },
    problems: ['forbidden'],
  },
  listDirectory: {
    method: 'GET',
    path: '/projects/{projectId}/directory',
    summary: 'Lists people and groups; `q` matches the beginning of a name, company or address',
    scope: 'api',
    pathParams: projectPath,
    query: searchQuery,
    answers: { 200: listOf(DirectoryEntry) },
  },
} as const satisfies Record<string, Route>;
