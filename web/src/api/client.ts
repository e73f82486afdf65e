import createClient from 'openapi-fetch';
import type { paths } from '../generated/api-types.ts';
import { ApiError } from './api-error.ts';
import { currentToken, renewToken } from './session.ts';

const withToken = (request: Request, token: string | null): Request => {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  return request;
};

/** Renews an expired token once and repeats the request, unnoticed by the caller. */
const authorizedFetch = async (request: Request): Promise<Response> => {
  const spare = request.clone();
  const response = await fetch(withToken(request, currentToken()));
  if (response.status !== 401) return response;
  const fresh = await renewToken();
  return fresh === null ? response : fetch(withToken(spare, fresh));
};

const configured: unknown = import.meta.env.VITE_API_URL;

/**
 * Calls the API at VITE_API_URL, by default under /api of the page's own origin. Its types are generated from the
 * contract (npm run generate).
 */
export const api = createClient<paths>({
  baseUrl: typeof configured === 'string' && configured !== '' ? configured : '/api',
  fetch: authorizedFetch,
});

type Reply<T> = { data?: T; error?: unknown; response: Response };

const apiErrorOf = (response: Response, error: unknown): ApiError =>
  new ApiError(response.status, error, response.headers.get('retry-after'));

/** The response body. Throws ApiError when the API refuses, TypeError when the network fails. */
export const answer = async <T>(call: Promise<Reply<T>>): Promise<T> => {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw apiErrorOf(response, error);
  return data;
};

/** For routes that answer 204. */
export const done = async (call: Promise<Reply<unknown>>): Promise<void> => {
  const { error, response } = await call;
  if (!response.ok) throw apiErrorOf(response, error);
};
