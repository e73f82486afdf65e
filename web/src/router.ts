import { useCallback, useSyncExternalStore } from 'react';
import { parsePath, type Route } from './route.ts';

/**
 * The page's own router. Addresses follow the #, so that any static host serves every one of them; a plain path that
 * somebody types is moved there.
 */

const currentPath = (): string => location.hash.slice(1) || '/';

if (location.pathname.startsWith('/projects')) history.replaceState(null, '', `/#${location.pathname}`);

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export const navigate = (path: string, how: 'push' | 'replace' = 'push') => {
  if (path === currentPath()) return;
  if (how === 'push') location.assign(`#${path}`);
  else location.replace(`#${path}`);
};

export const useRoute = (): Route => parsePath(useSyncExternalStore(subscribe, currentPath));

/** The query part after the path, as in `?q=words`: a search survives a reload and the Back button. */
export const useQueryPart = (name: string): [string, (value: string) => void] => {
  const path = useSyncExternalStore(subscribe, currentPath);
  const value = new URLSearchParams(path.split('?')[1]).get(name) ?? '';
  const set = useCallback(
    (next: string) => {
      const [place = '', query] = currentPath().split('?');
      const parts = new URLSearchParams(query);
      if (next === '') parts.delete(name);
      else parts.set(name, next);
      navigate(parts.size === 0 ? place : `${place}?${parts}`, 'replace');
    },
    [name],
  );
  return [value, set];
};
