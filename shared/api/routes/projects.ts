import { z } from 'zod';
import type { Route } from '../route.ts';
import { listOf, pageQuery, projectPath, searchQuery } from '../shapes/parameters.ts';
import { DirectoryEntry, Me, Sending, SendingBody } from '../shapes/projects.ts';

/** The contract itself, the caller, and who is in a project. */
const none = z.object({});

export const projectRoutes = {
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This contract as OpenAPI 3.1',
    scope: 'none',
    pathParams: none,
    answers: { 200: z.looseObject({}) },
  },
  getMe: {
    method: 'GET',
    path: '/me',
    summary: 'The caller and the projects with levels',
    scope: 'api',
    pathParams: none,
    query: z.object({ cursor: pageQuery.shape.cursor }),
    answers: { 200: Me },
  },
  setSending: {
    method: 'PUT',
    path: '/projects/{projectId}/sending',
    summary: 'Turns the mail of the project off, or on again; what waits is cancelled while it is off',
    scope: 'api',
    needs: 'admin',
    pathParams: projectPath,
    body: SendingBody,
    answers: { 200: Sending },
    refusals: ['forbidden'],
  },
  listDirectory: {
    method: 'GET',
    path: '/projects/{projectId}/directory',
    summary: 'People and groups, by prefix of name, company or address',
    scope: 'api',
    pathParams: projectPath,
    query: searchQuery,
    answers: { 200: listOf(DirectoryEntry) },
  },
} as const satisfies Record<string, Route>;
