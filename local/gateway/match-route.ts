import type { LocalRoute } from '../template/api-and-mail.ts';

/**
 * API Gateway's order of precedence: a literal segment before a parameter, a parameter before `{rest+}`, then
 * `$default`.
 */

export type Match = { route: LocalRoute; pathParameters: Record<string, string> };

const segments = (path: string): string[] => path.split('/').slice(1);

/** One rank for each segment, where a lower one is more specific; null when the path does not match the pattern. */
const fitPath = (pattern: string[], path: string[]): { ranks: number[]; parameters: Record<string, string> } | null => {
  const ranks: number[] = [];
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    const value = path[index];
    if (name?.endsWith('+')) {
      if (value === undefined) return null;
      parameters[name.slice(0, -1)] = path.slice(index).join('/');
      return { ranks: [...ranks, 2], parameters };
    }
    if (value === undefined || (name === undefined && part !== value) || (name !== undefined && value === ''))
      return null;
    if (name !== undefined) parameters[name] = value;
    ranks.push(name === undefined ? 0 : 1);
  }
  return pattern.length === path.length ? { ranks, parameters } : null;
};

/** A path with invalid encoding stays as it is: it matches no literal segment, and a function may look at it. */
export const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const matchRoute = (routes: LocalRoute[], method: string, rawPath: string): Match | null => {
  const path = segments(rawPath).map(decode);
  const candidates = routes.flatMap((route) => {
    const [verb = '', pattern = ''] = route.routeKey.split(' ');
    if (verb !== method && verb !== 'ANY') return [];
    const found = fitPath(segments(pattern), path);
    return found
      ? [{ route, pathParameters: found.parameters, order: [...found.ranks, verb === 'ANY' ? 1 : 0].join('') }]
      : [];
  });
  const [best] = candidates.toSorted((a, b) => a.order.localeCompare(b.order));
  if (best) return { route: best.route, pathParameters: best.pathParameters };
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return fallback ? { route: fallback, pathParameters: {} } : null;
};
