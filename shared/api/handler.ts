import type { z } from 'zod';
import type { Member } from '../domain/project/project.ts';
import type { Language } from '../domain/text.ts';
import type { RouteName, routes } from './contract.ts';

/** Types, derived from the contract, of a handler's arguments and responses. runtime/http.ts validates both. */

/**
 * The caller. `userId` is empty for a machine that imports, and on public routes. `importer`: the token has the import
 * scope.
 */
export type Caller = { userId: string; importer: boolean };

/** `csv`: the caller prefers CSV to JSON, on a route that offers both. `language`: null when the request names none. */
export type Accepts = { csv: boolean; language: Language | null };

type Routes = typeof routes;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<N extends RouteName, P extends string> = Routes[N] extends { [K in P]: infer S } ? Parsed<S> : undefined;

/** The caller's own membership; null for an importer who is not a member, and on routes outside a project. */
type MemberOf<N extends RouteName> = Routes[N]['scope'] extends 'api'
  ? Routes[N]['path'] extends `/projects/{projectId}${string}`
    ? Member
    : null
  : Member | null;

export type Call<N extends RouteName> = {
  caller: Caller;
  member: MemberOf<N>;
  path: Parsed<Routes[N]['pathParams']>;
  query: Part<N, 'query'>;
  body: Part<N, 'body'>;
  /** Empty where the route takes none. */
  idempotencyKey: string;
  accepts: Accepts;
  /** The If-None-Match header as sent; null without one. */
  ifNoneMatch: string | null;
};

type Answers<N extends RouteName> = Routes[N]['answers'];
type Sent<S> = S extends z.ZodType ? z.input<S> : null;

/** A file in place of JSON. `text` contains nothing beyond the fields of the JSON response's schema. */
export type CsvFile = { fileName: string; text: string };
type CsvAnswer<N extends RouteName> = Routes[N] extends { csv: true }
  ? { status: 200; csv: CsvFile; headers?: Record<string, string> }
  : never;

type Answer<N extends RouteName> =
  | {
      [S in keyof Answers<N>]: { status: S; body: Sent<Answers<N>[S]>; headers?: Record<string, string> };
    }[keyof Answers<N>]
  | CsvAnswer<N>;

export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Answer<N>>;
export type Handlers = { [N in RouteName]: Handler<N> };
