import { useSyncExternalStore } from 'react';
import { parsePath, type Route } from './route.ts';

/**
 * The page's own router. Addresses stand behind the #, so that any static host serves every one of them; a plain path,
 * as somebody may type it, is moved there.
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
