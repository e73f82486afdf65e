import { useEffect, useRef, useState } from 'react';
import type { EmailView } from '../api/shapes.ts';
import { letterId } from './use-answering.ts';

/** Pixels of an email that must be visible before it counts as seen. */
const minVisible = 48;

/** Ids of the emails that arrived while the conversation was open and have not been visible yet, in order. */
export const useArrivals = (emails: readonly EmailView[]): readonly string[] => {
  const newest = useRef<string | null>(null);
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  useEffect(() => {
    const at = emails.findIndex(({ id }) => id === newest.current);
    newest.current = emails.at(-1)?.id ?? null;
    if (at < 0) return;
    // A relay is shown below its reply, and a notice is no part of what people write to each other.
    const fresh = emails.slice(at + 1).filter(({ kind }) => kind !== 'relay' && kind !== 'notice');
    if (fresh.length > 0) setUnseen((before) => [...before, ...fresh.map(({ id }) => id)]);
  }, [emails]);
  useEffect(() => {
    if (unseen.length === 0) return;
    const places = new Map(unseen.map((id) => [document.getElementById(letterId(id)), id]));
    const seen = new IntersectionObserver(
      (entries) => {
        const ids = new Set(
          entries.filter((entry) => entry.isIntersecting).map(({ target }) => places.get(asPlace(target))),
        );
        if (ids.size > 0) setUnseen((before) => before.filter((id) => !ids.has(id)));
      },
      { rootMargin: `0px 0px -${minVisible}px` },
    );
    for (const place of places.keys()) if (place) seen.observe(place);
    return () => seen.disconnect();
  }, [unseen]);
  return unseen;
};

const asPlace = (target: Element): HTMLElement | null => (target instanceof HTMLElement ? target : null);
