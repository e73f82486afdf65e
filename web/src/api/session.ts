import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';

/** The user signed in on the local server: an id, and a token that is replaced when it expires. */

const storageKey = 'courriel.session';
const Session = z.object({ userId: z.string(), token: z.string() });
type Session = z.infer<typeof Session>;

const restored = (): Session | null => {
  const text = sessionStorage.getItem(storageKey);
  if (text === null) return null;
  const parsed = Session.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
};

let session = restored();
const listeners = new Set<() => void>();

const store = (next: Session | null) => {
  session = next;
  if (next) sessionStorage.setItem(storageKey, JSON.stringify(next));
  else sessionStorage.removeItem(storageKey);
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Throws when the local server refuses or cannot be reached. */
const fetchToken = async (userId: string): Promise<string> => {
  const response = await fetch('/local/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: userId }),
  });
  if (!response.ok) throw new Error(`token refused with ${response.status}`);
  return z.object({ token: z.string() }).parse(await response.json()).token;
};

export const signIn = async (userId: string): Promise<void> => {
  store({ userId, token: await fetchToken(userId) });
};

export const signOut = () => store(null);

export const currentToken = (): string | null => session?.token ?? null;

/** A new token for the same user, or null after signing out because the server refused to issue one. */
export const renewToken = async (): Promise<string | null> => {
  if (!session) return null;
  const { userId } = session;
  // Recovery: a user whom the server no longer knows, after a reset of its data, is asked to choose again.
  try {
    await signIn(userId);
  } catch {
    store(null);
  }
  return currentToken();
};

export const useUserId = (): string | null => useSyncExternalStore(subscribe, () => session?.userId ?? null);
